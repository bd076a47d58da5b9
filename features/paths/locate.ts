import { lastPage } from '@/features/listings/page.ts'

/**
 * What an address could be by its form alone. Nothing is looked up here.
 * - `page`: a page of the site that is always there
 * - `list`: a section, author or topic, perhaps a later page of it
 * - `month`, `article`: as named
 * - `corrections`: a later page of the corrections
 * - `changes`: what changed in an article
 * - `issues`, `issue`: those of a newsletter, or one of them
 * - `feed`: a feed of a list
 * - `sitemap`: one of the files that list the articles
 * - `document`: a file of the site, made on demand
 * - `other`: not an address of ours; an imported one, perhaps
 */
export type Shape =
  | { kind: 'page' }
  | { kind: 'dynamic' }
  | { kind: 'list'; list: ListKind; slug: string; page: number }
  | { kind: 'corrections'; page: number }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'article' }
  | { kind: 'changes'; article: string }
  | { kind: 'issues'; list: string; page: number; feed: boolean }
  | { kind: 'issue'; list: string; issue: string }
  | { kind: 'feed'; list: ListKind; slug: string }
  | { kind: 'document' }
  | { kind: 'sitemap'; number: number }
  | { kind: 'other' }
export type ListKind = 'section' | 'author' | 'topic'

const pages = new Set([
  '/',
  '/about',
  '/corrections',
  '/archive',
  '/newsletter/thanks',
  '/newsletter/archive',
])
const dynamic = new Set(['/search', '/newsletter'])
const documents =
  /^\/(?:feed\.xml|atom\.xml|feed\.json|sitemap\.xml|news-sitemap\.xml|robots\.txt|manifest\.webmanifest|favicon\.ico|icons\/(?:icon-192|icon-512|maskable-512|apple-touch-icon|social)\.png|sitemaps\/lists-1\.xml|corrections\/(?:feed\.xml|atom\.xml|feed\.json))$/
const sitemap = /^\/sitemaps\/articles-([1-9]\d{0,5})\.xml$/
const part = '([a-z0-9]+(?:-[a-z0-9]+)*)'
const list = new RegExp(`^/(?:(authors|topics)/)?${part}(?:/page/([1-9]\\d{0,4}))?$`)
const feed = new RegExp(`^/(?:(authors|topics)/)?${part}/(?:feed\\.xml|atom\\.xml|feed\\.json)$`)
const article = new RegExp(`^/${part}/${part}$`)
const changes = new RegExp(`^(/${part}/${part})/changes$`)
const month = /^\/archive\/(\d{4})\/(\d{2})$/
const correctionsPage = /^\/corrections\/page\/([1-9]\d{0,4})$/
const issues = new RegExp(`^/newsletter/archive/${part}(?:/page/([1-9]\\d{0,4})|(/feed\\.xml))?$`)
const issue = new RegExp(`^/newsletter/archive/${part}/${part}$`)
const kinds: Record<string, ListKind> = { authors: 'author', topics: 'topic' }

const once = '([A-Za-z0-9_-]{43})'
const signed = '(k\\d{1,6}\\.[0-9a-f]{16}\\.\\d{1,12}\\.[A-Za-z0-9_-]{22})'
const letters: [LetterKind, RegExp][] = [
  ['confirm', new RegExp(`^/newsletter/confirm/${once}$`)],
  ['refuse', new RegExp(`^/newsletter/confirm/${once}/non-sono-io$`)],
  ['data', new RegExp(`^/newsletter/data/${once}$`)],
  ['preferences', new RegExp(`^/newsletter/preferences/${signed}$`)],
  ['leave', new RegExp(`^/u/${signed}$`)],
]
export type LetterKind = 'confirm' | 'refuse' | 'data' | 'preferences' | 'leave'
export type Letter = { kind: LetterKind; token: string }

/** What an address that stands in a letter to a subscriber is for; null for any other. Whether it is good is not looked up. */
export function letterOf(path: string): Letter | null {
  if (!/^\/(?:u|newsletter)\//.test(path)) return null
  for (const [kind, pattern] of letters) {
    const token = pattern.exec(path)?.[1]
    if (token) return { kind, token }
  }
  return null
}

/** The longest address that is looked at. */
export const longestPath = 400

/** Sorts an address by its form. */
export function shapeOf(path: string): Shape {
  if (path.length > longestPath) return { kind: 'other' }
  if (pages.has(path)) return { kind: 'page' }
  const inCorrections = correctionsPage.exec(path)
  if (inCorrections) {
    const page = Number(inCorrections[1])
    return page >= 2 && page <= lastPage ? { kind: 'corrections', page } : { kind: 'other' }
  }
  if (dynamic.has(path) || letterOf(path)) return { kind: 'dynamic' }
  if (documents.test(path)) return { kind: 'document' }
  const inSitemap = sitemap.exec(path)
  if (inSitemap) return { kind: 'sitemap', number: Number(inSitemap[1]) }
  const inMonth = month.exec(path)
  if (inMonth) {
    const [year, number] = [Number(inMonth[1]), Number(inMonth[2])]
    return year >= 1800 && number >= 1 && number <= 12
      ? { kind: 'month', year, month: number }
      : { kind: 'other' }
  }
  const inIssues = issues.exec(path)
  if (inIssues) {
    const page = inIssues[2] === undefined ? 1 : Number(inIssues[2])
    if (inIssues[2] !== undefined && (page < 2 || page > lastPage)) return { kind: 'other' }
    return { kind: 'issues', list: inIssues[1] ?? '', page, feed: inIssues[3] !== undefined }
  }
  const inIssue = issue.exec(path)
  if (inIssue) return { kind: 'issue', list: inIssue[1] ?? '', issue: inIssue[2] ?? '' }
  const inFeed = feed.exec(path)
  if (inFeed) return { kind: 'feed', list: kinds[inFeed[1] ?? ''] ?? 'section', slug: inFeed[2] ?? '' }
  const inChanges = changes.exec(path)
  if (inChanges) return { kind: 'changes', article: inChanges[1] ?? '' }
  const inList = list.exec(path)
  if (inList && (inList[1] !== undefined || !/^\/(?:authors|topics)(?:\/|$)/.test(path))) {
    const page = inList[3] === undefined ? 1 : Number(inList[3])
    if (inList[3] !== undefined && (page < 2 || page > lastPage)) return { kind: 'other' }
    return { kind: 'list', list: kinds[inList[1] ?? ''] ?? 'section', slug: inList[2] ?? '', page }
  }
  return article.test(path) ? { kind: 'article' } : { kind: 'other' }
}
