import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { unpublishArticle } from '@/features/articles/mutations.ts'
import { choicesOf, searchNewsroom } from '@/features/search/data.ts'
import { pathHere } from '@/features/search/endpoint.ts'
import { addArticle, addDraft, freshDatabase, rows, words } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

let number = 0
const over = (headline: string) => ({
  headline,
  body: words('Niente altro.'),
  slug: `articolo-${number++}`,
})
const own = (id: number, person: number) =>
  write(async (tx) => {
    await tx.update(articles).set({ ownerId: person }).where(eq(articles.id, id))
  })
const found = async (typed: string, owner: number | null) =>
  (await searchNewsroom(typed, owner, 20)).map((article) => article.id)

it('an article is found in whatever state by whoever may edit all', async () => {
  const published = await addArticle(over('Il ponte chiude'))
  const draft = await addDraft(over('Il ponte riapre'))
  expect((await found('ponte', null)).sort()).toEqual([published, draft].sort())
})

it('whoever may edit only their own finds those and what is published', async () => {
  const published = await addArticle(over('Un faro nuovo'))
  const mine = await addDraft(over('Un faro vecchio'))
  const other = await addDraft(over('Un faro segreto'))
  const { id: me } = await addActor('author')
  await own(mine, me)
  await own(other, (await addActor('author')).id)
  expect((await found('faro', me)).sort()).toEqual([published, mine].sort())
  expect((await found('', me)).sort()).toContain(mine)
  expect(await found('', me)).not.toContain(other)
  expect((await choicesOf([published, mine, other], me)).map((article) => article.id).sort()).toEqual(
    [published, mine].sort(),
  )
})

it('what has been withdrawn is not offered, but a card that names it can say so', async () => {
  const id = await addArticle(over('Il mulino'))
  const [{ version }] = rows<{ version: number }>(
    'SELECT lock_version AS version FROM articles WHERE id = ?',
    id,
  ) as [{ version: number }]
  await write((tx) => unpublishArticle(tx, id, version))
  expect(await found('mulino', null)).toEqual([])
  expect(await choicesOf([id], null)).toMatchObject([{ id, status: 'unpublished' }])
})

it('an article that is not there has no card', async () => {
  expect(await choicesOf([], null)).toEqual([])
  expect(await choicesOf([999_999], null)).toEqual([])
})

it('what is typed never breaks the search', async () => {
  for (const typed of ['"', 'a" OR 1', '*', 'NEAR(', '«', '\u0000']) await searchNewsroom(typed, null, 5)
  expect(rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

it('only an address of this site has a path here', () => {
  process.env.SITE_URL = 'https://giornale.example.org'
  expect(pathHere('https://giornale.example.org/citta/ponte?x=1#y')).toBe('/citta/ponte')
  expect(pathHere('/citta/ponte?x=1')).toBe('/citta/ponte')
  expect(pathHere('https://example.org/citta/ponte')).toBe(null)
  expect(pathHere('//example.org/citta/ponte')).toBe(null)
  expect(pathHere('ponte')).toBe(null)
})
