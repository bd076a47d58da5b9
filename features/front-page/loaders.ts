import { cacheLife, cacheTag } from 'next/cache'
import { listTeasers } from '@/features/articles/data.ts'
import type { Teaser } from '@/features/articles/schema.ts'
import { articlesTag, degradedTag, mostReadTag, todayTag } from '@/features/articles/tags.ts'
import { listByGenre, listBySections, listLatest } from '@/features/listings/data.ts'
import { listMostRead } from '@/features/reading/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { treeOf } from '@/features/sections/schema.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { log } from '@/lib/log.ts'
import { compose, type FrontPage } from './compose.ts'

export async function loadFrontPage(): Promise<FrontPage> {
  'use cache'
  cacheLife('max')
  cacheTag(articlesTag, sectionsTag, mostReadTag)
  const sections = treeOf(await listSections())
  return compose({
    latest: await listLatest({ limit: 40 }),
    opinions: await listByGenre('opinion', { limit: 4 }),
    sections: await Promise.all(
      sections.map(async (section) => ({
        section: { slug: section.slug, name: section.name },
        items: await listBySections([section.id, ...section.children.map((child) => child.id)], {
          limit: 12,
        }),
      })),
    ),
    mostRead: await mostRead(),
  })
}

/** An optional part: without its figures the front page goes out without the list. */
async function mostRead(): Promise<Teaser[]> {
  try {
    return await listTeasers(await listMostRead(5))
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
