// The look in front of Next: does this address exist? A bogus one costs an indexed query here; in Next it would cost
// a render and a lasting entry in a map.
import { findAuthor } from '@/features/authors/data.ts'
import { articleSitemapExists } from '@/features/discovery/data.ts'
import {
  anyBetween,
  listByAuthor,
  listBySections,
  listByTopic,
  listCorrections,
} from '@/features/listings/data.ts'
import { parsePage, stretchOf } from '@/features/listings/page.ts'
import { findArchive, issueExists, listPast } from '@/features/newsletter-archive/data.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { type ListKind, longestPath, shapeOf } from '@/features/paths/locate.ts'
import { findChanged } from '@/features/revisions/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { withDescendants } from '@/features/sections/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { findTopic } from '@/features/topics/data.ts'
import { monthRange } from '@/lib/dates.ts'

export type Place =
  | { kind: 'page' | 'dynamic' | 'document' | 'missing' | 'gone' | 'bad' }
  | { kind: 'moved'; to: string }

/**
 * What is at an address as it came over the wire (without its query).
 * @param query of the address, without the question mark
 */
export async function locate(raw: string, query: string): Promise<Place> {
  const path = decode(raw)
  if (path === null) return { kind: 'bad' }
  const page = /(?:^|&)page=(\d{1,6})(?:&|$)/.exec(query)?.[1]
  const shape = path === raw ? shapeOf(path) : { kind: 'other' as const }
  switch (shape.kind) {
    case 'page':
    case 'dynamic':
    case 'document':
      return { kind: shape.kind }
    case 'list': {
      // Other systems count pages in the query; people type that here too.
      const asked = page === undefined || shape.page > 1 ? null : parsePage(String(Number(page)))
      if (asked !== null && (await listExists(shape.list, shape.slug, asked))) {
        return { kind: 'moved', to: `${path}/page/${asked}` }
      }
      return (await listExists(shape.list, shape.slug, shape.page)) ? { kind: 'page' } : elsewhere(path, raw)
    }
    case 'feed':
      return (await listExists(shape.list, shape.slug, 1)) ? { kind: 'document' } : elsewhere(path, raw)
    case 'corrections': {
      const some = await listCorrections({ ...stretchOf(shape.page), limit: 1 })
      return { kind: some.length > 0 ? 'page' : 'missing' }
    }
    case 'changes': {
      const answer = await resolvePath(shape.article)
      if (answer.kind === 'moved' && answer.to.startsWith('/'))
        return { kind: 'moved', to: `${answer.to}/changes` }
      if (answer.kind !== 'article') return answer.kind === 'gone' ? answer : elsewhere(path, raw)
      return (await findChanged(shape.article))?.hasChanges ? { kind: 'page' } : { kind: 'missing' }
    }
    case 'issues': {
      const archive = await findArchive(shape.list)
      const some =
        archive &&
        (shape.page === 1 || (await listPast(archive.id, { ...stretchOf(shape.page), limit: 1 }))[0])
      return some ? { kind: shape.feed ? 'document' : 'page' } : elsewhere(path, raw)
    }
    case 'issue':
      return (await issueExists(shape.list, shape.issue)) ? { kind: 'page' } : elsewhere(path, raw)
    case 'sitemap':
      return { kind: (await articleSitemapExists(shape.number)) ? 'document' : 'missing' }
    case 'month': {
      const { from, to } = monthRange(shape.year, shape.month, (await findPublication()).timeZone)
      return (await anyBetween(from, to)) ? { kind: 'page' } : { kind: 'missing' }
    }
    default:
      return elsewhere(path, raw)
  }
}

async function elsewhere(path: string, raw: string): Promise<Place> {
  if (path.length > longestPath) return { kind: 'missing' }
  const answer = await resolvePath(path)
  if (answer.kind === 'article') {
    // One article has one address: other spellings of it (%61 for a) would each be stored.
    if (path !== raw) return { kind: 'moved', to: path }
    return shapeOf(path).kind === 'article' ? { kind: 'page' } : { kind: 'missing' }
  }
  if (answer.kind !== 'missing') return answer
  // A slip of the finger is sent to the address that was meant: capitals, doubled or trailing slashes, a one-digit month.
  const tidy = path
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .replace(/^(\/archive\/\d{4}\/)(\d)$/, '$10$2')
  if (tidy === raw || !tidy.startsWith('/')) return { kind: 'missing' }
  const place = await locate(tidy, '')
  if (place.kind === 'page' || place.kind === 'dynamic' || place.kind === 'document')
    return { kind: 'moved', to: tidy }
  return place.kind === 'moved' ? place : { kind: 'missing' }
}

async function listExists(list: ListKind, slug: string, page: number): Promise<boolean> {
  const stretch = { ...stretchOf(page), limit: 1 }
  if (list === 'author') {
    const author = await findAuthor(slug)
    return author !== null && (page === 1 || (await listByAuthor(author.id, stretch)).length > 0)
  }
  if (list === 'topic') {
    const topic = await findTopic(slug)
    return topic !== null && (page === 1 || (await listByTopic(topic.id, stretch)).length > 0)
  }
  const sections = await listSections()
  const section = sections.find((candidate) => candidate.slug === slug)
  if (!section) return false
  return page === 1 || (await listBySections(withDescendants(sections, section.id), stretch)).length > 0
}

function decode(raw: string): string | null {
  try {
    const path = decodeURIComponent(raw)
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}
