import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { publishArticle, reviseArticle } from '@/features/articles/mutations.ts'
import { findAuthorById } from '@/features/authors/data.ts'
import * as authors from '@/features/authors/mutations.ts'
import { type AuthorForm, authorInput, authorSeen, contactHref } from '@/features/authors/schema.ts'
import { listByAuthor, listByTopic } from '@/features/listings/data.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { searchArticles } from '@/features/search/data.ts'
import { findTopic, findTopicById, searchTopics } from '@/features/topics/data.ts'
import * as topics from '@/features/topics/mutations.ts'
import { type TopicForm, topicSeen } from '@/features/topics/schema.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addTopic,
  everyRow,
  freshDatabase,
  rows,
  snapshotOf,
  touchedBy,
} from '../../factories/database.ts'

freshDatabase()

const { deleteTopic, mergeTopics } = topics
const { mergeAuthors } = authors
const form = (id: number | null, name: string, slug = ''): TopicForm => ({
  id,
  name,
  slug,
  description: '',
  seen: '',
})

/** Saves what somebody made of the topic as it is now. */
async function saveTopic(actor: Actor, input: TopicForm) {
  const now = input.id === null ? null : await findTopicById(input.id)
  return topics.saveTopic(actor, { ...input, seen: now ? topicSeen(now) : '' })
}
async function saveAuthor(actor: Actor, input: AuthorForm) {
  const now = input.id === null ? null : await findAuthorById(input.id)
  return authors.saveAuthor(actor, { ...input, seen: now ? authorSeen(now) : '' })
}

it('whoever changes what they saw before somebody else’s change is refused, and nothing changes', async () => {
  const [topic, ada] = [await addTopic('Tram'), await addAuthor('Ada Neri')]
  const [shownTopic, shownAda] = [await findTopicById(topic), await findAuthorById(ada)]
  if (!shownTopic || !shownAda) throw new Error('nothing to change')
  await saveTopic(systemActor, form(topic, 'Tranvia', 'tram'))
  await saveAuthor(systemActor, author({ id: String(ada), expertise: 'Porto, Città' }))
  const before = everyRow()
  const lateTopic = { ...form(topic, 'Filobus', 'tram'), seen: topicSeen(shownTopic) }
  await expect(topics.saveTopic(systemActor, lateTopic)).rejects.toThrow('stale-version')
  await expect(topics.saveTopic(systemActor, { ...lateTopic, seen: '' })).rejects.toThrow('stale-version')
  const lateAda = author({ id: String(ada), bio: 'Scrive di porto.', seen: authorSeen(shownAda) })
  await expect(authors.saveAuthor(systemActor, lateAda)).rejects.toThrow('stale-version')
  await expect(authors.saveAuthor(systemActor, { ...lateAda, seen: '' })).rejects.toThrow('stale-version')
  expect(everyRow()).toEqual(before)
})

it('a renamed topic is found by its new name, and every page that shows it is stale', async () => {
  const id = await addTopic('Tram')
  const article = await addArticle({ tagIds: [id] })
  const tags = await touchedBy(() => saveTopic(systemActor, form(id, 'Filobus', 'filobus')))
  expect(tags).toEqual(['articles', 'topic:filobus', 'topic:tram', 'topics'])
  expect((await searchArticles('filobus', 5, 0)).map((hit) => hit.id)).toEqual([article])
  expect(await searchArticles('tram', 5, 0)).toEqual([])
  expect(await resolvePath('/topics/tram')).toEqual({ kind: 'moved', to: '/topics/filobus' })
})

it('a topic cannot take the address of another one, or be changed when it is gone', async () => {
  await addTopic('Tram')
  const id = await addTopic('Bus')
  const before = everyRow()
  await expect(saveTopic(systemActor, form(id, 'Bus', 'tram'))).rejects.toThrow('slug-taken')
  await expect(saveTopic(systemActor, form(999, 'Bus'))).rejects.toThrow('not-found')
  expect(everyRow()).toEqual(before)
})

