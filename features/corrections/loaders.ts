import { connection } from 'next/server'
import { articlesTag, correctionsTag } from '@/features/articles/tags.ts'
import { type FeedFormat, feedFiles } from '@/features/discovery/feeds.ts'
import { listCorrections } from '@/features/listings/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { settingsTag } from '@/features/settings/tags.ts'
import { readEnv } from '@/lib/env.mjs'
import { documentResponse } from '@/lib/http.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { writeCorrectionsFeed } from './feeds.ts'

const feedLength = 50

/** The newest corrections as a feed. */
export async function loadCorrectionsFeed(format: FeedFormat): Promise<Response> {
  await connection()
  const publication = await findPublication()
  const text = writeCorrectionsFeed(
    {
      publication,
      siteUrl: readEnv().siteUrl,
      t: dictionaryOf(publication.language),
      corrections: await listCorrections({ limit: feedLength }),
    },
    format,
  )
  return documentResponse(text, feedFiles[format].type, [correctionsTag, articlesTag, settingsTag])
}
