import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { findArticle } from '@/features/articles/data.ts'
import { publishArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { noteReading } from '@/features/presence/mutations.ts'
import { findWorking, listConflicts } from '@/features/writing/data.ts'
import { beginArticle, saveWorking } from '@/features/writing/mutations.ts'
import { keptRevisions, type SaveRequest, times } from '@/features/writing/schema.ts'
import type { AppError } from '@/lib/errors.ts'
import {
  addArticle,
  addDraft,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
  words,
} from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const ada = 'adaadaada1'
const ugo = 'ugougougo1'
const start = Date.parse('2026-11-24T09:00:00Z')

type Over = Partial<SaveRequest> & { id: number; snapshot: Snapshot; now?: number }
const save = (actor: Actor, over: Over) =>
  write((tx) =>
    saveWorking(tx, actor, {
      lockVersion: 1,
      kind: 'autosave',
      session: ada,
      conflicts: [],
      resolved: [],
      now: start,
      ...over,
    }),
  )
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as AppError,
  )
const revisions = () =>
  rows<{ id: number; kind: string }>('SELECT id, kind FROM article_revisions ORDER BY id')
const article = (columns = 'status, stage, lock_version') => rows(`SELECT ${columns} FROM articles`)[0]

it('a save moves the version on, and a stale one is told who was faster with what', async () => {
  const editor = await addActor('editor', 'Ugo Neri')
  const id = await addDraft()
  const snapshot = await snapshotOf({ headline: 'Due' })
  expect(await save(editor, { id, snapshot })).toMatchObject({
    lockVersion: 2,
    savedAt: start,
    slug: 'ponte',
  })
  const before = everyRow()
  const error = await failure(
    save(editor, { id, snapshot: await snapshotOf({ headline: 'Tre' }), session: ugo }),
  )
  expect(error?.code).toBe('stale-version')
  expect(error?.facts.current).toMatchObject({ lockVersion: 2, by: 'Ugo Neri', at: start, status: 'draft' })
  expect(error?.facts.current).toMatchObject({ snapshot: { headline: 'Due' } })
  expect(everyRow()).toEqual(before)
})

it('the same save sent twice by one tab is one, by another tab it is stale', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  const snapshot = await snapshotOf({ headline: 'Due' })
  const first = await save(editor, { id, snapshot })
  expect(await save(editor, { id, snapshot })).toEqual(first)
  expect((await failure(save(editor, { id, snapshot, session: ugo })))?.code).toBe('stale-version')
  expect(article()).toMatchObject({ lock_version: 2 })
})

it('one tab’s autosaves are one revision until ten minutes, a manual save or another tab come between', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  const at = async (headline: string, over: Partial<Over>) =>
    (await save(editor, { id, snapshot: await snapshotOf({ headline }), ...over })).revisionId
  const first = await at('A', { lockVersion: 1 })
  expect(await at('B', { lockVersion: 2 })).toBe(first)
  const other = await at('C', { lockVersion: 3, session: ugo })
  expect(other).not.toBe(first)
  const third = await at('D', { lockVersion: 4 })
  expect(third).not.toBe(first)
  const manual = await at('E', { lockVersion: 5, kind: 'manual' })
  const fifth = await at('F', { lockVersion: 6 })
  expect(new Set([first, other, third, manual, fifth]).size).toBe(5)
  const [row] = rows<{ created_at: number }>('SELECT created_at FROM article_revisions WHERE id = ?', fifth)
  expect(await at('G', { lockVersion: 7, now: (row?.created_at ?? 0) + times.coalesce })).not.toBe(fifth)
  expect(revisions().map((revision) => revision.kind)).toEqual([
    'manual',
    'autosave',
    'autosave',
    'autosave',
    'manual',
    'autosave',
    'autosave',
  ])
})

it('a manual save of what was saved by itself keeps that revision for good', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  const snapshot = await snapshotOf({ headline: 'A' })
  const first = await save(editor, { id, snapshot })
  expect(await save(editor, { id, snapshot, lockVersion: 2, kind: 'manual' })).toEqual(first)
  expect(revisions().at(-1)).toEqual({ id: first.revisionId, kind: 'manual' })
})

