import { cacheLife, cacheTag } from 'next/cache'
import { listSections } from './data.ts'
import type { Section } from './schema.ts'
import { sectionsTag } from './tags.ts'

export async function loadSections(): Promise<Section[]> {
  'use cache'
  cacheLife('max')
  cacheTag(sectionsTag)
  return listSections()
}
