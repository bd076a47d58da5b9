import { cacheLife, cacheTag } from 'next/cache'
import { findAuthor } from './data.ts'
import type { Author } from './schema.ts'
import { authorTag } from './tags.ts'

export async function loadAuthor(slug: string): Promise<Author | null> {
  'use cache'
  cacheLife('max')
  cacheTag(authorTag(slug)) // before the answer is known: "missing" must clear when somebody is added
  return findAuthor(slug)
}
