import { cacheLife, cacheTag } from 'next/cache'
import { authorsTag, authorTag } from '@/features/authors/tags.ts'
import { mediaTag } from '@/features/media/tags.ts'
import { sectionsTag } from '@/features/sections/tags.ts'
import { topicsTag } from '@/features/topics/tags.ts'
import { findArticle } from './data.ts'
import { referencesOf } from './document/visitor.ts'
import type { Article } from './schema.ts'
import { articleIdTag, articleTag } from './tags.ts'

/** The published article at an address, or null. */
export async function loadArticle(section: string, slug: string): Promise<Article | null> {
  'use cache'
  cacheLife('max')
  const path = `/${section}/${slug}`
  cacheTag(articleTag(path), sectionsTag, authorsTag, topicsTag) // before the answer is known: "missing" must clear on publish
  const article = await findArticle(path)
  if (article) {
    // By what the body names, not by what was found: a withdrawn article's link must come back with it.
    const named = referencesOf(article.body)
    const pictures = [...article.portraits, ...(article.hero ? [article.hero] : [])].map(
      (picture) => picture.id,
    )
    const tags = [
      ...article.authors.map((author) => authorTag(author.slug)),
      ...named.articles.map(articleIdTag),
      ...[...pictures, ...named.media].map(mediaTag),
    ]
    cacheTag(...[...new Set(tags)].slice(0, 100)) // Next keeps at most 128 tags an entry
  }
  return article
}
