import { lastPage } from '@/features/listings/page.ts'

/**
 * What an address could be by its form alone. Nothing is looked up here.
 * - `page`: a page of the site that is always there
 * - `list`: a section, author or topic, perhaps a later page of it
 * - `month`, `article`: as named
 * - `feed`: a feed of a list
 * - `document`: a file of the site, made on demand
 * - `other`: not an address of ours; an imported one, perhaps
 */
export type Shape =
  | { kind: 'page' }
  | { kind: 'dynamic' }
  | { kind: 'list'; list: ListKind; slug: string; page: number }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'article' }
  | { kind: 'feed'; list: ListKind; slug: string }
  | { kind: 'document' }
  | { kind: 'other' }
export type ListKind = 'section' | 'author' | 'topic'

const pages = new Set(['/', '/about', '/corrections', '/archive', '/newsletter/thanks'])
const dynamic = new Set(['/search', '/newsletter'])
const documents =
  /^\/(?:feed\.xml|atom\.xml|feed\.json|sitemap\.xml|news-sitemap\.xml|robots\.txt|manifest\.webmanifest|favicon\.ico|icons\/[a-z0-9-]{1,40}\.png|sitemaps\/[a-z]{1,20}-\d{1,6}\.xml)$/
const part = '([a-z0-9]+(?:-[a-z0-9]+)*)'
const list = new RegExp(`^/(?:(authors|topics)/)?${part}(?:/page/([1-9]\\d{0,4}))?$`)
const feed = new RegExp(`^/(?:(authors|topics)/)?${part}/(?:feed\\.xml|atom\\.xml|feed\\.json)$`)
const article = new RegExp(`^/${part}/${part}$`)
const month = /^\/archive\/(\d{4})\/(\d{2})$/
const correctionsPage = /^\/corrections\/page\/([1-9]\d{0,4})$/
const kinds: Record<string, ListKind> = { authors: 'author', topics: 'topic' }

/** The longest address that is looked at. */
export const longestPath = 400

/** Sorts an address by its form. */
export function shapeOf(path: string): Shape {
  if (path.length > longestPath) return { kind: 'other' }
  if (pages.has(path) || correctionsPage.test(path)) return { kind: 'page' }
  if (dynamic.has(path)) return { kind: 'dynamic' }
  if (documents.test(path)) return { kind: 'document' }
  const inMonth = month.exec(path)
  if (inMonth) {
    const [year, number] = [Number(inMonth[1]), Number(inMonth[2])]
    return year >= 1800 && number >= 1 && number <= 12
      ? { kind: 'month', year, month: number }
      : { kind: 'other' }
  }
  const inFeed = feed.exec(path)
  if (inFeed) return { kind: 'feed', list: kinds[inFeed[1] ?? ''] ?? 'section', slug: inFeed[2] ?? '' }
  const inList = list.exec(path)
  if (inList && (inList[1] !== undefined || !/^\/(?:authors|topics)(?:\/|$)/.test(path))) {
    const page = inList[3] === undefined ? 1 : Number(inList[3])
    if (inList[3] !== undefined && (page < 2 || page > lastPage)) return { kind: 'other' }
    return { kind: 'list', list: kinds[inList[1] ?? ''] ?? 'section', slug: inList[2] ?? '', page }
  }
  return article.test(path) ? { kind: 'article' } : { kind: 'other' }
}
