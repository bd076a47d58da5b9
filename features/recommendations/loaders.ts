import { cacheLife, cacheTag } from 'next/cache'
import type { Teaser } from '@/features/articles/schema.ts'
import { articleIdTag, degradedTag, relatedTag } from '@/features/articles/tags.ts'
import { authorsTag } from '@/features/authors/tags.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { log } from '@/lib/log.ts'
import { listRelated } from './data.ts'

/** The sidebar's pieces. An optional part: a failure leaves them out, and keeps the page without them out of the store. */
export async function loadRelated(articleId: number): Promise<Teaser[]> {
  'use cache'
  cacheLife('max')
  cacheTag(relatedTag(articleId), sectionsTag, authorsTag)
  try {
    const related = await listRelated(articleId)
    if (related.length > 0) cacheTag(...related.map((teaser) => articleIdTag(teaser.id)))
    return related
  } catch (error) {
    log.error('recommendations left out', { articleId, error })
    cacheTag(degradedTag)
    return []
  }
}