it('readers see nothing of what is written after a publication', async () => {
  const editor = await addActor('editor')
  const id = await addArticle()
  const seen = await findArticle('/citta/ponte')
  const seq = rows('SELECT max(seq) AS seq FROM tag_clock')
  const body = words('Testo nuovo e diverso.')
  await save(editor, {
    id,
    snapshot: await snapshotOf({ headline: 'Altro', slug: 'altro', body }),
    lockVersion: 2,
  })
  expect(await findArticle('/citta/ponte')).toEqual(seen)
  expect(await findArticle('/citta/altro')).toBeNull()
  expect(article()).toEqual({ status: 'published', stage: 'draft', lock_version: 3 })
  expect(rows('SELECT max(seq) AS seq FROM tag_clock')).toEqual(seq)
  expect(rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'diverso'")).toEqual([])
  expect(rows("SELECT rowid FROM newsroom_fts WHERE newsroom_fts MATCH 'diverso'")).toEqual([{ rowid: id }])
})

it('a change after approval makes a draft again unless the setting says otherwise; what is scheduled stays so', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  const set = (assignment: string) =>
    write(async (tx) => void (await tx.run(`UPDATE articles SET ${assignment}`)))
  await set("status = 'approved', approved_revision_id = working_revision_id")
  await save(editor, { id, snapshot: await snapshotOf({ headline: 'A' }) })
  expect(article('status, approved_revision_id')).toEqual({ status: 'draft', approved_revision_id: null })
  await set("status = 'scheduled', scheduled_revision_id = working_revision_id")
  const scheduled = article('scheduled_revision_id')
  await save(editor, { id, snapshot: await snapshotOf({ headline: 'B' }), lockVersion: 2 })
  expect(article('status')).toEqual({ status: 'scheduled' })
  expect(article('scheduled_revision_id')).toEqual(scheduled)
  const [kept] = rows<{ snapshot: string }>(
    'SELECT snapshot FROM article_revisions JOIN articles ON scheduled_revision_id = article_revisions.id',
  )
  expect(JSON.parse(kept?.snapshot ?? '{}').headline).toBe('A')
})

it('a taken address never stops a save: the next free one is given and told', async () => {
  const editor = await addActor('editor')
  await addArticle()
  const id = await addDraft({ slug: 'altro' })
  const saved = await save(editor, { id, snapshot: await snapshotOf({ slug: 'ponte' }) })
  expect(saved.slug).toBe('ponte-2')
  const again = await save(editor, { id, snapshot: await snapshotOf({ slug: 'ponte' }) })
  expect(again).toEqual(saved)
  expect(article('path')).toBeDefined()
  expect(rows('SELECT path FROM articles WHERE id = ?', id)).toEqual([{ path: '/citta/ponte-2' }])
})

it('a headline may be missing in a draft, not in a publication', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  await save(editor, { id, snapshot: await snapshotOf({ headline: '' }) })
  expect((await failure(write((tx) => publishArticle(tx, { id, lockVersion: 2 }))))?.code).toBe(
    'headline-missing',
  )
})

it('what somebody may not write in, and what is not there, stays as it is', async () => {
  const owner = await addActor('contributor')
  const other = await addActor('contributor')
  const own = await snapshotOf()
  const id = await write((tx) => beginArticle(tx, owner, own))
  const snapshot = await snapshotOf({ headline: 'X' })
  const before = everyRow()
  expect(await failure(save(other, { id, snapshot }))).toMatchObject({
    code: 'forbidden',
    facts: { reason: 'not-yours' },
  })
  expect((await failure(save(owner, { id: 99, snapshot })))?.code).toBe('not-found')
  expect(everyRow()).toEqual(before)
  await save(owner, { id, snapshot })
  await write(async (tx) => void (await tx.run("UPDATE articles SET status = 'in_review'")))
  expect(await failure(save(owner, { id, snapshot: await snapshotOf(), lockVersion: 2 }))).toMatchObject({
    code: 'forbidden',
    facts: { reason: 'with-editors' },
  })
})

