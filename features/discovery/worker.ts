import 'server-only'
import { createHash } from 'node:crypto'
import path from 'node:path'
import sharp from 'sharp'
import { write } from '@/db/client.ts'
import { listTeasers } from '@/features/articles/data.ts'
import { saveSocialPicture } from '@/features/articles/mutations.ts'
import { writeWhole } from '@/features/media/files.ts'
import { cropUrl } from '@/features/media/schema.ts'
import { accentPair } from '@/features/settings/accent.ts'
import { findPublication } from '@/features/settings/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { serifFont } from './lettering.ts'
import { icon, initialOf, socialCard } from './pictures.ts'

/** The job that gives an article the picture which social sites show: its own, cut to shape, or its headline set in type. */
export async function makeSocialPicture(articleId: number): Promise<void> {
  const [article] = await listTeasers([articleId])
  if (!article) return
  if (article.hero) {
    const url = cropUrl(article.hero, 'social')
    await write((tx) => saveSocialPicture(tx, articleId, url))
    return
  }
  const publication = await findPublication()
  const svg = socialCard(await serifFont(), {
    name: publication.name,
    kicker: article.kicker || article.section.name,
    headline: article.headline,
    accent: accentPair(publication.accent).light,
  })
  const name = `${createHash('sha256').update(svg).digest('hex').slice(0, 8)}-card.jpg`
  const file = path.join(readEnv().dataDir, 'media', 'social', String(articleId), name)
  await writeWhole(file, await sharp(Buffer.from(svg)).jpeg({ quality: 86, mozjpeg: true }).toBuffer())
  await write((tx) => saveSocialPicture(tx, articleId, `/media/social/${articleId}/${name}`))
}

/** The newspaper's icon as PNG. `maskable` leaves room for the shapes that phones cut. */
export async function makeIcon(size: number, maskable: boolean): Promise<Buffer> {
  const publication = await findPublication()
  const svg = icon(
    await serifFont(),
    initialOf(publication.name),
    accentPair(publication.accent).light,
    size,
    maskable ? 0.28 : 0.18,
  )
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer()
}

/** The newspaper's name as a picture for social sites, for pages that have none of their own. */
export async function makeSiteCard(): Promise<Buffer> {
  const { name, tagline, accent } = await findPublication()
  const svg = socialCard(await serifFont(), {
    name: tagline,
    kicker: '',
    headline: name,
    accent: accentPair(accent).light,
  })
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer()
}
