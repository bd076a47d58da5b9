import { cacheLife, cacheTag } from 'next/cache'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listTeasers } from '@/features/articles/data.ts'
import type { Teaser } from '@/features/articles/schema.ts'
import { articlesTag, degradedTag, mostReadTag, todayTag } from '@/features/articles/tags.ts'
import { authorsTag } from '@/features/authors/tags.ts'
import { listByGenre, listBySections, listLatest } from '@/features/listings/data.ts'
import { listMedia } from '@/features/media/data.ts'
import { mediaTag } from '@/features/media/tags.ts'
import { listMostRead } from '@/features/reading/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { treeOf, withDescendants } from '@/features/sections/schema.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { log } from '@/lib/log.ts'
import { compose, type FrontPage, type Material } from './compose.ts'
import { findInForce, listCandidates, listEarlier, listScheduled, searchCandidates } from './data.ts'
import { automaticLayout, type Candidate, type Desk, itemsOf, type Layout } from './schema.ts'
import { frontPageTag } from './tags.ts'

/** What the page is made of, automatic or not. `ids` and `pictures`: what the layout names. */
async function material(layout: Layout): Promise<Omit<Material, 'mostRead' | 'pieces'>> {
  const sections = treeOf(await listSections())
  return {
    latest: await listLatest({ limit: 40 }),
    opinions: await listByGenre('opinion', { limit: 8 }),
    sections: await Promise.all(
      sections.map(async (section) => ({
        id: section.id,
        section: { slug: section.slug, name: section.name },
        items: await listBySections([section.id, ...section.children.map((child) => child.id)], {
          limit: 20,
        }),
      })),
    ),
    pictures: await listMedia(picturesOf(layout)),
  }
}

const picturesOf = (layout: Layout): number[] => itemsOf(layout).flatMap((item) => item.mediaId ?? [])

/** The front page in force. Stale when articles change, when somebody arranges it, and when its time comes (mutations.ts). */
export async function loadFrontPage(): Promise<FrontPage> {
  'use cache'
  cacheLife('max')
  cacheTag(articlesTag, sectionsTag, authorsTag, mostReadTag, frontPageTag)
  const now = Date.now()
  const version = await findInForce(now)
  const layout = version?.layout ?? automaticLayout
  cacheTag(...[...new Set(picturesOf(layout))].slice(0, 100).map(mediaTag))
  return compose(
    {
      ...(await material(layout)),
      pieces: await listTeasers(itemsOf(layout).map((item) => item.articleId)),
      mostRead: await mostRead(),
    },
    layout,
    { startsAt: version?.startsAt ?? 0, now },
  )
}

const mostReadNow = async (): Promise<Teaser[]> => listTeasers(await listMostRead(5))

/** An optional part: without its figures the front page goes out without the list. */
async function mostRead(): Promise<Teaser[]> {
  try {
    return await mostReadNow()
  } catch (error) {
    log.error('most read left out', { error })
    cacheTag(degradedTag)
    return []
  }
}

/** The time of rendering, for the date in the masthead. Stale when the publication's day turns (see server/workers.ts). */
export async function loadToday(): Promise<number> {
  'use cache'
  cacheLife('max')
  cacheTag(todayTag)
  return Date.now()
}

const shownEarlier = 20

/** What the page on which editors arrange the front page shows. */
export async function loadFrontPageDesk() {
  const { actor } = await loadNewsroom('front_page:edit')
  return { actor, desk: await readDesk() }
}

/** The front page in force, those to come and those before it, and what they are made of. */
export async function readDesk(): Promise<Desk & { material: Material; now: number }> {
  const now = Date.now()
  const current = await findInForce(now)
  const [scheduled, earlier] = [await listScheduled(now), await listEarlier(now, shownEarlier)]
  const layouts = [current, ...scheduled, ...earlier].flatMap((version) => version?.layout ?? [])
  const named = [...new Set(layouts.flatMap(itemsOf).map((item) => item.articleId))]
  const pictures = await listMedia(layouts.flatMap(picturesOf))
  const found = await material(current?.layout ?? automaticLayout)
  const pieces = await listCandidates(named)
  return {
    now,
    current,
    scheduled,
    earlier,
    pieces,
    pictures,
    material: { ...found, mostRead: await mostReadNow() },
  }
}

/** Pieces that can be put on the front page, 20 at a time. */
export async function searchPieces(
  words: string,
  section: number | null,
  page: number,
): Promise<Candidate[]> {
  const sections = await listSections()
  const sectionIds = section === null ? null : withDescendants(sections, section)
  return searchCandidates({ words, sectionIds, limit: 20, offset: 20 * page })
}
