import { expect, it } from 'vitest'
import {
  type NewsEntry,
  writeNewsSitemap,
  writeSitemap,
  writeSitemapIndex,
} from '@/features/discovery/sitemaps.ts'
import { siteUrl } from '@/tests/factories/views.ts'
import { schemaErrors, xmlErrors } from '@/tests/factories/xml.ts'

const at = Date.parse('2026-11-24T11:03:00.123Z')
const news = (over: Partial<NewsEntry> = {}): NewsEntry => ({
  loc: `${siteUrl}/citta/ponte`,
  title: 'Il ponte riapre',
  publishedAt: at,
  language: 'it',
  ...over,
})

it('a list of pages follows the protocol, with and without the date of the last change', async () => {
  const sitemap = writeSitemap([
    { loc: `${siteUrl}/`, lastmod: null },
    { loc: `${siteUrl}/citta/ponte?a=1&b=2`, lastmod: at },
  ])
  expect(await schemaErrors('sitemap', sitemap)).toEqual([])
  expect(sitemap).toContain(
    `<url><loc>${siteUrl}/citta/ponte?a=1&amp;b=2</loc><lastmod>2026-11-24T11:03:00.123Z</lastmod></url>`,
  )
})

it('a list of 5,000 pages is still well under the size that may be read', () => {
  const list = Array.from({ length: 5000 }, (_, i) => ({
    loc: `${siteUrl}/citta/${'a'.repeat(110)}-${i}`,
    lastmod: at,
  }))
  expect(writeSitemap(list).length).toBeLessThan(50 * 1024 * 1024)
})

it('a list of sitemaps follows the protocol', async () => {
  const index = writeSitemapIndex([
    { loc: `${siteUrl}/sitemaps/lists-1.xml`, lastmod: null },
    { loc: `${siteUrl}/sitemaps/articles-1.xml`, lastmod: at },
  ])
  expect(await schemaErrors('sitemap-index', index)).toEqual([])
})

it('the news of two days follow the protocol, whatever stands in names and titles', async () => {
  const sitemap = writeNewsSitemap('Altana & <figli>', 'Europe/Rome', [
    news({ title: 'Due «ponti» & un <porto> "nuovo" ]]> 🌊' }),
    news({ loc: `${siteUrl}/world/bridge`, language: 'en-GB', title: 'The bridge' }),
  ])
  expect(await schemaErrors('sitemap', sitemap)).toEqual([])
  expect(sitemap).toContain('<news:publication_date>2026-11-24T12:03:00+01:00</news:publication_date>')
  expect(sitemap).toContain(
    '<news:name>Altana &amp; &lt;figli&gt;</news:name><news:language>en</news:language>',
  )
})

it('a day without news is a well-formed list without pages', async () => {
  const empty = writeNewsSitemap('Altana', 'Europe/Rome', [])
  expect(await xmlErrors(empty)).toEqual([])
  expect(empty).not.toContain('<url>')
})

it('a control character in a title does not make the news unreadable', async () => {
  expect(
    await xmlErrors(writeNewsSitemap('Altana', 'Europe/Rome', [news({ title: 'Il\u000bponte\u0001' })])),
  ).toEqual([])
})

it('the check sees what is wrong', async () => {
  const wrong = writeSitemap([{ loc: 'citta/ponte', lastmod: null }]).replace('<url>', '<url><extra/>')
  expect(await schemaErrors('sitemap', wrong)).not.toEqual([])
  expect(
    await schemaErrors('sitemap-index', writeSitemap([{ loc: `${siteUrl}/`, lastmod: null }])),
  ).not.toEqual([])
  expect(await xmlErrors('<a><b></a>')).not.toEqual([])
})
