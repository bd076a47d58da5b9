import { cacheLife, cacheTag } from 'next/cache'
import { findTopic } from './data.ts'
import type { Topic } from './schema.ts'
import { topicTag } from './tags.ts'

export async function loadTopic(slug: string): Promise<Topic | null> {
  'use cache'
  cacheLife('max')
  cacheTag(topicTag(slug))
  return findTopic(slug)
}
