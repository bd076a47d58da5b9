import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { findArticle } from '@/features/articles/data.ts'
import { reviseArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { saveNewsroom } from '@/features/settings/mutations.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { runCommand } from '@/features/workflow/mutations.ts'
import { type CommandInput, commandSchema } from '@/features/workflow/schema.ts'
import type { AppError } from '@/lib/errors.ts'
import {
  addArticle,
  addDraft,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
  touchedBy,
} from '../../factories/database.ts'
import { doc } from '../../factories/documents.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const hour = 3_600_000
const version = async (id: number) => (await findSituation(id))?.lockVersion ?? 0

async function run(actor: Actor, id: number, input: CommandInput, lockVersion?: number) {
  const seen = lockVersion ?? (await version(id))
  return write((tx) => runCommand(tx, actor, id, seen, commandSchema.parse(input)))
}
/** The code of a refusal that must have left everything as it was. */
async function refused(actor: Actor, id: number, input: CommandInput, lockVersion?: number) {
  const before = everyRow()
  const error = await run(actor, id, input, lockVersion).then(
    () => null,
    (failure: AppError) => failure,
  )
  expect(everyRow()).toEqual(before)
  return error?.code
}
async function save(actor: Actor, id: number, over: Partial<Snapshot>) {
  const snapshot = await snapshotOf(over)
  const lockVersion = await version(id)
  await write((tx) => reviseArticle(tx, { id, lockVersion, snapshot, kind: 'manual', editorId: actor.id }))
}
async function ownDraft(actor: Actor & { id: number }, over: Partial<Snapshot> = {}) {
  const id = await addDraft(over)
  await write(async (tx) => {
    await tx.update(articles).set({ ownerId: actor.id }).where(eq(articles.id, id))
  })
  return id
}
const events = () =>
  rows<{ event: string }>('SELECT event FROM audit_log ORDER BY id').map((row) => row.event)
const noAlt = doc({
  type: 'figure',
  attrs: { mediaId: 1, alt: '', credit: 'x', layout: 'normal' },
  content: [],
})

it('a text goes from its author through review and approval to the readers, and the log tells it', async () => {
  const [ada, ugo] = [await addActor('contributor'), await addActor('editor')]
  const id = await ownDraft(ada)
  expect(await run(ada, id, { command: 'submit' })).toMatchObject({ status: 'in_review', lockVersion: 2 })
  await run(ugo, id, { command: 'request_changes', note: 'Chi ha detto che riapre?' })
  expect(rows('SELECT text, person_id FROM article_notes')).toEqual([
    { text: 'Chi ha detto che riapre?', person_id: ugo.id },
  ])
  await run(ada, id, { command: 'submit' })
  expect(await run(ugo, id, { command: 'approve' })).toMatchObject({ status: 'approved' })
  expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'missing' })
  expect(await run(ugo, id, { command: 'publish' })).toMatchObject({ status: 'published', stage: null })
  expect(await findArticle('/citta/ponte')).toMatchObject({ id })
  expect(events()).toEqual([
    'article.submit',
    'article.request_changes',
    'article.submit',
    'article.approve',
    'article.publish',
  ])
  expect(rows("SELECT actor_id, article_id FROM audit_log WHERE event LIKE '%publish%'")).toEqual([
    { actor_id: ugo.id, article_id: id },
  ])
})

it('whoever may publish goes straight from draft; a contributor may not, whatever they send', async () => {
  const [ada, ugo] = [await addActor('author'), await addActor('contributor')]
  const id = await ownDraft(ugo)
  expect(await refused(ada, id, { command: 'publish' })).toBe('forbidden')
  expect(await refused(ugo, id, { command: 'publish' })).toBe('forbidden')
  expect(await refused(ugo, id, { command: 'schedule', at: Date.now() + hour })).toBe('forbidden')
  const own = await ownDraft(ada, { slug: 'mio' })
  expect(await run(ada, own, { command: 'publish' })).toMatchObject({ status: 'published' })
})

it('an old version, a state that is over and an article that is not there change nothing', async () => {
  const ugo = await addActor('editor')
  const id = await addDraft()
  expect(await refused(ugo, id, { command: 'publish' }, 7)).toBe('stale-version')
  expect(await refused(ugo, id, { command: 'approve' })).toBe('wrong-state')
  expect(await refused(ugo, 99, { command: 'publish' }, 1)).toBe('not-found')
})

