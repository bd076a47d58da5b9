import { cacheLife, cacheTag } from 'next/cache'
import { requireActor } from '@/features/accounts/session.ts'
import { readEnv } from '@/lib/env.mjs'
import { type Dictionary, dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { findNewsroom, findPublication, findSettingsVersion } from './data.ts'
import type { SettingsData } from './form.ts'
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

/** The settings for whoever may change them. */
export async function loadSettings(): Promise<SettingsData> {
  await requireActor('settings:edit')
  const [publication, newsroom, updatedAt] = await Promise.all([
    findPublication(),
    findNewsroom(),
    findSettingsVersion(),
  ])
  return { publication, newsroom, updatedAt }
}
