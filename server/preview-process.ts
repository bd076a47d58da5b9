// Keeps the one process that renders previews: started when somebody asks, told what to show, ended when nobody has asked
// for a while. Requests take turns, because it shows one scene at a time.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sceneVersion } from '@/features/previews/data.ts'
import type { Scene } from '@/features/previews/schema.ts'
import { AppError } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import type { Question, Reply, SceneSet, Shown } from './preview-messages.ts'

const idleTime = 5 * 60_000
const longestWait = 60_000
const mostWaiting = 50

type Unasked<T> = T extends Question ? Omit<T, 'id'> : never

/** Shows the site as it will be. `root`: the checkout; `dataDir`: the publication's data folder. */
export class PreviewProcess {
  private readonly entry: string
  private readonly homes: string
  private child: ChildProcess | undefined
  private home = ''
  private scene = ''
  private set: SceneSet | undefined
  private queue: Promise<unknown> = Promise.resolve()
  private waiting = 0
  private questions = 0
  private idle: NodeJS.Timeout | undefined
  private readonly open = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>()

  constructor(root: string, dataDir: string) {
    this.entry = path.join(root, 'dist', 'preview.mjs')
    this.homes = path.join(dataDir, 'previews')
    this.removeLeftovers()
  }

  /**
   * An address as it will be answered in a scene.
   * @param pathOf which address to ask for, once it is known where the scene begins; null: none, only set the scene
   * @throws AppError when the scene cannot be shown, Error when the process failed
   */
  async show(
    scene: Scene,
    pathOf: (set: SceneSet) => string | null,
  ): Promise<{ set: SceneSet; shown: Shown | null }> {
    if (this.waiting >= mostWaiting) throw new AppError('too-many-attempts')
    this.waiting++
    const turn = this.queue.then(async () => {
      const set = await this.stage(scene)
      const url = pathOf(set)
      if (url === null) return { set, shown: null }
      const reply = await this.ask({ kind: 'page', url })
      if (reply.kind !== 'shown') throw new Error('another answer was expected')
      return { set, shown: reply.shown }
    })
    this.queue = turn.catch(() => {})
    try {
      return await turn
    } finally {
      this.waiting--
      this.restIn(idleTime)
    }
  }

  /**
   * Starts the process and rehearses: the first scene loads what every later one needs, and takes most of the time.
   * Whoever asks meanwhile waits no longer for it than they would have without.
   */
  warm(): void {
    this.restIn(idleTime)
    if (this.child) return
    this.show({ at: null, articleId: null, revisionId: null, layout: null }, (set) => set.path).catch(
      (error: unknown) => log.warn('preview not rehearsed', { error }),
    )
  }

  /** Ends the process; its copies go with it. */
  stop(): void {
    clearTimeout(this.idle)
    const { child } = this
    if (!child) return
    this.child = undefined
    child.kill('SIGKILL') // it has nothing to finish: all it wrote is a copy
    this.fail(new Error('previews were stopped'))
    rmSync(this.home, { recursive: true, force: true })
  }

  /** Sets the scene, unless it is set already and nothing has changed since. */
  private async stage(scene: Scene): Promise<SceneSet> {
    const key = `${JSON.stringify(scene)} ${await sceneVersion(scene.articleId)}`
    if (this.set && this.scene === key && this.child) return this.set
    this.set = undefined
    const reply = await this.ask({ kind: 'scene', scene })
    if (reply.kind !== 'set') throw new Error('another answer was expected')
    this.scene = key
    this.set = reply.set
    return reply.set
  }

  private ask(question: Unasked<Question>): Promise<Reply> {
    const child = this.start()
    const id = ++this.questions
    return new Promise<Reply>((resolve, reject) => {
      const late = setTimeout(() => {
        this.stop() // whoever does not answer is not trusted with the next question
        reject(new Error('the preview did not answer in time'))
      }, longestWait)
      late.unref()
      const done = () => {
        clearTimeout(late)
        this.open.delete(id)
      }
      this.open.set(id, {
        resolve: (reply) => {
          done()
          if (reply.kind === 'refused') reject(new AppError(reply.code))
          else if (reply.kind === 'failed') reject(new Error(reply.message))
          else resolve(reply)
        },
        reject: (error) => {
          done()
          reject(error)
        },
      })
      child.send({ ...question, id })
    })
  }

  private start(): ChildProcess {
    if (this.child) return this.child
    const home = path.join(this.homes, `${process.pid}-${Date.now()}`)
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const child = fork(this.entry, [], {
      serialization: 'advanced',
      execArgv: ['--enable-source-maps'],
      env: {
        ...process.env,
        PREVIEW_SOURCE: path.dirname(this.homes),
        PREVIEW_HOME: home,
        DATA_DIR: path.join(home, 'none'),
      },
    })
    this.child = child
    this.home = home
    this.set = undefined
    child.on('message', (reply: Reply) => this.open.get(reply.id)?.resolve(reply))
    child.on('error', (error) => log.error('preview process', { error }))
    child.once('exit', (code, signal) => {
      rmSync(home, { recursive: true, force: true })
      if (this.child !== child) return
      log.warn('the preview process ended', { code, signal })
      this.child = undefined
      this.fail(new Error('the preview process ended'))
    })
    return child
  }

  private fail(error: Error): void {
    for (const { reject } of [...this.open.values()]) reject(error)
  }

  private restIn(time: number): void {
    clearTimeout(this.idle)
    this.idle = setTimeout(() => this.stop(), time)
    this.idle.unref()
  }

  /** Copies that a process left which ended without taking them away. */
  private removeLeftovers(): void {
    let names: string[] = []
    try {
      names = readdirSync(this.homes)
    } catch {
      return // there never was a preview
    }
    for (const name of names)
      if (!alive(Number(name.split('-')[0])))
        rmSync(path.join(this.homes, name), { recursive: true, force: true })
  }
}

function alive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
