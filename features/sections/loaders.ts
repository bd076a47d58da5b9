import { cacheLife, cacheTag } from 'next/cache'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listSectionRows, listSections } from './data.ts'
import type { Section } from './schema.ts'
import { sectionsTag } from './tags.ts'

export async function loadSections(): Promise<Section[]> {
  'use cache'
  cacheLife('max')
  cacheTag(sectionsTag)
  return listSections()
}

/** The sections for whoever arranges them. */
export async function loadSectionDesk() {
  const { t } = await loadNewsroom('taxonomy:edit')
  return { t, sections: await listSectionRows() }
}
