import { expect, it } from 'vitest'
import { IssueEngine, type IssueWorld, type SaveAnswer } from '@/features/issues/engine.ts'
import { blank, type Issue, type IssueView } from '@/features/issues/schema.ts'
import type { Draft, KeptDraft } from '@/features/issues/working-copy.ts'

const issueOf = (over: Partial<Issue> = {}): Issue => ({
  id: 1,
  newsletterId: 1,
  kind: 'digest',
  status: 'draft',
  slug: null,
  subject: 'Buongiorno',
  subjectB: '',
  preheader: '',
  intro: blank,
  source: { from: 'hours', hours: 24, sectionId: null },
  articles: [],
  testShare: 0,
  testHours: 4,
  decideAt: null,
  winner: null,
  scheduleId: null,
  plannedAt: null,
  reason: '',
  detail: '',
  rate: null,
  audience: 0,
  lockVersion: 1,
  startedAt: null,
  finishedAt: null,
  updatedAt: 0,
  ...over,
})
const viewOf = (issue: Issue): IssueView => ({ issue, items: [], size: 0, recipients: 0 })

/** A server that one engine and somebody else talk to, with a clock and a computer's storage of their own. */
function scene() {
  let stored = issueOf()
  let next: SaveAnswer | null = null
  const saves: Partial<Draft>[] = []
  const timers: (() => void)[] = []
  let kept: KeptDraft | null = null
  const put = (change: Partial<Draft>) => {
    const tidy = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
    )
    stored = { ...stored, ...tidy, lockVersion: stored.lockVersion + 1 }
  }
  const world: IssueWorld = {
    save: async (lockVersion, change) => {
      saves.push(change)
      if (next) {
        const answer = next
        next = null
        if (answer.kind === 'unreachable') put(change) // it arrived; the answer did not
        return answer
      }
      if (lockVersion !== stored.lockVersion) return { kind: 'stale', view: viewOf(stored) }
      put(change)
      return { kind: 'saved', view: viewOf(stored) }
    },
    keep: async (copy) => {
      kept = copy
    },
    now: () => 0,
    after: (_, work) => {
      timers.push(work)
      return () => void timers.splice(timers.indexOf(work), 1)
    },
  }
  return {
    engine: new IssueEngine(viewOf(stored), world),
    another: () => new IssueEngine(viewOf(stored), world),
    saves,
    stored: () => stored,
    kept: () => kept,
    elsewhere: put,
    answer: (answer: SaveAnswer) => {
      next = answer
    },
    waits: () => timers.length,
  }
}

it('saves what was changed and nothing else, and keeps no copy once it is saved', async () => {
  const { engine, saves, stored, kept } = scene()
  engine.edit({ subject: 'Buonasera ' })
  expect(kept()).toMatchObject({ mine: { subject: 'Buonasera ' } })
  expect(await engine.flush()).toBe(true)
  expect(saves).toEqual([{ subject: 'Buonasera ' }])
  expect(stored()).toMatchObject({ subject: 'Buonasera', lockVersion: 2 })
  // What was typed stays on the screen as it was typed.
  expect(engine.getState()).toMatchObject({ draft: { subject: 'Buonasera ' }, dirty: false })
  expect(kept()).toBeNull()
})

it('two people who changed different fields are brought together without a question', async () => {
  const { engine, elsewhere, stored } = scene()
  elsewhere({ preheader: 'Di lei' })
  engine.edit({ subject: 'Di lui' })
  expect(await engine.flush()).toBe(true)
  expect(stored()).toMatchObject({ subject: 'Di lui', preheader: 'Di lei' })
  expect(engine.getState()).toMatchObject({ merged: true, clashes: [], draft: { preheader: 'Di lei' } })
})

it.each([
  ['mine', 'Di lui'],
  ['theirs', 'Di lei'],
] as const)(
  'a field that both changed waits for a choice (%s), and nothing typed is lost',
  async (choice, result) => {
    const { engine, elsewhere, stored, saves, kept } = scene()
    elsewhere({ subject: 'Di lei' })
    engine.edit({ subject: 'Di lui' })
    expect(await engine.flush()).toBe(false)
    expect(engine.getState().clashes).toEqual([{ field: 'subject', theirs: 'Di lei' }])
    expect(engine.getState().draft.subject).toBe('Di lui')
    expect(kept()).toMatchObject({ mine: { subject: 'Di lui' } })
    const before = saves.length
    engine.edit({ preheader: 'Anche questo' })
    await engine.save()
    expect(saves.length).toBe(before)
    engine.settle('subject', choice)
    expect(await engine.flush()).toBe(true)
    expect(stored()).toMatchObject({ subject: result, preheader: 'Anche questo' })
  },
)

it('a save that arrived although its answer did not is no conflict with oneself', async () => {
  const { engine, answer, stored } = scene()
  answer({ kind: 'unreachable' })
  engine.edit({ subject: 'Uno' })
  await engine.save()
  expect(engine.getState()).toMatchObject({ trouble: 'offline', dirty: true })
  engine.edit({ subject: 'Due' })
  expect(await engine.flush()).toBe(true)
  expect(engine.getState()).toMatchObject({ clashes: [], trouble: null })
  expect(stored().subject).toBe('Due')
})

it('who is signed out keeps what they typed, and it is saved once they are back', async () => {
  const { engine, answer, stored, kept, waits } = scene()
  answer({ kind: 'signed-out' })
  engine.edit({ subject: 'Ancora qui' })
  await engine.save()
  expect(engine.getState()).toMatchObject({ trouble: 'signed-out', draft: { subject: 'Ancora qui' } })
  expect(kept()).toMatchObject({ mine: { subject: 'Ancora qui' } })
  expect(waits()).toBeGreaterThan(0)
  engine.retry()
  expect(await engine.flush()).toBe(true)
  expect(stored().subject).toBe('Ancora qui')
})

it('what a crash left on the computer comes back, under what was changed since', async () => {
  const { engine, kept, elsewhere, another, stored } = scene()
  engine.edit({ subject: 'Mai salvato' })
  const copy = kept()
  engine.stop()
  elsewhere({ preheader: 'Di lei' })
  const page = another()
  expect(copy && page.restore(copy)).toBe(true)
  expect(await page.flush()).toBe(true)
  expect(stored()).toMatchObject({ subject: 'Mai salvato', preheader: 'Di lei' })
  expect(copy && page.restore(copy)).toBe(false)
})

it('a refusal says why and is tried again only with the next change', async () => {
  const { engine, answer, saves, stored } = scene()
  answer({ kind: 'refused', message: 'Troppo lungo' })
  engine.edit({ subject: 'x'.repeat(400) })
  await engine.save()
  expect(engine.getState()).toMatchObject({ trouble: 'refused', message: 'Troppo lungo' })
  engine.retry()
  expect(saves.length).toBe(1)
  engine.edit({ subject: 'Corto' })
  expect(await engine.flush()).toBe(true)
  expect(engine.getState().trouble).toBeNull()
  expect(stored().subject).toBe('Corto')
})
