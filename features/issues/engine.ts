// Saves an issue while somebody works on it: alone in time, by compare-and-swap, and never losing what was typed.
import type { IssueView } from './schema.ts'
import {
  type Clash,
  changeOf,
  type Draft,
  type DraftField,
  draftOf,
  groundOf,
  type KeptDraft,
  mergeDrafts,
  same,
} from './working-copy.ts'

/** How a save ended. `unreachable`: nobody knows whether it was stored. */
export type SaveAnswer =
  | { kind: 'saved'; view: IssueView }
  | { kind: 'stale'; view: IssueView }
  | { kind: 'signed-out' }
  | { kind: 'refused'; message: string }
  | { kind: 'unreachable' }

export type IssueWorld = {
  save(lockVersion: number, change: Partial<Draft>, closing: boolean): Promise<SaveAnswer>
  /** Keeps a copy on this computer; null takes it away. */
  keep(copy: KeptDraft | null): Promise<void>
  now(): number
  after(milliseconds: number, work: () => void): () => void
}

export type IssueState = {
  draft: Draft
  /** What the server made of it at the last save. */
  view: IssueView
  /** Grows when the intro on the screen must follow: it was not typed here. */
  replaced: number
  saving: boolean
  dirty: boolean
  trouble: 'offline' | 'signed-out' | 'refused' | null
  message: string
  savedAt: number
  clashes: Clash[]
  /** Somebody else's changes came in. */
  merged: boolean
}

/** Milliseconds. */
export const pace = { idle: 1_000, longest: 8_000, firstRetry: 2_000, lastRetry: 30_000 } as const

export class IssueEngine {
  private state: IssueState
  private base: Draft
  /** What was sent, and of which nobody knows whether it arrived. */
  private sent: Draft[] = []
  private readonly listeners = new Set<() => void>()
  private running: Promise<void> | null = null
  private timer: (() => void) | null = null
  private dirtySince: number | null = null
  private retries = 0
  private stopped = false
  private readonly world: IssueWorld

  constructor(view: IssueView, world: IssueWorld) {
    this.world = world
    this.base = draftOf(view.issue)
    this.state = {
      draft: this.base,
      view,
      replaced: 0,
      saving: false,
      dirty: false,
      trouble: null,
      message: '',
      savedAt: view.issue.updatedAt,
      clashes: [],
      merged: false,
    }
  }

  readonly getState = (): IssueState => this.state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private set(part: Partial<IssueState>): void {
    this.state = { ...this.state, ...part }
    for (const listener of this.listeners) listener()
  }

  private get pending(): Partial<Draft> {
    return changeOf(this.base, this.state.draft)
  }
  private get isDirty(): boolean {
    return Object.keys(this.pending).length > 0
  }

  /** Takes in what was changed on the screen, and saves it soon. */
  edit(change: Partial<Draft>): void {
    this.set({ draft: { ...this.state.draft, ...change } })
    this.touch()
  }

  private touch(): void {
    const dirty = this.isDirty
    this.set({ dirty })
    void this.keep()
    if (!dirty || this.stopped) return
    const now = this.world.now()
    this.dirtySince ??= now
    const wait = Math.max(0, Math.min(pace.idle, this.dirtySince + pace.longest - now))
    this.wait(wait)
  }

  private wait(milliseconds: number): void {
    this.timer?.()
    this.timer = this.world.after(milliseconds, () => void this.save())
  }

  private async keep(): Promise<void> {
    const { base, sent } = this
    const copy = this.isDirty ? { base, sent, mine: this.state.draft, at: this.world.now() } : null
    await this.world.keep(copy).catch(() => {}) // storage may be forbidden or full
  }

  /** Saves at once what is not saved yet. While fields are in conflict nothing is sent. */
  async save(): Promise<void> {
    this.timer?.()
    this.timer = null
    if (this.running) {
      await this.running
      if (this.isDirty && !this.state.trouble) await this.save()
      return
    }
    if (!this.isDirty || this.stopped || this.state.clashes.length > 0) return
    this.running = this.send().finally(() => {
      this.running = null
    })
    await this.running
  }

  /** Saves and says whether the server has everything now. */
  async flush(): Promise<boolean> {
    for (let tries = 0; tries < 3 && (this.isDirty || this.running); tries++) await this.save()
    return !this.isDirty
  }

