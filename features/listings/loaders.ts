import { cacheLife, cacheTag } from 'next/cache'
import type { Teaser } from '@/features/articles/schema.ts'
import { articlesTag, correctionsTag, monthTag, sectionListTag } from '@/features/articles/tags.ts'
import { findAuthor } from '@/features/authors/data.ts'
import type { Author } from '@/features/authors/schema.ts'
import { authorsTag, authorTag } from '@/features/authors/tags.ts'
import { findMedia } from '@/features/media/data.ts'
import type { MediaView } from '@/features/media/schema.ts'
import { listSections } from '@/features/sections/data.ts'
import { lineageOf, type Section, withDescendants } from '@/features/sections/schema.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { findTopic } from '@/features/topics/data.ts'
import type { Topic } from '@/features/topics/schema.ts'
import { topicTag } from '@/features/topics/tags.ts'
import { monthRange, partsIn } from '@/lib/dates.ts'
import {
  anyBetween,
  type CorrectedArticle,
  findSpan,
  listBetween,
  listByAuthor,
  listBySections,
  listByTopic,
  listCorrections,
  listLatest,
} from './data.ts'
import { type ListPage, pageOf, stretchOf } from './page.ts'

/** What every teaser shows that is not the article's own: names of sections with their addresses, and of authors. */
const namesTags = [sectionsTag, authorsTag]

export async function loadLatest(limit: number): Promise<Teaser[]> {
  'use cache'
  cacheLife('max')
  cacheTag(articlesTag, ...namesTags)
  return listLatest({ limit })
}

export type SectionPage = ListPage<Teaser> & { section: Section; lineage: Section[]; children: Section[] }

/** One page of a section with all below it; null when there is no such section or page. */
export async function loadSectionPage(slug: string, page: number): Promise<SectionPage | null> {
  'use cache'
  cacheLife('max')
  cacheTag(sectionListTag(slug), ...namesTags)
  const sections = await listSections()
  const section = sections.find((candidate) => candidate.slug === slug)
  if (!section) return null
  const items = await listBySections(withDescendants(sections, section.id), stretchOf(page))
  if (page > 1 && items.length === 0) return null
  return {
    ...pageOf(items, page),
    section,
    lineage: lineageOf(sections, section.id),
    children: sections.filter((candidate) => candidate.parentId === section.id),
  }
}

export type AuthorPage = ListPage<Teaser> & { author: Author; portrait: MediaView | undefined }

/** One page of an author's articles; null when there is no such author or page. */
export async function loadAuthorPage(slug: string, page: number): Promise<AuthorPage | null> {
  'use cache'
  cacheLife('max')
  cacheTag(authorTag(slug), ...namesTags) // before the answer is known: "missing" must clear when somebody is added
  const author = await findAuthor(slug)
  if (!author) return null
  const items = await listByAuthor(author.id, stretchOf(page))
  if (page > 1 && items.length === 0) return null
  const portrait = author.portraitMediaId === null ? null : await findMedia(author.portraitMediaId)
  return { ...pageOf(items, page), author, portrait: portrait ?? undefined }
}

export type TopicPage = ListPage<Teaser> & { topic: Topic }

/** One page of a topic's articles; null when there is no such topic or page. */
export async function loadTopicPage(slug: string, page: number): Promise<TopicPage | null> {
  'use cache'
  cacheLife('max')
  cacheTag(topicTag(slug), ...namesTags)
  const topic = await findTopic(slug)
  if (!topic) return null
  const items = await listByTopic(topic.id, stretchOf(page))
  return page > 1 && items.length === 0 ? null : { ...pageOf(items, page), topic }
}

/** A month of the archive, whole; null when nothing was published in it. Months are those of the publication's zone. */
export async function loadMonth(year: number, month: number): Promise<Teaser[] | null> {
  'use cache'
  cacheLife('max')
  cacheTag(monthTag(year, month), ...namesTags)
  const { timeZone } = await loadPublication()
  const { from, to } = monthRange(year, month, timeZone)
  const items = await listBetween(from, to, { limit: 1000 })
  return items.length > 0 ? items : null
}

export type Month = { year: number; month: number }

/** The months in which something was published, newest first. */
export async function loadMonths(): Promise<Month[]> {
  'use cache'
  cacheLife('max')
  cacheTag(articlesTag)
  const { timeZone } = await loadPublication()
  const span = await findSpan()
  if (!span) return []
  const first = partsIn(span.first, timeZone)
  const last = partsIn(span.last, timeZone)
  const months: Month[] = []
  for (let { year, month } = last; year > first.year || (year === first.year && month >= first.month); ) {
    const { from, to } = monthRange(year, month, timeZone)
    if (await anyBetween(from, to)) months.push({ year, month })
    month -= 1
    if (month === 0) [year, month] = [year - 1, 12]
  }
  return months
}

export async function loadCorrections(page: number): Promise<ListPage<CorrectedArticle>> {
  'use cache'
  cacheLife('max')
  cacheTag(correctionsTag, sectionsTag)
  return pageOf(await listCorrections(stretchOf(page)), page)
}