describe('what is published already', () => {
  it('stays as it is until its change is published again, and cannot be published twice', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle()
    expect(await refused(ugo, id, { command: 'publish' })).toBe('wrong-state')
    await save(ugo, id, { headline: 'Il ponte chiude' })
    expect(await findSituation(id)).toMatchObject({ status: 'published', stage: 'draft' })
    await run(ugo, id, { command: 'submit' })
    await run(ugo, id, { command: 'approve' })
    expect(await findSituation(id)).toMatchObject({ status: 'published', stage: 'approved' })
    expect((await findArticle('/citta/ponte'))?.headline).toBe('Il ponte riapre')
    await run(ugo, id, { command: 'publish', substantive: true })
    const article = await findArticle('/citta/ponte')
    expect(article?.headline).toBe('Il ponte chiude')
    expect(article?.updatedAt).toBeGreaterThan(0)
    expect(rows('SELECT id, substantive, replaced_id FROM article_revisions ORDER BY id')).toEqual([
      { id: 1, substantive: 0, replaced_id: null },
      { id: 2, substantive: 1, replaced_id: 1 },
    ])
  })

  it('moves with a 301 in the same unit of work when its address changes', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle()
    await run(ugo, id, { command: 'slug', slug: 'ponte-nuovo' })
    expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'article' })
    await run(ugo, id, { command: 'publish' })
    expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'moved', to: '/citta/ponte-nuovo' })
  })

  it('is gone (410) when it is taken away, and when it is put aside', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle()
    await run(ugo, id, { command: 'unpublish', reason: 'errore' })
    expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'gone' })
    await run(ugo, id, { command: 'publish' })
    await run(ugo, id, { command: 'archive' })
    expect(await resolvePath('/citta/ponte')).toEqual({ kind: 'gone' })
    expect(await refused(ugo, id, { command: 'publish' })).toBe('wrong-state')
    expect(await run(ugo, id, { command: 'unarchive' })).toMatchObject({ status: 'unpublished' })
    expect(events().filter((event) => event.includes('publish'))).toHaveLength(2) // the factory's and one
  })

  it('shows a correction at the next request', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle()
    const tags = await touchedBy(() =>
      run(ugo, id, { command: 'correct', text: 'Il ponte è lungo 40 metri.' }),
    )
    expect(tags).toContain('article:/citta/ponte')
    expect(tags).toContain('corrections')
    expect((await findArticle('/citta/ponte'))?.corrections).toMatchObject([
      { type: 'correction', text: 'Il ponte è lungo 40 metri.', position: 'bottom' },
    ])
    expect(await refused(await addActor('author'), id, { command: 'correct', text: 'x' })).toBe('forbidden')
  })
})

describe('a check that blocks', () => {
  const publish = (reason?: string): CommandInput => ({
    command: 'publish',
    overrides: reason ? [{ check: 'alt-missing', reason }] : [],
  })
  it('stops publishing and scheduling until somebody who may answers for it', async () => {
    const [ada, ugo] = [await addActor('author'), await addActor('editor')]
    const id = await ownDraft(ada, { body: noAlt })
    expect(await refused(ada, id, publish())).toBe('checks-blocked')
    expect(await refused(ada, id, publish('non serve'))).toBe('checks-blocked')
    expect(await refused(ugo, id, { command: 'schedule', at: Date.now() + hour })).toBe('checks-blocked')
    await run(ugo, id, publish('è solo uno sfondo'))
    expect(rows("SELECT reason FROM audit_log WHERE event = 'article.publish'")).toEqual([
      { reason: 'alt-missing: è solo uno sfondo' },
    ])
  })
  it('is not answered for by an override of another, nor can an empty headline be', async () => {
    const ugo = await addActor('administrator')
    const id = await addDraft({ body: noAlt })
    const other = {
      command: 'publish' as const,
      overrides: [{ check: 'link-dead' as const, reason: 'va bene' }],
    }
    expect(await refused(ugo, id, other)).toBe('checks-blocked')
    const untitled = await addDraft({ slug: 'senza', headline: '' })
    const headless = {
      command: 'publish' as const,
      overrides: [{ check: 'headline-missing' as const, reason: 'così' }],
    }
    expect(await refused(ugo, untitled, headless)).toBe('checks-blocked')
  })
  it('follows the settings', async () => {
    const ugo = await addActor('editor')
    const id = await addDraft()
    await write((tx) => saveNewsroom(tx, ugo, { checks: { 'standfirst-missing': 'block' } }))
    expect(await refused(ugo, id, publish())).toBe('checks-blocked')
    await write((tx) => saveNewsroom(tx, ugo, { checks: { 'standfirst-missing': 'off' } }))
    await run(ugo, id, publish())
  })
})

