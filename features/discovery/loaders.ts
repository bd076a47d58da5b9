import { connection } from 'next/server'
import { listBodies } from '@/features/articles/data.ts'
import { referencesOf } from '@/features/articles/document/visitor.ts'
import type { Teaser } from '@/features/articles/schema.ts'
import { articleIdTag, articlesTag, sectionListTag } from '@/features/articles/tags.ts'
import { findAuthor } from '@/features/authors/data.ts'
import { authorsTag, authorTag } from '@/features/authors/tags.ts'
import { archivePath } from '@/features/issues/links.ts'
import { issuesTag } from '@/features/issues/tags.ts'
import { listByAuthor, listBySections, listByTopic, listLatest } from '@/features/listings/data.ts'
import { newslettersTag } from '@/features/newsletter/tags.ts'
import { listArchives } from '@/features/newsletter-archive/data.ts'
import type { ListKind } from '@/features/paths/locate.ts'
import { listSections } from '@/features/sections/data.ts'
import { withDescendants } from '@/features/sections/schema.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { findPublication } from '@/features/settings/data.ts'
import { settingsTag } from '@/features/settings/tags.ts'
import { findTopic } from '@/features/topics/data.ts'
import { topicsTag, topicTag } from '@/features/topics/tags.ts'
import { readEnv } from '@/lib/env.mjs'
import { documentResponse, missingResponse } from '@/lib/http.ts'
import {
  listArticleSitemaps,
  listArticlesForSitemap,
  listForNews,
  listListsForSitemap,
  listTagNames,
} from './data.ts'
import { type FeedFormat, feedFiles, writeFeed } from './feeds.ts'
import { writeNewsSitemap, writeSitemap, writeSitemapIndex } from './sitemaps.ts'
import { makeIcon, makeSiteCard } from './worker.ts'

const feedLength = 30
const twoDays = 48 * 3_600_000

type Source = { title: string; description: string; path: string; teasers: Teaser[]; tags: string[] }

async function sourceOf(kind: ListKind | null, slug: string): Promise<Source | null> {
  const limit = { limit: feedLength }
  if (kind === null)
    return { title: '', description: '', path: '/', teasers: await listLatest(limit), tags: [articlesTag] }
  if (kind === 'author') {
    const author = await findAuthor(slug)
    return (
      author && {
        title: author.name,
        description: author.bio,
        path: `/authors/${slug}`,
        teasers: await listByAuthor(author.id, limit),
        tags: [authorTag(slug)],
      }
    )
  }
  if (kind === 'topic') {
    const topic = await findTopic(slug)
    return (
      topic && {
        title: topic.name,
        description: topic.description,
        path: `/topics/${slug}`,
        teasers: await listByTopic(topic.id, limit),
        tags: [topicTag(slug)],
      }
    )
  }
  const sections = await listSections()
  const section = sections.find((candidate) => candidate.slug === slug)
  if (!section) return null
  const teasers = await listBySections(withDescendants(sections, section.id), limit)
  return {
    title: section.name,
    description: section.description,
    path: `/${slug}`,
    teasers,
    tags: [sectionListTag(slug), sectionsTag],
  }
}

/** A feed as an answer: of the whole publication, or of a section, author or topic. */
export async function loadFeed(
  format: FeedFormat,
  kind: ListKind | null = null,
  slug = '',
): Promise<Response> {
  await connection()
  const source = await sourceOf(kind, slug)
  if (!source) return missingResponse()
  const { teasers, tags, ...rest } = source
  const ids = teasers.map((teaser) => teaser.id)
  const bodies = new Map((await listBodies(ids)).map((entry) => [entry.id, entry]))
  const names = await listTagNames(ids)
  const items = teasers.flatMap((teaser) => {
    const body = bodies.get(teaser.id)
    return body
      ? { teaser, body: body.body, media: body.media, links: body.links, tags: names.get(teaser.id) ?? [] }
      : []
  })
  const publication = await findPublication()
  const text = writeFeed({ publication, siteUrl: readEnv().siteUrl, ...rest, items }, format)
  const named = items.flatMap((item) => referencesOf(item.body).articles)
  const stale = [
    ...tags,
    settingsTag,
    sectionsTag,
    authorsTag,
    topicsTag,
    ...new Set([...ids, ...named].map(articleIdTag)),
  ]
  return documentResponse(text, feedFiles[format].type, stale)
}

const xml = 'application/xml; charset=utf-8'

