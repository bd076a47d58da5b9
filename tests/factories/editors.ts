// Editors without a browser: the real engine on the real server function, over a network that fails as it is told.
import 'fake-indexeddb/auto'
import { createStore, del, get, keys, set } from 'idb-keyval'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { blockIdOf, type NamedDocument, withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { LooseNode } from '@/features/articles/document/visitor.ts'
import { noteReading } from '@/features/presence/mutations.ts'
import { currentOf, findWorking } from '@/features/writing/data.ts'
import { Engine } from '@/features/writing/engine.ts'
import { type LocalStore, localStore } from '@/features/writing/local-copies.ts'
import { saveWorking } from '@/features/writing/mutations.ts'
import type { Current, SaveRequest } from '@/features/writing/schema.ts'
import type { SaveAnswer } from '@/features/writing/world.ts'
import { AppError } from '@/lib/errors.ts'

/** What becomes of a request: it is answered, its answer is lost or comes a minute late, it never arrives, or nobody is signed in. */
export type Fate = 'answered' | 'answer-lost' | 'request-lost' | 'signed-out' | 'answer-late'

/** A clock that stands still until it is moved. */
export class Clock {
  private time = Date.now()
  private timers: { at: number; work: () => void }[] = []
  readonly now = () => this.time
  readonly after = (milliseconds: number, work: () => void) => {
    const timer = { at: this.time + milliseconds, work }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((one) => one !== timer)
    }
  }
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.time = Math.max(this.time, next.at)
      this.timers = this.timers.filter((one) => one !== next)
      next.work()
      await quiet()
    }
    this.time = end
    await quiet()
  }
}

let busy = 0
/** Until every request and every write under way has ended. */
export async function quiet(): Promise<void> {
  for (let still = 0; still < 4; still = busy > 0 ? 0 : still + 1)
    await new Promise((done) => setImmediate(done))
}
async function counted<T>(work: Promise<T>): Promise<T> {
  busy++
  try {
    return await work
  } finally {
    busy--
  }
}

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

async function ask(actor: Actor, id: number, request: SaveRequest): Promise<SaveAnswer> {
  try {
    return { kind: 'saved', saved: await write((tx) => saveWorking(tx, actor, { ...wire(request), id })) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code !== 'stale-version') return { kind: 'refused', message: error.code }
    return { kind: 'stale', current: wire(error.facts.current as Current) }
  }
}

export const serverNow = async (id: number): Promise<Current> => {
  const row = await findWorking(id)
  if (!row) throw new Error(`no article ${id}`)
  return wire(currentOf(row))
}

let tabs = 0
/** Sessions of the pages that are open. */
const living = new Set<string>()

/** One person's page of one article. */
export class Page {
  engine!: Engine
  session = ''
  fate: Fate = 'answered'
  readonly store: LocalStore
  readonly actor: Actor & { id: number }
  readonly articleId: number
  readonly clock: Clock
  constructor(actor: Actor & { id: number }, articleId: number, clock: Clock, database: string) {
    this.actor = actor
    this.articleId = articleId
    this.clock = clock
    const place = createStore(database, 'copies')
    this.store = localStore(
      {
        get: (key) => counted(get(key, place)),
        set: (key, value) => counted(set(key, value, place)),
        del: (key) => counted(del(key, place)),
        keys: () => counted(keys(place)),
      },
      articleId,
      actor.id,
    )
  }

  /** Opens the page: what the server has, and what earlier pages that are gone had left on this computer. */
  async open(): Promise<void> {
    this.session = `tab${String(++tabs).padStart(8, '0')}`
    living.add(this.session)
    this.engine = new Engine({
      session: this.session,
      current: await serverNow(this.articleId),
      world: { clock: this.clock, store: this.store, save: (request) => this.send(request) },
    })
    for (const copy of await this.store.list()) {
      if (living.has(copy.session)) continue
      this.engine.restore(copy)
      await this.engine.keep()
      await this.store.drop(copy.session)
    }
  }

  private async send(request: SaveRequest): Promise<SaveAnswer> {
    const { fate } = this
    if (fate === 'signed-out') return { kind: 'signed-out' }
    const answer = fate === 'request-lost' ? null : await counted(ask(this.actor, this.articleId, request))
    if (fate === 'answer-late') await new Promise<void>((done) => this.clock.after(60_000, done))
    if (answer === null || fate === 'answer-lost') throw new TypeError('Failed to fetch')
    return answer
  }

  /** The machine goes off: nothing more is done, nothing said. */
  crash(): void {
    this.engine.stop()
    living.delete(this.session)
  }

  async beat(): Promise<void> {
    if (this.fate !== 'answered') return
    const { lockVersion } = this.engine.getState()
    const presence = await write((tx) =>
      noteReading(tx, this.actor, {
        id: this.articleId,
        session: this.session,
        lockVersion,
        take: false,
        leave: false,
      }),
    )
    if (presence.current) this.engine.incoming(wire(presence.current))
  }

  get blocks(): LooseNode[] {
    return withBlockIds(this.engine.getState().snapshot.body).content
  }
  set blocks(content: LooseNode[]) {
    const body: NamedDocument = withBlockIds({ type: 'doc', content })
    this.engine.edit({ body })
  }
}

export const paragraphOf = (id: string, text: string): LooseNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
})
export const idOf = (node: LooseNode): string => blockIdOf(node) ?? ''