it('a body that the grammar does not know is refused and changes nothing', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  const before = everyRow()
  const body = { type: 'doc', content: [{ type: 'marquee' }] }
  expect((await failure(save(editor, { id, snapshot: await snapshotOf({ body }) })))?.code).toBe(
    'document-invalid',
  )
  expect(everyRow()).toEqual(before)
})

it('a conflict told twice waits once, until somebody decides', async () => {
  const editor = await addActor('editor', 'Ugo Neri')
  const id = await addDraft()
  const conflict = { key: 'k1', field: 'headline', base: 'a', mine: 'b', theirs: 'c' }
  const snapshot = await snapshotOf({ headline: 'c' })
  await save(editor, { id, snapshot, conflicts: [conflict] })
  await save(editor, { id, snapshot, conflicts: [conflict], lockVersion: 2 })
  expect(await listConflicts(id)).toEqual([{ ...conflict, person: 'Ugo Neri', at: start }])
  await save(editor, { id, snapshot, lockVersion: 2, resolved: [{ key: 'k1', resolution: 'theirs' }] })
  expect(await listConflicts(id)).toEqual([])
  expect(rows('SELECT mine, resolution, resolved_by FROM article_conflicts')).toEqual([
    { mine: '"b"', resolution: 'theirs', resolved_by: editor.id },
  ])
})

it('whoever types on in one place waits with one text; a decision on what they saw takes nothing else along', async () => {
  const editor = await addActor('editor')
  const other = await addActor('editor')
  const id = await addDraft()
  const snapshot = await snapshotOf({ headline: 'Il ponte' })
  const told = (key: string, mine: string, over: Partial<SaveRequest> = {}, actor: Actor = editor) =>
    save(actor, {
      id,
      snapshot,
      lockVersion: rows<{ v: number }>('SELECT lock_version AS v FROM articles')[0]?.v ?? 0,
      conflicts: [{ key, field: 'headline', base: 'Il ponte', mine, theirs: 'Il ponte chiude' }],
      ...over,
    })
  const open = async () => (await listConflicts(id)).map(({ person, mine }) => `${person}: ${mine}`)
  await told('k1', 'Il ponte riapre')
  await told('k2', 'Il ponte riapre lunedì')
  expect(await open()).toEqual([`${editor.name}: Il ponte riapre lunedì`])
  await told('k3', 'Il ponte Vecchio')
  expect(await open()).toEqual([`${editor.name}: Il ponte riapre lunedì Vecchio`])
  await told('k3', 'Il ponte Vecchio')
  await told('k4', 'Il ponte nuovo', {}, other)
  expect(await open()).toHaveLength(2)
  // k3 was on the screen as «Il ponte Vecchio»: that is what is decided.
  await save(editor, {
    id,
    snapshot,
    lockVersion: 2,
    conflicts: [],
    resolved: [{ key: 'k3', resolution: 'mine' }],
  })
  await told('k5', 'Altro', { resolved: [{ key: 'k5', resolution: 'mine' }] })
  expect(await open()).toEqual([
    `${editor.name}: Il ponte riapre lunedì Vecchio`,
    `${other.name}: Il ponte nuovo`,
  ])
})

it('the oldest saves go, what was handed in or is needed stays', async () => {
  const editor = await addActor('editor')
  const id = await addArticle()
  await write(async (tx) => void (await tx.run("UPDATE article_revisions SET kind = 'publish'")))
  for (let n = 0; n < keptRevisions + 5; n++)
    await save(editor, {
      id,
      snapshot: await snapshotOf({ headline: `Titolo ${n}` }),
      lockVersion: 2 + n,
      kind: 'manual',
    })
  const kinds = revisions().map((revision) => revision.kind)
  expect(kinds.filter((kind) => kind === 'publish')).toHaveLength(1)
  expect(kinds.filter((kind) => kind === 'manual')).toHaveLength(keptRevisions + 1)
  expect((await findWorking(id))?.snapshot).toMatchObject({ headline: `Titolo ${keptRevisions + 4}` })
  expect(rows('PRAGMA foreign_key_check')).toEqual([])
})