/** The list of the site's sitemaps. */
export async function loadSitemapIndex(): Promise<Response> {
  await connection()
  const { siteUrl } = readEnv()
  const files = (await listArticleSitemaps()).map(({ number, lastmod }) => ({
    loc: `${siteUrl}/sitemaps/articles-${number}.xml`,
    lastmod,
  }))
  const newest = files.reduce<number | null>(
    (max, file) => (file.lastmod !== null && file.lastmod > (max ?? 0) ? file.lastmod : max),
    null,
  )
  return documentResponse(
    writeSitemapIndex([{ loc: `${siteUrl}/sitemaps/lists-1.xml`, lastmod: newest }, ...files]),
    xml,
    [articlesTag],
  )
}

/** One of the site's sitemaps, by its file name. */
export async function loadSitemap(name: string): Promise<Response> {
  await connection()
  const { siteUrl } = readEnv()
  const absolute = (list: { path: string; lastmod: number | null }[]) =>
    list.map(({ path, lastmod }) => ({ loc: siteUrl + path, lastmod }))
  if (name === 'lists-1.xml') {
    const fixed = ['/', '/about', '/archive', '/corrections', '/newsletter', '/newsletter/archive'].map(
      (path) => ({ path, lastmod: null }),
    )
    const archives = (await listArchives()).map(({ slug }) => ({ path: archivePath(slug), lastmod: null }))
    const lists = [...fixed, ...(await listListsForSitemap()), ...archives]
    const tags = [articlesTag, sectionsTag, newslettersTag, issuesTag]
    return documentResponse(writeSitemap(absolute(lists)), xml, tags)
  }
  const number = Number(/^articles-([1-9]\d{0,5})\.xml$/.exec(name)?.[1] ?? Number.NaN)
  const list = Number.isNaN(number) ? [] : await listArticlesForSitemap(number)
  if (list.length === 0) return missingResponse()
  return documentResponse(writeSitemap(absolute(list)), xml, [articlesTag])
}

/** The articles of the last two days. */
export async function loadNewsSitemap(): Promise<Response> {
  await connection()
  const { siteUrl } = readEnv()
  const { name, timeZone } = await findPublication()
  const list = await listForNews(Date.now() - twoDays)
  const entries = list.map(({ path, publishedAt, ...rest }) => ({
    loc: siteUrl + path,
    publishedAt: publishedAt ?? 0,
    ...rest,
  }))
  return documentResponse(writeNewsSitemap(name, timeZone, entries), xml, [articlesTag, settingsTag], 600)
}

/** What robots may do: everything but search results. */
export async function loadRobots(): Promise<Response> {
  await connection()
  const { siteUrl } = readEnv()
  const text = `User-agent: *\nDisallow: /search\nDisallow: /admin\n\nSitemap: ${siteUrl}/sitemap.xml\nSitemap: ${siteUrl}/news-sitemap.xml\n`
  return documentResponse(text, 'text/plain; charset=utf-8', [settingsTag])
}

/** The description that phones need to put the newspaper on a home screen. */
export async function loadManifest(): Promise<Response> {
  await connection()
  const { name, description, language } = await findPublication()
  const icon = (file: string, size: number, purpose: string) => ({
    src: `/icons/${file}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  const manifest = {
    name,
    short_name: name.slice(0, 12),
    description,
    lang: language,
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    background_color: '#ffffff',
    theme_color: '#ffffff',
    icons: [
      icon('icon-192', 192, 'any'),
      icon('icon-512', 512, 'any'),
      icon('maskable-512', 512, 'maskable'),
    ],
  }
  return documentResponse(JSON.stringify(manifest), 'application/manifest+json; charset=utf-8', [settingsTag])
}

const icons: Record<string, { size: number; maskable: boolean }> = {
  'icon-192.png': { size: 192, maskable: false },
  'icon-512.png': { size: 512, maskable: false },
  'maskable-512.png': { size: 512, maskable: true },
  'apple-touch-icon.png': { size: 180, maskable: true },
}

/** The newspaper's icons and its picture for social sites, by file name. */
export async function loadIcon(name: string): Promise<Response> {
  await connection()
  if (name === 'social.png') return documentResponse(await makeSiteCard(), 'image/png', [settingsTag])
  const wanted = Object.hasOwn(icons, name) ? icons[name] : undefined
  if (!wanted) return missingResponse()
  return documentResponse(await makeIcon(wanted.size, wanted.maskable), 'image/png', [settingsTag])
}

/** The icon for browsers that ask without being told: one PNG in an ICO file. */
export async function loadFavicon(): Promise<Response> {
  await connection()
  const png = await makeIcon(32, false)
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2) // an icon
  head.writeUInt16LE(1, 4) // one picture
  head.set([32, 32, 0, 0], 6)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(22, 18)
  return documentResponse(Buffer.concat([head, png]), 'image/x-icon', [settingsTag])
}