describe('an embargo', () => {
  it('keeps everybody from publishing or scheduling before it, but for the editor-in-chief with a reason', async () => {
    const [ugo, chief] = [await addActor('editor'), await addActor('administrator')]
    const id = await addDraft()
    const until = Date.now() + 2 * hour
    await run(ugo, id, { command: 'embargo', until })
    const early = { command: 'schedule' as const, at: until - hour }
    expect(await refused(ugo, id, { command: 'publish' })).toBe('checks-blocked')
    expect(await refused(ugo, id, early)).toBe('checks-blocked')
    const overrides = [{ check: 'embargo' as const, reason: 'lo ha rotto un altro giornale' }]
    expect(await refused(ugo, id, { ...early, overrides })).toBe('checks-blocked')
    expect(await refused(ugo, id, { command: 'embargo', until: null, reason: 'x' })).toBe('embargo-kept')
    expect(await refused(chief, id, { command: 'embargo', until: null })).toBe('reason-missing')
    await run(chief, id, { ...early, overrides })
    expect(await findSituation(id)).toMatchObject({ status: 'scheduled', publishAt: until - hour })
  })
})

describe('a schedule', () => {
  it('holds the revision of that moment and can be taken back', async () => {
    const ugo = await addActor('editor')
    const id = await addDraft()
    const at = Date.now() + hour
    expect(await refused(ugo, id, { command: 'schedule', at: Date.now() - 1000 })).toBe('time-past')
    await run(ugo, id, { command: 'schedule', at })
    await save(ugo, id, { headline: 'Dopo' })
    expect(await findSituation(id)).toMatchObject({
      status: 'scheduled',
      scheduled: 1,
      working: 2,
      publishAt: at,
    })
    await run(ugo, id, { command: 'unschedule' })
    expect(await findSituation(id)).toMatchObject({ status: 'draft', scheduled: null, publishAt: null })
  })
})

it('an earlier revision comes back as a new one, and an approval of another text does not hold for it', async () => {
  const ugo = await addActor('editor')
  const id = await addDraft()
  await save(ugo, id, { headline: 'Secondo' })
  await run(ugo, id, { command: 'submit' })
  await run(ugo, id, { command: 'approve' })
  await run(ugo, id, { command: 'restore', revisionId: 1 })
  expect(await findSituation(id)).toMatchObject({
    headline: 'Il ponte riapre',
    status: 'draft',
    approved: null,
  })
  expect(rows('SELECT kind FROM article_revisions ORDER BY id')).toEqual([
    { kind: 'manual' },
    { kind: 'approve' },
    { kind: 'restore' },
  ])
  const other = await addDraft({ slug: 'altro' })
  expect(await refused(ugo, other, { command: 'restore', revisionId: 1 })).toBe('not-found')
})

it('an article is given only to somebody who is there', async () => {
  const [ugo, ada] = [await addActor('editor'), await addActor('author')]
  const id = await addDraft()
  await run(ugo, id, { command: 'assign', personId: ada.id })
  expect(await findSituation(id)).toMatchObject({ assigneeId: ada.id })
  expect(await refused(ugo, id, { command: 'assign', personId: 99 })).toBe('person-unknown')
  await run(ugo, id, { command: 'assign', personId: null })
  expect(await findSituation(id)).toMatchObject({ assigneeId: null })
})

it('with four eyes nobody publishes alone what they wrote', async () => {
  const [ugo, lia] = [await addActor('editor'), await addActor('editor')]
  const id = await ownDraft(ugo)
  await write((tx) => saveNewsroom(tx, ugo, { fourEyes: true }))
  await save(ugo, id, { headline: 'Mio' })
  expect(await refused(ugo, id, { command: 'publish' })).toBe('four-eyes')
  await run(ugo, id, { command: 'submit' })
  expect(await refused(ugo, id, { command: 'approve' })).toBe('four-eyes')
  await run(lia, id, { command: 'approve' })
  expect(await run(ugo, id, { command: 'publish' })).toMatchObject({ status: 'published' })
})

it('a text that is too long for readers is kept, and no reason brings it to them', async () => {
  const ugo = await addActor('administrator')
  const id = await addDraft()
  await save(ugo, id, { headline: 'Ponte '.repeat(60) })
  const overrides = [{ check: 'too-long' as const, reason: 'urgente' }]
  expect(await refused(ugo, id, { command: 'publish', overrides })).toBe('checks-blocked')
  expect(await refused(ugo, id, { command: 'schedule', at: Date.now() + hour, overrides })).toBe(
    'checks-blocked',
  )
  await save(ugo, id, { headline: 'Ponte' })
  expect(await run(ugo, id, { command: 'publish' })).toMatchObject({ status: 'published' })
})

it('a time that no page could show is no time', () => {
  const schedule = (at: unknown) => commandSchema.safeParse({ command: 'schedule', at }).success
  expect([8.64e15, 9e15, 253_402_300_800_000, 0, -1, 1.5].map(schedule)).not.toContain(true)
  expect([253_402_300_799_999, '2027-03-28T03:30:00+02:00'].map(schedule)).toEqual([true, true])
  expect(schedule('2027-03-28T03:30:00')).toBe(false) // of which zone?
})
