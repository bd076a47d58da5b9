import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { media } from '@/db/schema/media.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { contentOf, findIssue } from '@/features/issues/data.ts'
import { createIssue } from '@/features/issues/mutations.ts'
import type { IssueContent, IssueInput } from '@/features/issues/schema.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addSection,
  freshDatabase,
  words,
} from '../../factories/database.ts'
import { doc, link, paragraph, text } from '../../factories/documents.ts'

freshDatabase()

const hour = 3_600_000

async function content(input: Omit<IssueInput, 'newsletterId'>, now?: number): Promise<IssueContent> {
  const newsletterId = await write((tx) => ensureNewsletter(tx, { slug: 'mattino', name: 'Il mattino' }))
  const id = await write((tx) => createIssue(tx, systemActor, { ...input, newsletterId }))
  const outside = await contentOf(await issueOf(id), undefined, now)
  // The same within a unit of work, which sees what is not committed yet.
  expect(await write(async (tx) => contentOf(await issueOf(id), tx, now))).toEqual(outside)
  return outside
}
async function issueOf(id: number) {
  const issue = await findIssue(id)
  if (!issue) throw new Error('the issue is not there')
  return issue
}
const ids = ({ items }: IssueContent) => items.map(({ id }) => id)

async function addPicture(over: Partial<typeof media.$inferInsert> = {}): Promise<number> {
  return write(async (tx) => {
    const [row] = await tx
      .insert(media)
      .values({
        ...{ sha256: 'a', hash: 'ab12', width: 1600, height: 900, alt: 'Il mare', credit: 'Ada Neri' },
        ...{ variants: { jpg: [640, 1280], webp: [640, 1280] }, createdAt: 1, ...over },
      })
      .returning({ id: media.id })
    return row?.id as number
  })
}

it('a digest of the last hours holds what readers got then in the publication’s language, the newest first', async () => {
  const now = Date.now()
  const old = await addArticle({ slug: 'vecchio' }, now - 25 * hour)
  const first = await addArticle({ slug: 'primo' }, now - 23 * hour)
  const second = await addArticle({ slug: 'secondo' }, now - hour)
  await addArticle({ slug: 'other', language: 'en' }, now - hour)
  await addDraft({ slug: 'bozza' })
  expect(ids(await content({}))).toEqual([second, first])
  const source = { from: 'hours' as const, hours: 48, sectionId: null }
  expect(ids(await content({ source }))).toEqual([second, first, old])
  handles().writer.exec(`UPDATE articles SET status = 'unpublished' WHERE id = ${second}`)
  expect(ids(await content({ source }))).toEqual([first, old])
})

it('one of a section holds its subsections too, and nothing else', async () => {
  const sport = await addSection('Sport')
  const vela = await addSection('Vela', sport)
  const own = await addArticle({ slug: 'a', sectionId: sport })
  const below = await addArticle({ slug: 'b', sectionId: vela })
  await addArticle({ slug: 'c' })
  const source = { from: 'hours' as const, hours: 24, sectionId: sport }
  expect(ids(await content({ source })).sort()).toEqual([own, below].sort())
})

it('somebody’s order holds, for hours as by hand; what nobody can read any more drops out', async () => {
  const now = Date.now()
  const [a, b, c] = [
    await addArticle({ slug: 'a' }, now - 3 * hour),
    await addArticle({ slug: 'b' }, now - 2 * hour),
    await addDraft({ slug: 'c' }),
  ]
  expect(ids(await content({ source: { from: 'hand' }, articles: [c, a, 999, b] }))).toEqual([a, b])
  expect(ids(await content({ articles: [a, b] }))).toEqual([a, b])
  expect(ids(await content({ source: { from: 'hand' } }))).toEqual([])
})

