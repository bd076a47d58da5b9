import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { renderHtml } from '@/features/articles/document/html.ts'
import type { Article, Teaser } from '@/features/articles/schema.ts'
import { cropUrl, type MediaView } from '@/features/media/schema.ts'
import type { Publication } from '@/features/settings/schema.ts'
import { withoutControls } from '@/lib/text.ts'

export const feedFormats = ['rss', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

export type FeedItem = {
  teaser: Teaser
  body: unknown
  media: MediaView[]
  links: Article['links']
  tags: string[]
}
export type Feed = {
  publication: Publication
  siteUrl: string
  /** What the feed is of, when it is not the whole publication. */
  title: string
  description: string
  /** Path of the page that it follows. */
  path: string
  items: FeedItem[]
}

export const feedFiles: Record<FeedFormat, { name: string; type: string }> = {
  rss: { name: 'feed.xml', type: 'application/rss+xml; charset=utf-8' },
  atom: { name: 'atom.xml', type: 'application/atom+xml; charset=utf-8' },
  json: { name: 'feed.json', type: 'application/feed+json; charset=utf-8' },
}

/** Never changes, whatever becomes of an article's address (RFC 4151). */
function idOf(feed: Feed, teaser: Teaser): string {
  const day = new Date(teaser.publishedAt).toISOString().slice(0, 10)
  return `tag:${new URL(feed.siteUrl).hostname},${day}:article-${teaser.id}`
}

function entryOf(feed: Feed, { teaser, body, media, links, tags }: FeedItem) {
  const pictures = new Map(media.map((picture) => [picture.id, picture]))
  const articles = new Map(links.map((link) => [link.id, link]))
  return {
    id: idOf(feed, teaser),
    url: feed.siteUrl + teaser.path,
    title: teaser.headline,
    summary: teaser.standfirst,
    html: renderHtml(body, {
      siteUrl: feed.siteUrl,
      media: (id) => pictures.get(id) ?? null,
      article: (id) => articles.get(id) ?? null,
    }),
    published: new Date(teaser.publishedAt),
    updated: new Date(teaser.updatedAt ?? teaser.publishedAt),
    authors: teaser.byline
      .filter((entry) => entry.role === 'author')
      .map((author) => ({ name: author.name, url: `${feed.siteUrl}/authors/${author.slug}` })),
    categories: [teaser.section.name, ...tags],
    image: teaser.hero ? feed.siteUrl + cropUrl(teaser.hero, '16x9') : null,
    imageAlt: teaser.hero?.alt ?? '',
    language: teaser.language,
  }
}

// The generator puts CDATA on lines of its own; white space around a title would be part of it.
const tighten = (xml: string) =>
  withoutControls(xml)
    .replace(/>\s+<!\[CDATA\[/g, '><![CDATA[')
    .replace(/\]\]>\s+<\//g, ']]></')

/** Writes a feed with the articles' full text: RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1. */
export function writeFeed(feed: Feed, format: FeedFormat): string {
  const { publication, siteUrl } = feed
  const home = siteUrl + feed.path
  const self = `${siteUrl}${feed.path === '/' ? '' : feed.path}/${feedFiles[format].name}`
  const title = feed.title ? `${publication.name}: ${feed.title}` : publication.name
  const description = feed.description || publication.description || title
  const entries = feed.items.map((item) => entryOf(feed, item))
  const updated = new Date(Math.max(0, ...entries.map((entry) => entry.updated.getTime())))
  if (format === 'json') {
    return JSON.stringify(
      generateJsonFeed({
        title,
        description,
        home_page_url: home,
        feed_url: self,
        language: publication.language,
        icon: `${siteUrl}/icons/icon-512.png`,
        items: entries.map((entry) => ({
          id: entry.id,
          url: entry.url,
          title: entry.title,
          content_html: entry.html,
          ...(entry.summary ? { summary: entry.summary } : {}),
          date_published: entry.published,
          date_modified: entry.updated,
          authors: entry.authors,
          tags: entry.categories,
          ...(entry.image ? { image: entry.image } : {}),
          language: entry.language,
        })),
      }),
    )
  }
  if (format === 'atom') {
    return tighten(
      generateAtomFeed({
        id: home,
        title: { value: title },
        subtitle: { value: description },
        updated,
        icon: `${siteUrl}/icons/icon-192.png`,
        links: [
          { href: home, rel: 'alternate', type: 'text/html' },
          { href: self, rel: 'self', type: 'application/atom+xml' },
        ],
        authors: [{ name: publication.name, uri: siteUrl }],
        entries: entries.map((entry) => ({
          id: entry.id,
          title: { value: entry.title },
          links: [{ href: entry.url, rel: 'alternate', type: 'text/html' }],
          published: entry.published,
          updated: entry.updated,
          authors: entry.authors.map((author) => ({ name: author.name, uri: author.url })),
          categories: entry.categories.map((term) => ({ term })),
          ...(entry.summary ? { summary: { value: entry.summary } } : {}),
          content: { value: entry.html, type: 'html' as const },
        })),
      }),
    )
  }
  return tighten(
    generateRssFeed({
      title,
      link: home,
      description,
      language: publication.language,
      ttl: 15,
      lastBuildDate: updated,
      image: { url: `${siteUrl}/icons/icon-192.png`, title, link: home },
      atom: { links: [{ href: self, rel: 'self', type: 'application/rss+xml' }] },
      items: entries.map((entry) => ({
        title: entry.title,
        link: entry.url,
        guid: { value: entry.id, isPermaLink: false },
        pubDate: entry.published,
        ...(entry.summary ? { description: entry.summary } : {}),
        content: { encoded: entry.html },
        categories: entry.categories.map((name) => ({ name })),
        dc: { creators: entry.authors.map((author) => author.name) },
        ...(entry.image
          ? {
              media: {
                contents: [
                  { url: entry.image, medium: 'image', type: 'image/jpeg', width: 1200, height: 675 },
                ],
              },
            }
          : {}),
      })),
    }),
  )
}