it('each revision is one line of the log, autosaves that go on are none', async () => {
  const editor = await addActor('editor')
  const id = await addDraft()
  await save(editor, { id, snapshot: await snapshotOf({ headline: 'A' }) })
  await save(editor, { id, snapshot: await snapshotOf({ headline: 'B' }), lockVersion: 2 })
  expect(rows('SELECT event, article_id, actor_id FROM audit_log')).toEqual([
    { event: 'article.save', article_id: id, actor_id: editor.id },
  ])
})

it('the first page leads the writing until it goes, falls silent or another takes over', async () => {
  const one = await addActor('editor', 'Ada')
  const two = await addActor('editor', 'Ugo')
  const id = await addDraft()
  const beat = (actor: typeof one, session: string, now: number, over = {}) =>
    write((tx) =>
      noteReading(tx, actor, { id, session, lockVersion: 1, take: false, leave: false, ...over }, now),
    )
  expect((await beat(one, ada, start)).lock).toMatchObject({ person: 'Ada', session: ada })
  const second = await beat(two, ugo, start + 1000)
  expect(second.lock?.person).toBe('Ada')
  expect(second.people.map((person) => person.person)).toEqual(['Ada', 'Ugo'])
  const taken = await beat(two, ugo, start + 2000, { take: true })
  expect(taken.lock).toMatchObject({ person: 'Ugo', takenFrom: ada })
  expect((await beat(one, ada, start + 3000)).lock?.person).toBe('Ugo')
  expect((await beat(two, ugo, start + 4000, { leave: true })).people.map((p) => p.person)).toEqual(['Ada'])
  expect((await beat(one, ada, start + 5000)).lock).toMatchObject({ person: 'Ada', takenFrom: null })
  expect((await beat(two, ugo, start + 5000 + times.presence)).lock?.person).toBe('Ugo')
})

it('a heartbeat brings the newer version, and nothing when there is none', async () => {
  const editor = await addActor('editor', 'Ada')
  const id = await addDraft()
  const beat = () =>
    write((tx) =>
      noteReading(tx, editor, { id, session: ugo, lockVersion: 1, take: false, leave: false }, start),
    )
  expect((await beat()).current).toBeNull()
  await save(editor, { id, snapshot: await snapshotOf({ headline: 'Nuovo' }) })
  expect((await beat()).current).toMatchObject({ lockVersion: 2, by: 'Ada', snapshot: { headline: 'Nuovo' } })
})

it('who only reads holds nothing, and who may not read hears nothing', async () => {
  const contributor = await addActor('contributor')
  const [shown, hidden] = [await addArticle(), await addDraft({ slug: 'bozza' })]
  const beat = (id: number) =>
    write((tx) =>
      noteReading(tx, contributor, { id, session: ada, lockVersion: 1, take: true, leave: false }, start),
    )
  expect((await beat(shown)).lock).toBeNull()
  await expect(beat(hidden)).rejects.toThrow('forbidden')
})

it('nobody closes another’s page, or keeps it, by its name', async () => {
  const one = await addActor('editor', 'Ada')
  const two = await addActor('editor', 'Ugo')
  const id = await addDraft()
  const beat = (actor: typeof one, over = {}) =>
    write((tx) =>
      noteReading(tx, actor, { id, session: ada, lockVersion: 1, take: false, leave: false, ...over }, start),
    )
  await beat(one)
  for (const over of [{ leave: true }, {}]) {
    const { people, lock } = await beat(two, over)
    expect([people.map((present) => present.person), lock?.person]).toEqual([['Ada'], 'Ada'])
  }
  expect((await beat(one, { leave: true })).people).toEqual([])
})
