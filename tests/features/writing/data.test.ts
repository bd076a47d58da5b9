import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import {
  findBlankDraft,
  findChoices,
  findWorking,
  listTranslations,
  namesOf,
} from '@/features/writing/data.ts'
import { beginFor, makeTopic, saveWorking } from '@/features/writing/mutations.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addTopic,
  freshDatabase,
  rows,
  snapshotOf,
} from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

it('choices are found by any part of their name, also by signs that mean something to the database', async () => {
  const topics = [await addTopic('Porto di Lumera'), await addTopic('100% riciclo')]
  await addAuthor('Ada Porta')
  expect((await findChoices('topic', 'porto')).map((choice) => choice.id)).toEqual([topics[0]])
  expect((await findChoices('topic', '%')).map((choice) => choice.id)).toEqual([topics[1]])
  expect((await findChoices('author', 'port')).map((choice) => choice.name)).toEqual(['Ada Porta'])
  expect(await findChoices('topic', 'assente')).toEqual([])
})

it('articles can be chosen while they are drafts, not when they are in the archive or without a headline', async () => {
  const draft = await addDraft()
  await addDraft({ slug: 'senza', headline: '' })
  const gone = await addDraft({ slug: 'via' })
  await write(async (tx) => void (await tx.run(`UPDATE articles SET status = 'archived' WHERE id = ${gone}`)))
  expect((await findChoices('article', 'ponte')).map((choice) => choice.id)).toEqual([draft])
  expect(await findChoices('article', '')).toHaveLength(1)
})

it('who may not edit everybody’s articles finds theirs and the published ones', async () => {
  const mine = await addActor('contributor')
  const theirs = await addDraft({ headline: 'Ponte segreto', slug: 'segreto' })
  const shown = await addArticle({ headline: 'Ponte aperto', slug: 'aperto' })
  const own = await write((tx) => beginFor(tx, mine, { headline: 'Ponte mio', language: 'it' }, 'Città'))
  const found = (owner: number | null) => findChoices('article', 'ponte', owner)
  expect((await found(null)).map(({ id }) => id).sort()).toEqual([theirs, shown, own].sort())
  expect((await found(mine.id)).map(({ id }) => id).sort()).toEqual([shown, own].sort())
  const pins = await snapshotOf({ relatedPins: [theirs, shown] })
  expect((await namesOf(pins, mine.id)).article.map(({ id }) => id)).toEqual([shown])
  await write(async (tx) => void (await tx.run(`UPDATE articles SET translation_group_id = ${own}`)))
  expect((await listTranslations(own, own, mine.id)).map(({ id }) => id)).toEqual([shown])
})

it('everything that an article names has its name', async () => {
  const authorId = await addAuthor('Ada Neri')
  const topic = await addTopic('Porti')
  const other = await addArticle()
  const snapshot = await snapshotOf({
    byline: [{ authorId, role: 'photo' }],
    tagIds: [topic],
    relatedPins: [other],
  })
  expect(await namesOf(snapshot)).toEqual({
    author: [{ id: authorId, name: 'Ada Neri', note: '' }],
    topic: [{ id: topic, name: 'Porti', note: '' }],
    article: [{ id: other, name: 'Il ponte riapre', note: '/citta/ponte' }],
  })
})

it('translations are the others of the group', async () => {
  const one = await addDraft({ translationGroupId: 4 })
  const two = await addDraft({
    translationGroupId: 4,
    slug: 'bridge',
    language: 'en',
    headline: 'The bridge',
  })
  expect(await listTranslations(4, one)).toEqual([{ id: two, name: 'The bridge', note: 'en' }])
  expect(await listTranslations(null, one)).toEqual([])
})

const later = () => Date.now() + 60_000
const begin = async (actor: Awaited<ReturnType<typeof addActor>>, now = later()) =>
  write((tx) => beginFor(tx, actor, { headline: '', language: 'it' }, 'Notizie', now))

it('a new article is an empty draft of whoever begins it, signed with their name; sections are made if there are none', async () => {
  const author = await addActor('author')
  const authorId = await addAuthor('Ada Neri')
  await write(async (tx) => void (await tx.run(`UPDATE people SET author_id = ${authorId}`)))
  const id = await begin(author)
  expect(rows('SELECT status, owner_id, headline, path FROM articles')).toEqual([
    {
      status: 'draft',
      owner_id: author.id,
      headline: '',
      path: expect.stringMatching(/^\/notizie\/bozza-\w{10}$/),
    },
  ])
  expect((await findWorking(id))?.snapshot).toMatchObject({ byline: [{ authorId, role: 'author' }] })
  expect(rows('SELECT event, article_id, actor_id FROM audit_log')).toEqual([
    { event: 'article.create', article_id: id, actor_id: author.id },
  ])
})

it('an empty draft that was left is taken up again; a touched, open or foreign one is not', async () => {
  const author = await addActor('author')
  const other = await addActor('author')
  const first = await begin(author)
  expect(await begin(author)).toBe(first)
  expect(await begin(other)).not.toBe(first)
  expect(await findBlankDraft(author.id, Date.now() - 10_000)).toBeNull() // somebody may be on the way to it
  const { snapshot } = (await findWorking(first)) ?? {}
  await write((tx) =>
    saveWorking(tx, author, {
      id: first,
      lockVersion: 1,
      snapshot: { ...(snapshot as Awaited<ReturnType<typeof snapshotOf>>), standfirst: 'Già qualcosa' },
      kind: 'autosave',
      session: 'sessione1',
      conflicts: [],
      resolved: [],
    }),
  )
  expect(await begin(author)).not.toBe(first)
})

it('a topic is made once, and its making is in the log', async () => {
  const author = await addActor('author')
  const make = () => write((tx) => makeTopic(tx, author, 'Dighe'))
  const made = await make()
  expect(await make()).toEqual(made)
  expect(rows('SELECT event, entity_id FROM audit_log')).toEqual([
    { event: 'topic.create', entity_id: made.id },
  ])
})
