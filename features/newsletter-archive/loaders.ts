import { cacheLife, cacheTag } from 'next/cache'
import { connection } from 'next/server'
import { findArticle, linksTo, listTeasers } from '@/features/articles/data.ts'
import { referencesOf } from '@/features/articles/document/visitor.ts'
import { articleIdTag, articlesTag } from '@/features/articles/tags.ts'
import { authorsTag } from '@/features/authors/tags.ts'
import { issuesTag } from '@/features/issues/tags.ts'
import { type ListPage, pageOf, stretchOf } from '@/features/listings/page.ts'
import { listMedia } from '@/features/media/data.ts'
import { mediaTag } from '@/features/media/tags.ts'
import { newslettersTag } from '@/features/newsletter/tags.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { findPublication } from '@/features/settings/data.ts'
import { settingsTag } from '@/features/settings/tags.ts'
import { readEnv } from '@/lib/env.mjs'
import { documentResponse, missingResponse } from '@/lib/http.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { findArchive, findNeighbours, findSent, listArchives, listPast } from './data.ts'
import { writeIssuesFeed } from './feeds.ts'
import type { Archive, IssuePage, PastIssue } from './schema.ts'

/** Every newsletter with its newest issue, null while it has none. */
export async function loadArchives(): Promise<{ archive: Archive; latest: PastIssue | null }[]> {
  'use cache'
  cacheLife('max')
  cacheTag(issuesTag, newslettersTag)
  const found = []
  for (const archive of await listArchives()) {
    const [latest = null] = await listPast(archive.id, { limit: 1 })
    found.push({ archive, latest })
  }
  return found
}

/** One page of the issues of a newsletter; null when there is no such newsletter or page. */
export async function loadPast(
  list: string,
  page: number,
): Promise<(ListPage<PastIssue> & { archive: Archive }) | null> {
  'use cache'
  cacheLife('max')
  cacheTag(issuesTag, newslettersTag)
  const archive = await findArchive(list)
  if (!archive) return null
  const items = await listPast(archive.id, stretchOf(page))
  return page > 1 && items.length === 0 ? null : { ...pageOf(items, page), archive }
}

/** An issue that was sent, as readers may see it now; null when there is none. */
export async function loadIssuePage(list: string, slug: string): Promise<IssuePage | null> {
  'use cache'
  cacheLife('max')
  cacheTag(issuesTag, newslettersTag, sectionsTag, authorsTag)
  const sent = await findSent(list, slug)
  if (!sent) return null
  const { intro, articles, isLetter, ...past } = sent
  const teasers = await listTeasers(articles)
  const [first] = teasers
  const letter = isLetter && first ? await findArticle(first.path) : null
  const [named, inLetter] = [referencesOf(intro), referencesOf(letter?.body)]
  const pictures = [...teasers.flatMap(({ hero }) => hero?.id ?? []), ...named.media, ...inLetter.media]
  const tags = [
    ...[...articles, ...named.articles, ...inLetter.articles].map(articleIdTag),
    ...pictures.map(mediaTag),
  ]
  cacheTag(...[...new Set(tags)].slice(0, 100)) // Next keeps at most 128 tags an entry
  return {
    ...past,
    intro: { body: intro, media: await listMedia(named.media), links: await linksTo(named.articles) },
    teasers,
    letter,
    ...(await findNeighbours(sent)),
  }
}

const feedLength = 30

/** The newest issues of a newsletter as RSS. */
export async function loadIssuesFeed(list: string): Promise<Response> {
  await connection()
  const archive = await findArchive(list)
  if (!archive) return missingResponse()
  const publication = await findPublication()
  const issues = []
  for (const { slug } of await listPast(archive.id, { limit: feedLength })) {
    const sent = await findSent(list, slug)
    if (!sent) continue
    const links = await linksTo(referencesOf(sent.intro).articles)
    issues.push({ sent, teasers: await listTeasers(sent.articles), links })
  }
  const text = writeIssuesFeed({
    ...{ publication, archive, issues },
    siteUrl: readEnv().siteUrl,
    t: dictionaryOf(publication.language),
  })
  const tags = [issuesTag, newslettersTag, settingsTag, articlesTag, sectionsTag, authorsTag]
  return documentResponse(text, 'application/rss+xml; charset=utf-8', tags)
}
