import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { reviseArticle } from '@/features/articles/mutations.ts'
import { listViews } from '@/features/desk/data.ts'
import { applyToMany, deleteView, saveView } from '@/features/desk/mutations.ts'
import { type BulkCommand, bulkCommands } from '@/features/desk/schema.ts'
import { saveNewsroom } from '@/features/settings/mutations.ts'
import {
  addArticle,
  addDraft,
  addSection,
  addTopic,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
} from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const reason = (code: string) => code
const versions = (ids: number[]) =>
  ids.map((id) => ({
    id,
    lockVersion: rows<{ v: number }>('SELECT lock_version AS v FROM articles WHERE id = ?', id)[0]?.v ?? 1,
  }))
const status = (id: number) =>
  rows<{ status: string; stage: string | null }>('SELECT status, stage FROM articles WHERE id = ?', id)[0]

it('many articles are assigned, and whoever changed meanwhile is left alone and reported', async () => {
  const editor = await addActor('editor')
  const author = await addActor('author')
  const [a, b] = [await addDraft({ slug: 'a' }), await addDraft({ slug: 'b' })]
  const chosen = [...versions([a]), { id: b, lockVersion: 7 }, { id: 999, lockVersion: 1 }]
  const report = await applyToMany(editor, { command: 'assign', rows: chosen, target: author.id }, reason)
  expect(report).toEqual({
    done: [a],
    refused: [
      { id: b, headline: '', reason: 'stale-version' },
      { id: 999, headline: '', reason: 'not-found' },
    ],
  })
  expect(rows('SELECT assignee_id FROM articles ORDER BY id')).toEqual([
    { assignee_id: author.id },
    { assignee_id: null },
  ])
})

it('a text that has no room for one topic more is reported, and the others get theirs', async () => {
  const editor = await addActor('editor')
  const topic = await addTopic('Tram')
  const full = await addDraft({ slug: 'a', tagIds: Array.from({ length: 30 }, (_, n) => n + 100) })
  const other = await addDraft({ slug: 'b' })
  const report = await applyToMany(
    editor,
    { command: 'topic', rows: versions([full, other]), target: topic },
    reason,
  )
  expect(report).toEqual({ done: [other], refused: [{ id: full, headline: '', reason: 'input-invalid' }] })
})

it('with four eyes, whoever files a text under a topic has not written it, and whoever wrote it still has', async () => {
  const [ugo, lia] = [await addActor('editor'), await addActor('editor')]
  await write((tx) => saveNewsroom(tx, systemActor, { fourEyes: true }))
  const id = await addDraft()
  const snapshot = await snapshotOf({ headline: 'Di Ugo' })
  await write((tx) => reviseArticle(tx, { id, lockVersion: 1, snapshot, kind: 'manual', editorId: ugo.id }))
  const topic = await addTopic('Tram')
  await applyToMany(lia, { command: 'topic', rows: versions([id]), target: topic }, reason)
  const publish = (actor: Actor) =>
    applyToMany(actor, { command: 'publish', rows: versions([id]), target: null }, reason)
  expect((await publish(ugo)).refused).toEqual([{ id, headline: '', reason: 'four-eyes' }])
  expect((await publish(lia)).done).toEqual([id])
})

it('a topic and a section go to the working text; readers see them when it is published', async () => {
  const editor = await addActor('editor')
  const [topic, section] = [await addTopic('Tram'), await addSection('Porto')]
  const live = await addArticle({ slug: 'a' })
  const draft = await addDraft({ slug: 'b' })
  await applyToMany(editor, { command: 'topic', rows: versions([live, draft]), target: topic }, reason)
  expect(rows('SELECT * FROM article_tags')).toEqual([])
  expect(rows('SELECT article_id FROM working_tags ORDER BY 1')).toHaveLength(2)
  expect(status(live)).toEqual({ status: 'published', stage: 'draft' })
  await applyToMany(editor, { command: 'section', rows: versions([draft]), target: section }, reason)
  expect(rows('SELECT section_id FROM articles WHERE id = ?', draft)).toEqual([{ section_id: section }])
  const unknown = await applyToMany(
    editor,
    { command: 'topic', rows: versions([draft]), target: 999 },
    reason,
  )
  expect(unknown.refused).toMatchObject([{ id: draft, reason: 'not-found' }])
})

it('publishing many goes through the checks of each, and withdraws and archives as one by one', async () => {
  const editor = await addActor('editor')
  const good = await addDraft({ slug: 'a', headline: 'Un titolo che va bene', standfirst: 'Con sommario.' })
  const archived = await addDraft({ slug: 'b' })
  await applyToMany(editor, { command: 'archive', rows: versions([archived]), target: null }, reason)
  const run = (command: BulkCommand) =>
    applyToMany(editor, { command, rows: versions([good, archived]), target: null }, reason)
  const report = await run('publish')
  expect(report.done).toEqual([good])
  expect(report.refused).toMatchObject([{ id: archived, reason: 'wrong-state' }])
  expect(rows("SELECT article_id FROM audit_log WHERE event LIKE '%publish%'")).toEqual([
    { article_id: good },
  ])
  await run('unpublish')
  expect(status(good)?.status).toBe('unpublished')
  await run('archive')
  expect(status(good)?.status).toBe('archived')
})

it('who may not do it to every article does it to none', async () => {
  const id = await addArticle({ slug: 'a' })
  const before = versions([id])
  for (const role of ['contributor', 'author'] as const) {
    const actor = await addActor(role)
    const all = everyRow()
    for (const command of bulkCommands)
      await expect(applyToMany(actor, { command, rows: before, target: 1 }, reason), command).rejects.toThrow(
        'forbidden',
      )
    expect(everyRow()).toEqual(all)
  }
})

it('views are one’s own unless they are shared, and only their owner deletes them', async () => {
  const [anna, bruno] = [await addActor('editor'), await addActor('editor')]
  const own = await saveView(anna, { name: 'Mia', query: 'status=draft', shared: false })
  const shared = await saveView(anna, { name: 'Di tutti', query: 'status=in_review', shared: true })
  expect((await listViews(bruno.id)).map(({ name, own: isOwn }) => [name, isOwn])).toEqual([
    ['Di tutti', false],
  ])
  await expect(deleteView(bruno, shared)).rejects.toThrow('not-found')
  await deleteView(anna, own)
  expect((await listViews(anna.id)).map((view) => view.name)).toEqual(['Di tutti'])
})
