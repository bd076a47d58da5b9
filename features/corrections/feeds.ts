import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { type FeedFormat, feedFiles } from '@/features/discovery/feeds.ts'
import type { CorrectedArticle } from '@/features/listings/data.ts'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { withoutControls } from '@/lib/text.ts'

type Source = { publication: Publication; siteUrl: string; t: Dictionary; corrections: CorrectedArticle[] }

/** Writes the corrections as a feed: RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1. */
export function writeCorrectionsFeed(
  { publication, siteUrl, t, corrections }: Source,
  format: FeedFormat,
): string {
  const home = `${siteUrl}/corrections`
  const self = `${home}/${feedFiles[format].name}`
  const title = `${publication.name}: ${t.corrections.title}`
  const description = t.corrections.intro
  const host = new URL(siteUrl).hostname
  const entries = corrections.map((correction) => ({
    id: `tag:${host},${new Date(correction.at).toISOString().slice(0, 10)}:correction-${correction.id}`,
    title: `${t.corrections.types[correction.type]}: ${correction.headline}`,
    url: siteUrl + correction.path,
    text: correction.text,
    at: new Date(correction.at),
  }))
  const updated = new Date(Math.max(0, ...corrections.map((correction) => correction.at)))
  if (format === 'json')
    return JSON.stringify(
      generateJsonFeed({
        title,
        description,
        home_page_url: home,
        feed_url: self,
        language: publication.language,
        items: entries.map((entry) => ({
          id: entry.id,
          url: entry.url,
          title: entry.title,
          content_text: entry.text,
          date_published: entry.at,
        })),
      }),
    )
  if (format === 'atom')
    return withoutControls(
      generateAtomFeed({
        id: home,
        title: { value: title },
        subtitle: { value: description },
        updated,
        links: [
          { href: home, rel: 'alternate', type: 'text/html' },
          { href: self, rel: 'self', type: 'application/atom+xml' },
        ],
        authors: [{ name: publication.name, uri: siteUrl }],
        entries: entries.map((entry) => ({
          id: entry.id,
          title: { value: entry.title },
          links: [{ href: entry.url, rel: 'alternate', type: 'text/html' }],
          published: entry.at,
          updated: entry.at,
          content: { value: entry.text, type: 'text' as const },
        })),
      }),
    )
  return withoutControls(
    generateRssFeed({
      title,
      link: home,
      description,
      language: publication.language,
      ttl: 15,
      lastBuildDate: updated,
      atom: { links: [{ href: self, rel: 'self', type: 'application/rss+xml' }] },
      items: entries.map((entry) => ({
        title: entry.title,
        link: entry.url,
        guid: { value: entry.id, isPermaLink: false },
        pubDate: entry.at,
        description: entry.text,
      })),
    }),
  )
}
