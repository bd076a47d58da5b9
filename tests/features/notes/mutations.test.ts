import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { listNotes } from '@/features/notes/data.ts'
import { addNote, resolveNote } from '@/features/notes/mutations.ts'
import { type NewNote, newNoteSchema } from '@/features/notes/schema.ts'
import type { AppError } from '@/lib/errors.ts'
import { addDraft, everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const anchor = { block: 'blk001', start: 2, end: 9, quote: 'il ponte' }
const say = (actor: Actor, id: number, input: Partial<NewNote> & { text: string }) =>
  write((tx) => addNote(tx, actor, id, newNoteSchema.parse(input)))
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => error.code,
  )

it('a note has its place in the text, answers, and an end', async () => {
  const [ugo, lia] = [await addActor('editor', 'Ugo'), await addActor('editor', 'Lia')]
  const id = await addDraft()
  const note = await say(ugo, id, { text: 'Chi lo dice?', anchor })
  await say(lia, id, { text: 'Il sindaco.', parentId: note })
  await write((tx) => resolveNote(tx, lia, id, note, true))
  expect(await listNotes(id)).toMatchObject([
    {
      text: 'Chi lo dice?',
      person: 'Ugo',
      anchor,
      resolvedBy: 'Lia',
      replies: [{ text: 'Il sindaco.', person: 'Lia' }],
    },
  ])
  await say(ugo, id, { text: 'Quando?', parentId: note })
  expect(await listNotes(id)).toMatchObject([{ resolvedBy: null, replies: [{}, { text: 'Quando?' }] }])
  expect(rows('SELECT event FROM audit_log ORDER BY id')).toEqual([
    { event: 'article.note' },
    { event: 'article.note' },
    { event: 'article.note_resolve' },
    { event: 'article.note' },
  ])
  expect(rows('SELECT lock_version FROM articles')).toEqual([{ lock_version: 1 }])
})

it('who has nothing to do with the article, and notes of other articles, change nothing', async () => {
  const [ugo, ada] = [await addActor('editor'), await addActor('author')]
  const id = await addDraft()
  const other = await addDraft({ slug: 'altro' })
  const note = await say(ugo, id, { text: 'Chi lo dice?' })
  const before = everyRow()
  expect(await code(say(ada, id, { text: 'Io.' }))).toBe('forbidden')
  expect(await code(write((tx) => resolveNote(tx, ada, id, note, true)))).toBe('forbidden')
  expect(await code(say(ugo, other, { text: 'Qui?', parentId: note }))).toBe('not-found')
  expect(await code(write((tx) => resolveNote(tx, ugo, other, note, true)))).toBe('not-found')
  expect(await code(say(ugo, 99, { text: 'Dove?' }))).toBe('not-found')
  expect(everyRow()).toEqual(before)
})
