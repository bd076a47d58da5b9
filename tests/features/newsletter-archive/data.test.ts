import { XMLParser } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { handles } from '@/db/client.ts'
import {
  findArchive,
  findNeighbours,
  findSent,
  issueExists,
  listArchives,
  listPast,
} from '@/features/newsletter-archive/data.ts'
import { writeIssuesFeed } from '@/features/newsletter-archive/feeds.ts'
import { isOwnPage } from '@/features/redirects/data.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { locate } from '@/server/addresses.ts'
import { addArticle, freshDatabase, words } from '../../factories/database.ts'
import { addIssue, addNewsletter, addSent } from '../../factories/sent-issues.ts'
import { publication, siteUrl, teaser } from '../../factories/views.ts'
import { xmlErrors } from '../../factories/xml.ts'

freshDatabase()

const sql = (text: string) => handles().writer.exec(text)
const deliver = (issue: number, state: string) =>
  sql(
    `INSERT INTO newsletter_deliveries (issue_id, email, domain, state, next_at) VALUES (${issue}, '', '', '${state}', 1)`,
  )

it('the archive holds what readers got, the newest first, and nothing that never left', async () => {
  const newsletterId = await addNewsletter()
  await addIssue({ newsletterId })
  for (const [i, status] of ['done', 'sending', 'paused', 'held', 'draft', 'empty'].entries())
    await addSent({ newsletterId, subject: status }, { slug: `n-${i}`, at: 1000 + i, status })
  const [stopped, begun] = [
    await addSent({ newsletterId }, { slug: 'prima', at: 900, status: 'cancelled' }),
    await addSent({ newsletterId }, { slug: 'dopo', at: 901, status: 'cancelled' }),
  ]
  deliver(stopped, 'skipped')
  deliver(begun, 'sent')
  const past = await listPast(newsletterId, { limit: 10 })
  expect(past.map(({ slug }) => slug)).toEqual(['n-2', 'n-1', 'n-0', 'dopo'])
  expect(await listPast(newsletterId, { limit: 2, offset: 1 })).toEqual(past.slice(1, 3))
  expect([await issueExists('mattino', 'n-0'), await issueExists('mattino', 'prima')]).toEqual([true, false])
  expect([await issueExists('sera', 'n-0'), await issueExists('mattino', 'n-3')]).toEqual([false, false])
  const sent = await findSent('mattino', 'n-1')
  expect(sent && (await findNeighbours(sent))).toMatchObject({
    older: { slug: 'n-0' },
    newer: { slug: 'n-2' },
  })
  const last = await findSent('mattino', 'n-2')
  expect(last && (await findNeighbours(last))).toMatchObject({ older: { slug: 'n-1' }, newer: null })
})

it('an issue is as it was sent, and has the subject that won', async () => {
  const articles = [await addArticle({ slug: 'a' }), await addArticle({ slug: 'b' })]
  const intro = words('Buongiorno.')
  const id = await addSent({ subject: 'A', subjectB: 'B', intro, source: { from: 'hand' }, articles })
  sql(`UPDATE newsletter_issues SET intro = '{}', articles = '[]' WHERE id = ${id}`)
  expect(await findSent('mattino', 'oggi')).toMatchObject({ subject: 'A', intro, articles, isLetter: false })
  sql(`UPDATE newsletter_issues SET winner = 'b' WHERE id = ${id}`)
  expect((await findSent('mattino', 'oggi'))?.subject).toBe('B')
})

it('a newsletter that is no longer offered keeps its archive; one without issues has none then', async () => {
  await addNewsletter('vuota', 'Vuota')
  await addSent()
  sql('UPDATE newsletters SET open = 0')
  expect((await listArchives()).map(({ slug }) => slug)).toEqual(['mattino'])
  expect([await findArchive('mattino'), await findArchive('vuota')]).toMatchObject([
    { name: 'Il mattino' },
    null,
  ])
})

it('addresses of the archive exist as far as there are issues; those at rest beside them stay', async () => {
  const newsletterId = await addNewsletter()
  for (let i = 1; i <= 21; i++) await addSent({ newsletterId }, { slug: `n-${i}`, at: i })
  const kinds = async (...paths: string[]) =>
    Promise.all(paths.map(async (path) => (await locate(path, '')).kind))
  const base = '/newsletter/archive'
  expect(await kinds(base, `${base}/mattino`, `${base}/mattino/n-1`, `${base}/mattino/page/2`)).toEqual(
    Array(4).fill('page'),
  )
  expect(await kinds(`${base}/mattino/feed.xml`)).toEqual(['document'])
  const bogus = [
    '/sera',
    '/sera/n-1',
    '/sera/feed.xml',
    '/mattino/n-22',
    '/mattino/page/3',
    '/mattino/page/1',
  ]
    .concat(
      '/mattino/page/0',
      '/mattino/feed.json',
      '/mattino/n-1/x',
      '/_',
      '/_/_',
      '/mattino/_',
      '/mattino/N_1',
    )
    .map((path) => base + path)
  for (const path of bogus) expect([path, ...(await kinds(path))]).toEqual([path, 'missing'])
  expect(await locate(`${base}/mattino/`, '')).toEqual({ kind: 'moved', to: `${base}/mattino` })
  expect(await locate(`${base}/Mattino/N-1`, '')).toEqual({ kind: 'moved', to: `${base}/mattino/n-1` })
  expect(await kinds('/newsletter', '/newsletter/thanks')).toEqual(['dynamic', 'page'])
  expect([await isOwnPage(`${base}/mattino/n-1`), await isOwnPage(`${base}/mattino/x`)]).toEqual([
    true,
    false,
  ])
  expect([await isOwnPage(`${base}/mattino`), await isOwnPage(`${base}/sera`)]).toEqual([true, false])
})

it('the feed is RSS with what each issue said', async () => {
  const archive = { id: 1, slug: 'mattino', name: 'Il mattino', description: '', frequency: 'daily' as const }
  const past = {
    id: 7,
    slug: 'oggi',
    subject: 'Oggi & <domani>',
    preheader: 'In breve',
    at: Date.UTC(2026, 10, 24),
  }
  const sent = { ...past, archive, intro: words('Buongiorno <tutti>.'), articles: [1], isLetter: false }
  const xml = writeIssuesFeed({
    ...{ publication: publication(), siteUrl, t: dictionaryOf('it'), archive },
    issues: [{ sent, teasers: [teaser()], links: [] }],
  })
  expect(await xmlErrors(xml)).toEqual([])
  const { channel } = new XMLParser({ ignoreAttributes: false }).parse(xml).rss
  expect(channel).toMatchObject({
    title: 'Altana: Il mattino',
    link: `${siteUrl}/newsletter/archive/mattino`,
  })
  expect(channel.item).toMatchObject({
    title: 'Oggi & <domani>',
    link: `${siteUrl}/newsletter/archive/mattino/oggi`,
    pubDate: 'Tue, 24 Nov 2026 00:00:00 GMT',
    description: 'In breve',
  })
  expect(channel.item['content:encoded']).toContain('<p>Buongiorno &lt;tutti&gt;.</p>')
  expect(channel.item['content:encoded']).toContain(`href="${siteUrl}/citta/ponte"`)
})
