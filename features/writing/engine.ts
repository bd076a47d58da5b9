// Keeps what somebody writes. Knows neither React nor the browser: what it needs of the world is given to it.
import { canonical } from '@/features/articles/document/block-ids.ts'
import { conflictKey, mergeSnapshots, rebase, sameSnapshot } from '@/features/articles/document/merge.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import type { LocalCopy } from './local-copies.ts'
import type { Current, Resolution, Saved, SaveRequest } from './schema.ts'
import { type EngineInput, type EngineState, pace, type SaveAnswer, stateOf, type World } from './world.ts'

/** One article open in one tab: its text, the queue of its saves, and its copy on this computer. */
export class Engine {
  private base: Snapshot
  /** Saves that may have been stored though no answer came. */
  private sent: Snapshot[] = []
  private resolved: SaveRequest['resolved'] = []
  private wanted: SaveRequest['kind'] | null = null
  private running: Promise<void> | null = null
  private stopped = false
  private retries = 0
  private dirtySince: number | null = null
  private readonly timers: Record<'local' | 'idle' | 'retry', (() => void) | null> = {
    local: null,
    idle: null,
    retry: null,
  }
  private storing: Promise<void> = Promise.resolve()
  private readonly listeners = new Set<() => void>()
  private readonly session: string
  private readonly world: World
  private state: EngineState

  constructor({ session, current, world }: EngineInput) {
    this.session = session
    this.world = world
    this.base = current.snapshot
    this.state = stateOf(current)
  }

  readonly getState = (): EngineState => this.state

  /** Calls `listener` after each change; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private set(change: Partial<EngineState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }

  private get isDirty(): boolean {
    return (
      this.state.conflicts.length > 0 ||
      this.resolved.length > 0 ||
      !sameSnapshot(this.base, this.state.snapshot)
    )
  }

  /** Takes in what was typed or chosen. */
  edit(change: Partial<Snapshot>): void {
    const now: Partial<Snapshot> = this.state.snapshot
    const isNew = (key: string) =>
      canonical(change[key as keyof Snapshot]) !== canonical(now[key as keyof Snapshot])
    if (this.stopped || !Object.keys(change).some(isNew)) return
    this.set({ snapshot: { ...this.state.snapshot, ...change }, dirty: true })
    this.touch()
  }

  /** Takes in text that the screen does not show yet. */
  replace(change: Partial<Snapshot>): void {
    this.edit(change)
    this.set({ replaced: this.state.replaced + 1 })
  }

  private touch(): void {
    const { clock } = this.world
    this.timers.local ??= clock.after(pace.local, () => void this.keep())
    if (this.timers.retry) return // the next attempt takes this along
    this.dirtySince ??= clock.now()
    this.timers.idle?.()
    const left = Math.max(0, this.dirtySince + pace.longest - clock.now())
    this.timers.idle = clock.after(Math.min(pace.idle, left), () => this.want('autosave'))
  }

  /** Writes the copy on this computer: what is not saved, or that nothing is left to save. */
  keep(): Promise<void> {
    this.timers.local?.()
    this.timers.local = null
    const dirty = this.isDirty
    const copy: LocalCopy = {
      session: this.session,
      base: this.base,
      lockVersion: this.state.lockVersion,
      mine: this.state.snapshot,
      sent: this.sent,
      conflicts: this.state.conflicts,
      at: this.world.clock.now(),
    }
    this.storing = this.storing
      .then(() => (dirty ? this.world.store.put(copy) : this.world.store.drop(this.session)))
      .then(() => this.state.safe || this.set({ safe: true }))
      .then(
        () => {},
        () => this.set({ safe: false }),
      )
    return this.storing
  }

  private want(kind: SaveRequest['kind']): void {
    this.timers.idle?.()
    this.timers.idle = null
    this.timers.retry?.()
    this.timers.retry = null
    if (this.wanted !== 'manual') this.wanted = kind
    this.running ??= this.run().finally(() => {
      this.running = null
      if (this.wanted && !this.stopped && !this.state.trouble) this.want(this.wanted)
    })
  }

  /** Saves now and returns the version that stands. @throws Error when it could not be saved; the text is kept. */
  async flush(): Promise<number> {
    for (
      let attempt = 0;
      attempt < 3 && (attempt === 0 || (this.isDirty && !this.state.trouble));
      attempt++
    ) {
      this.want('manual')
      while (this.running) await this.running
    }
    if (this.isDirty || this.state.trouble)
      throw new Error(this.state.message || (this.state.trouble ?? 'unsaved'))
    return this.state.lockVersion
  }

  /** Tries again at once, because the world may have changed: back online, signed in again. */
  retry(): void {
    if (this.state.trouble && this.state.trouble !== 'refused') this.want(this.wanted ?? 'autosave')
  }

  private async run(): Promise<void> {
    while (this.wanted && !this.stopped) {
      const kind = this.wanted
      this.wanted = null
      if (kind === 'autosave' && !this.isDirty && !this.state.trouble) break
      const request = this.request(kind)
      this.dirtySince = null
      this.set({ saving: true })
      this.note(request.snapshot)
      const answer = await this.world.save(request).catch((): SaveAnswer => ({ kind: 'unreachable' }))
      if (this.stopped) return
      this.take(request, answer)
      void this.keep()
    }
    this.set({ saving: false, dirty: this.isDirty })
  }

  /** Remembers what is under way, on this computer too: if no answer comes, it may have been stored all the same. */
  private note(snapshot: Snapshot): void {
    this.sent = [...this.sent.slice(-7), snapshot]
    void this.keep()
  }

