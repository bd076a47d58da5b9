import { cacheLife, cacheTag } from 'next/cache'
import { readEnv } from '@/lib/env.mjs'
import { type Dictionary, dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { findPublication } from './data.ts'
import type { Publication } from './schema.ts'
import { settingsTag } from './tags.ts'

export async function loadPublication(): Promise<Publication> {
  'use cache'
  cacheLife('max')
  cacheTag(settingsTag)
  return findPublication()
}

/** What nearly every page needs: the publication, the interface's words, and the address of the site. */
export async function loadSite(): Promise<{ publication: Publication; t: Dictionary; siteUrl: string }> {
  const publication = await loadPublication()
  return { publication, t: dictionaryOf(publication.language), siteUrl: readEnv().siteUrl }
}