it('merged topics are one: articles, drafts, old revisions and addresses all lead to it', async () => {
  const [tram, bus] = [await addTopic('Tram'), await addTopic('Bus')]
  const both = await addArticle({ slug: 'a', tagIds: [tram, bus] })
  const only = await addArticle({ slug: 'b', tagIds: [tram] })
  const draft = await addDraft({ slug: 'c', tagIds: [tram] })
  const old = await snapshotOf({ slug: 'b', tagIds: [tram] })
  await mergeTopics(systemActor, tram, bus)
  expect((await listByTopic(bus, { limit: 9 })).map((teaser) => teaser.id).sort()).toEqual(
    [both, only].sort(),
  )
  expect(rows('SELECT tag_id FROM working_tags WHERE article_id = ?', draft)).toEqual([{ tag_id: bus }])
  expect(await findTopic('tram')).toBeNull()
  expect(await searchTopics('tram')).toEqual([])
  expect(await resolvePath('/topics/tram')).toEqual({ kind: 'moved', to: '/topics/bus' })
  // Somebody brings back a revision from before.
  const [row] = rows<{ v: number }>('SELECT lock_version AS v FROM articles WHERE id = ?', only)
  await write(async (tx) => {
    const lockVersion = await reviseArticle(tx, {
      id: only,
      lockVersion: row?.v as number,
      snapshot: old,
      kind: 'restore',
    })
    await publishArticle(tx, { id: only, lockVersion })
  })
  expect(rows('SELECT tag_id FROM article_tags WHERE article_id = ?', only)).toEqual([{ tag_id: bus }])
  await expect(mergeTopics(systemActor, bus, bus)).rejects.toThrow('merge-same')
  await expect(mergeTopics(systemActor, tram, bus)).rejects.toThrow('not-found')
})

it('only a topic that nobody uses is deleted', async () => {
  const [used, unused] = [await addTopic('Tram'), await addTopic('Bus')]
  await addDraft({ tagIds: [used] })
  await expect(deleteTopic(systemActor, used)).rejects.toThrow('topic-used')
  await deleteTopic(systemActor, unused)
  await expect(deleteTopic(systemActor, unused)).rejects.toThrow('not-found')
})

const author = (over: Record<string, unknown>) =>
  authorInput.parse({ id: '', name: 'Ada Neri', kind: 'person', slug: '', ...over })

it('a renamed author has the new name in search, and the old address leads to the new one', async () => {
  const id = await addAuthor('Ada Neri')
  const article = await addArticle({ byline: [{ authorId: id, role: 'author' }] })
  const change = author({
    id: String(id),
    name: 'Ada Bianchi',
    slug: 'ada-bianchi',
    contact: 'ada@example.org',
  })
  const tags = await touchedBy(() => saveAuthor(systemActor, change))
  expect(tags).toEqual(['articles', 'author:ada-bianchi', 'author:ada-neri', 'authors'])
  expect((await searchArticles('bianchi', 5, 0)).map((hit) => hit.id)).toEqual([article])
  expect(await resolvePath('/authors/ada-neri')).toEqual({ kind: 'moved', to: '/authors/ada-bianchi' })
})

it('merged authors are one, and a byline with both names it once', async () => {
  const [ada, adele] = [await addAuthor('Ada Neri'), await addAuthor('Adele Neri')]
  const article = await addArticle({
    byline: [
      { authorId: ada, role: 'author' },
      { authorId: adele, role: 'author' },
    ],
  })
  await mergeAuthors(systemActor, ada, adele)
  expect(rows('SELECT author_id FROM article_authors WHERE article_id = ?', article)).toEqual([
    { author_id: adele },
  ])
  expect(await listByAuthor(adele, { limit: 5 })).toHaveLength(1)
  expect(await resolvePath('/authors/ada-neri')).toEqual({ kind: 'moved', to: '/authors/adele-neri' })
})

it('a contact is an email address or a web page, and nothing that runs', () => {
  expect(contactHref('ada@example.org')).toBe('mailto:ada@example.org')
  expect(contactHref('https://example.org/ada')).toBe('https://example.org/ada')
  expect(contactHref('javascript:alert(1)')).toBeNull()
  expect(contactHref('')).toBeNull()
  expect(() => author({ contact: 'javascript:alert(1)@example.org' })).toThrow('contact-invalid')
})