  private request(kind: SaveRequest['kind']): SaveRequest {
    const { lockVersion, snapshot, conflicts } = this.state
    return { lockVersion, snapshot, kind, session: this.session, conflicts, resolved: this.resolved }
  }

  private take(request: SaveRequest, answer: SaveAnswer): void {
    if (answer.kind === 'saved') this.saved(request, answer.saved)
    else if (answer.kind === 'stale') {
      this.retries = 0
      this.merge(answer.current)
      this.set({ trouble: null, message: '' })
      if (this.isDirty) this.wanted ??= request.kind
    } else if (answer.kind === 'refused') {
      this.sent = this.sent.slice(0, -1)
      this.set({ trouble: 'refused', message: answer.message })
      this.wanted = null
    } else this.later(request, answer.kind)
  }

  private later(request: SaveRequest, why: 'signed-out' | 'unreachable'): void {
    const wait = Math.min(pace.lastRetry, pace.firstRetry * 2 ** this.retries++)
    this.set({ trouble: why === 'signed-out' ? why : 'offline', message: '' })
    const again = this.wanted === 'manual' || request.kind === 'manual' ? 'manual' : 'autosave'
    this.wanted = null
    if (why === 'signed-out') this.sent = this.sent.slice(0, -1)
    this.timers.retry?.()
    this.timers.retry = this.world.clock.after(wait, () => this.want(again))
  }

  private saved(request: SaveRequest, { slug, ...saved }: Saved): void {
    this.retries = 0
    this.sent = []
    this.base = { ...request.snapshot, slug }
    const told = new Set(request.conflicts.map((conflict) => conflict.key))
    const decided = new Set(request.resolved.map((decision) => decision.key))
    this.resolved = this.resolved.filter((decision) => !decided.has(decision.key))
    const renamed = request.snapshot.slug !== slug && this.state.snapshot.slug === request.snapshot.slug
    this.set({
      ...(renamed ? { snapshot: { ...this.state.snapshot, slug } } : {}),
      lockVersion: saved.lockVersion,
      standing: { status: saved.status, stage: saved.stage },
      savedAt: saved.savedAt,
      trouble: null,
      message: '',
      conflicts: this.state.conflicts.filter((conflict) => !told.has(conflict.key)),
    })
    if (this.isDirty) this.touch()
  }

  /** Puts a newer version of the server's under what was written here. */
  private merge(current: Current): void {
    const base = this.sent.reduce((from, sent) => rebase(from, sent, current.snapshot), this.base)
    this.sent = []
    this.base = current.snapshot
    const before = this.state.snapshot
    this.bring(base, before, current.snapshot)
    this.set({
      lockVersion: current.lockVersion,
      standing: { status: current.status, stage: current.stage },
      mergedFrom: sameSnapshot(before, this.state.snapshot) ? this.state.mergedFrom : current.by,
    })
  }

  private bring(base: Snapshot, mine: Snapshot, theirs: Snapshot): void {
    const { snapshot, conflicts } = mergeSnapshots(base, mine, theirs)
    const known = new Set(this.state.conflicts.map((conflict) => conflict.key))
    const fresh = conflicts
      .map((conflict) => ({ key: conflictKey(conflict), ...conflict }))
      .filter((conflict) => !known.has(conflict.key))
    const changed = !sameSnapshot(this.state.snapshot, snapshot)
    this.set({
      snapshot,
      replaced: this.state.replaced + (changed ? 1 : 0),
      conflicts: [...this.state.conflicts, ...fresh],
    })
    this.set({ dirty: this.isDirty })
  }

  /** Takes in a newer version that a heartbeat brought. While a save is under way its own answer does that. */
  incoming(current: Current): void {
    if (this.stopped || this.running || current.lockVersion <= this.state.lockVersion) return
    this.merge(current)
    void this.keep()
    if (this.isDirty) this.touch()
  }

  /** Puts text that a copy on this computer has, and the server not, into the article. Done twice it changes nothing. */
  restore(copy: LocalCopy): void {
    const known = new Set(this.state.conflicts.map((conflict) => conflict.key))
    this.set({
      conflicts: [...this.state.conflicts, ...copy.conflicts.filter((conflict) => !known.has(conflict.key))],
    })
    const base = copy.sent.reduce((from, sent) => rebase(from, sent, this.state.snapshot), copy.base)
    this.bring(base, copy.mine, this.state.snapshot)
    if (this.isDirty) this.touch()
  }

  /** Notes a decision on a conflict, together with the text that follows from it. */
  decide(key: string, resolution: Resolution, change: Partial<Snapshot>): void {
    this.resolved = [...this.resolved, { key, resolution }]
    this.replace(change)
    this.want('manual')
  }

  /** The page is hidden or closes: everything is kept, and sent without waiting for an answer. */
  async leave(): Promise<void> {
    const kept = this.keep()
    if (this.isDirty && !this.running && !this.stopped) {
      const request = this.request('autosave')
      this.note(request.snapshot)
      void this.world.save(request, true).then(
        (answer) => {
          // An answer that was overtaken says nothing new: what it was about has been merged since.
          if (this.running || answer.kind === 'unreachable') return
          if (this.state.lockVersion !== request.lockVersion) return
          this.take(request, answer)
          if (this.wanted) this.want(this.wanted)
        },
        () => {},
      )
    }
    await kept
  }

  /** Ends it: no timer runs, nothing is sent any more. */
  stop(): void {
    this.stopped = true
    for (const name of ['local', 'idle', 'retry'] as const) this.timers[name]?.()
  }
}
