import { cacheLife, cacheTag } from 'next/cache'
import { authorTag } from '@/features/authors/tags.ts'
import { mediaTag } from '@/features/media/tags.ts'
import { findArticle } from './data.ts'
import type { Article } from './schema.ts'
import { articleIdTag, articleTag } from './tags.ts'

/** The published article at an address, or null. */
export async function loadArticle(section: string, slug: string): Promise<Article | null> {
  'use cache'
  cacheLife('max')
  const path = `/${section}/${slug}`
  cacheTag(articleTag(path)) // before the answer is known: "missing" must clear on publish
  const article = await findArticle(path)
  if (article) {
    const pictures = [...article.media, ...article.portraits, ...(article.hero ? [article.hero] : [])]
    const tags = [
      ...article.authors.map((author) => authorTag(author.slug)),
      ...article.links.map((link) => articleIdTag(link.id)),
      ...pictures.map((picture) => mediaTag(picture.id)),
    ]
    cacheTag(...[...new Set(tags)].slice(0, 100)) // Next keeps at most 128 tags an entry
  }
  return article
}