  private async send(): Promise<void> {
    const { draft } = this.state
    this.dirtySince = null
    this.note(draft)
    this.set({ saving: true })
    const answer = await this.world
      .save(this.state.view.issue.lockVersion, changeOf(this.base, draft), false)
      .catch((): SaveAnswer => ({ kind: 'unreachable' }))
    this.set({ saving: false })
    if (this.stopped) return
    this.take(answer, draft)
    await this.keep()
  }

  private note(draft: Draft): void {
    this.sent = [...this.sent.slice(-7), draft]
    void this.keep()
  }

  private take(answer: SaveAnswer, sent: Draft): void {
    if (answer.kind === 'saved') {
      this.retries = 0
      this.base = sent
      this.sent = []
      this.set({ view: answer.view, savedAt: this.world.now(), trouble: null, message: '' })
      this.touch()
    } else if (answer.kind === 'stale') this.bring(this.base, answer.view)
    else if (answer.kind === 'refused') {
      this.sent = this.sent.slice(0, -1)
      this.set({ trouble: 'refused', message: answer.message })
    } else {
      this.set({ trouble: answer.kind === 'signed-out' ? 'signed-out' : 'offline' })
      this.wait(Math.min(pace.lastRetry, pace.firstRetry * 2 ** this.retries++))
    }
  }

  /** Puts a newer version of the server's under what was written here. */
  private bring(base: Draft, view: IssueView): void {
    const theirs = draftOf(view.issue)
    const before = this.state.draft
    const { draft, clashes } = mergeDrafts(groundOf(base, this.sent, theirs), before, theirs)
    this.base = theirs
    this.sent = []
    this.set({
      view,
      draft,
      clashes,
      trouble: null,
      merged: !same(theirs, base),
      replaced: this.state.replaced + (same(before.intro, draft.intro) ? 0 : 1),
    })
    this.touch()
  }

  /** A version that came with something else that was asked of the server. */
  incoming(view: IssueView): void {
    if (this.stopped || this.running || view.issue.lockVersion <= this.state.view.issue.lockVersion) return
    this.bring(this.base, view)
  }

  /** Brings in text that an earlier opening of this page left on this computer. Says whether there was any. */
  restore(copy: KeptDraft): boolean {
    const ground = groundOf(copy.base, copy.sent, this.base)
    const { draft, clashes } = mergeDrafts(ground, copy.mine, this.state.draft)
    if (same(draft, this.state.draft)) return false
    const replaced = this.state.replaced + (same(this.state.draft.intro, draft.intro) ? 0 : 1)
    this.set({ draft, clashes, replaced })
    this.touch()
    return true
  }

  /** Decides about a field that two people changed; with the last one everything is saved. */
  settle(field: DraftField, choice: 'mine' | 'theirs'): void {
    const clash = this.state.clashes.find((one) => one.field === field)
    if (!clash) return
    const clashes = this.state.clashes.filter((one) => one !== clash)
    const draft = choice === 'mine' ? this.state.draft : { ...this.state.draft, [field]: clash.theirs }
    const isIntro = field === 'intro' && choice === 'theirs'
    this.set({ clashes, draft, replaced: this.state.replaced + (isIntro ? 1 : 0) })
    this.touch()
    if (clashes.length === 0) void this.save()
  }

  /** Tries again at once, because the world may have changed: back online, signed in again. */
  retry(): void {
    if (this.state.trouble === null || this.state.trouble === 'refused') return
    void this.save()
  }

  /** The page is hidden or closes: everything is kept, and sent without waiting for an answer. */
  async leave(): Promise<void> {
    const kept = this.keep()
    if (this.isDirty && !this.running && !this.stopped && this.state.clashes.length === 0) {
      const { draft, view } = this.state
      const { lockVersion } = view.issue
      this.note(draft)
      void this.world.save(lockVersion, changeOf(this.base, draft), true).then(
        (answer) => {
          // What was overtaken says nothing new.
          if (this.running || this.state.view.issue.lockVersion !== lockVersion) return
          if (answer.kind === 'saved' || answer.kind === 'stale') this.take(answer, draft)
        },
        () => {},
      )
    }
    await kept
  }

  /** Ends it: no timer runs, nothing is sent any more. */
  stop(): void {
    this.stopped = true
    this.timer?.()
  }
}