it('the hours of a planned digest end when it was planned, so that no article falls between two', async () => {
  const planned = Date.now() - 2 * hour
  const before = await addArticle({ slug: 'prima' }, planned)
  await addArticle({ slug: 'dopo' }, planned + 1)
  await addArticle({ slug: 'gia-uscito' }, planned - 24 * hour)
  const newsletterId = await write((tx) => ensureNewsletter(tx, { slug: 'mattino', name: 'Il mattino' }))
  const id = await write((tx) => createIssue(tx, systemActor, { newsletterId }))
  expect(ids(await contentOf({ ...(await issueOf(id)), plannedAt: planned }))).toEqual([before])
})

it('articles come with kicker, standfirst, byline and a picture that mail programs can show', async () => {
  const [ada, ugo] = [await addAuthor('Ada Neri'), await addAuthor('Ugo Bruni')]
  const mediaId = await addPicture()
  const expired = await addPicture({ sha256: 'b', rightsExpireAt: Date.now() - 1 })
  const pending = await addPicture({ sha256: 'c', variants: {} })
  const hero = (id: number, alt: string | null = null) => ({ mediaId: id, alt, caption: null, credit: null })
  const byline = [
    { authorId: ada, role: 'author' as const },
    { authorId: ugo, role: 'author' as const },
  ]
  const articles = [
    await addArticle({ slug: 'a', kicker: 'Ponti', standfirst: 'Si passa.', byline, hero: hero(mediaId) }),
    await addArticle({ slug: 'b', bylineOverride: 'La redazione', hero: hero(mediaId, 'Altro') }),
    await addArticle({ slug: 'c', hero: hero(expired) }),
    await addArticle({ slug: 'd', hero: hero(pending) }),
  ]
  const { items, publication, newsletter, letter } = await content({ source: { from: 'hand' }, articles })
  expect(items[0]).toEqual({
    id: articles[0],
    path: '/citta/a',
    kicker: 'Ponti',
    headline: 'Il ponte riapre',
    standfirst: 'Si passa.',
    byline: 'di Ada Neri e Ugo Bruni',
    picture: {
      url: `http://127.0.0.1:3000/media/${mediaId}/ab12-16x9.jpg`,
      ...{ width: 1200, height: 675, alt: 'Il mare', credit: 'Ada Neri' },
    },
  })
  expect(items[1]).toMatchObject({
    byline: 'La redazione',
    picture: {
      url: `http://127.0.0.1:3000/media/${mediaId}/ab12-640.jpg`,
      width: 640,
      height: 360,
      alt: 'Altro',
    },
  })
  expect([items[2]?.picture, items[3]?.picture]).toEqual([null, null])
  expect(publication).toMatchObject({ language: 'it', name: 'Testata' })
  expect([newsletter, letter]).toEqual([{ slug: 'mattino', name: 'Il mattino' }, null])
})

it('a letter is one article whole, with its pictures and where its links lead', async () => {
  const [shown, expired] = [await addPicture(), await addPicture({ sha256: 'b', rightsExpireAt: 1 })]
  const [other, draft] = [await addArticle({ slug: 'altro' }), await addDraft({ slug: 'bozza' })]
  const figure = (mediaId: number) => ({
    type: 'figure' as const,
    attrs: { mediaId, alt: 'Il mare', credit: null, layout: 'normal' as const },
  })
  const body = doc(
    paragraph(text('qui', link(null, other)), text('no', link('/x', draft))),
    figure(shown),
    figure(expired),
  )
  const id = await addArticle({ slug: 'lettera', body })
  const intro = words('Buongiorno.')
  const found = await content({ kind: 'letter', articles: [id, other], intro })
  expect(ids(found)).toEqual([id])
  expect(found.letter).toMatchObject({ body, item: { id } })
  expect(Object.keys(found.letter?.pictures ?? {})).toEqual([String(shown)])
  expect(found.links).toEqual({ [other]: { path: '/citta/altro', headline: 'Il ponte riapre' } })
  expect(await content({ kind: 'letter', articles: [draft] })).toMatchObject({ items: [], letter: null })
})
