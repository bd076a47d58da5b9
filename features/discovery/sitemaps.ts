// After https://www.sitemaps.org/protocol.html and https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap

import { escapeHtml } from '@/features/articles/document/html.ts'
import { isoInZone } from '@/lib/dates.ts'
import { withoutControls } from '@/lib/text.ts'

/** As for HTML, without the characters that XML forbids. */
const escapeXml = (text: string) => escapeHtml(withoutControls(text))
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** `lastmod` in UTC milliseconds, where it is known. */
export type SitemapEntry = { loc: string; lastmod: number | null }

function entries(tag: 'url' | 'sitemap', list: SitemapEntry[]): string {
  return list
    .map(({ loc, lastmod }) => {
      const modified = lastmod === null ? '' : `<lastmod>${new Date(lastmod).toISOString()}</lastmod>`
      return `<${tag}><loc>${escapeXml(loc)}</loc>${modified}</${tag}>\n`
    })
    .join('')
}

/** A list of pages: at most 50,000 by the protocol; ours hold 5,000. */
export function writeSitemap(list: SitemapEntry[]): string {
  return `${xml}<urlset xmlns="${schema}">\n${entries('url', list)}</urlset>\n`
}

/** A list of sitemaps. */
export function writeSitemapIndex(list: SitemapEntry[]): string {
  return `${xml}<sitemapindex xmlns="${schema}">\n${entries('sitemap', list)}</sitemapindex>\n`
}

export type NewsEntry = { loc: string; title: string; publishedAt: number; language: string }

/** The articles of the last two days for Google News. An empty one is valid. */
export function writeNewsSitemap(name: string, timeZone: string, list: NewsEntry[]): string {
  const items = list
    .map(
      (entry) =>
        `<url><loc>${escapeXml(entry.loc)}</loc><news:news><news:publication><news:name>${escapeXml(name)}</news:name>` +
        `<news:language>${escapeXml(entry.language.slice(0, 2))}</news:language></news:publication>` +
        `<news:publication_date>${isoInZone(entry.publishedAt, timeZone)}</news:publication_date>` +
        `<news:title>${escapeXml(entry.title)}</news:title></news:news></url>\n`,
    )
    .join('')
  return `${xml}<urlset xmlns="${schema}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${items}</urlset>\n`
}
