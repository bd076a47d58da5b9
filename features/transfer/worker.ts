// Import of Markdown files: reading, checking, taking pictures in, and one unit of work for each article.
import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { write } from '@/db/client.ts'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { type ImportResolver, importHtml } from '@/features/articles/document/import-html.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { findPicture, type PictureTexts, takePicture } from '@/features/media/worker.ts'
import { findArticleIdAt, findArticleIdBySlug } from '@/features/paths/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError, type ErrorCode, messageOf } from '@/lib/errors.ts'
import { type MarkdownFile, parseMarkdownFile } from './front-matter.ts'
import { markdownToHtml } from './markdown.ts'
import { type Applied, type ArticleInput, applyArticle, slugOf } from './mutations.ts'
import type { ImportError, ImportedArticle, ImportReport } from './schema.ts'

/** A file to import: its name in reports, its text, and the folder its pictures are looked for in. */
export type ImportFile = { name: string; text: string; folder: string }
export type ImportOptions = {
  dryRun?: boolean
  overwrite?: boolean
  /** Who imports, under their own permissions; the operator when not given. */
  actor?: Actor
  /** The second pass over what came in a moment ago: no publication of its own. */
  continues?: boolean
  /** What is known of a picture besides its bytes, by file name. */
  pictureTexts?: (file: string) => PictureTexts
}

const refusals: Partial<Record<ErrorCode, string>> = {
  forbidden: 'the person named by --as may not do this',
  'four-eyes': 'somebody else must approve it first; use status: draft',
  'checks-blocked': 'the checks found something to mend before it can be published',
}

class Rehearsed extends Error {}

/**
 * Imports files, each whole or not at all. A second pass resolves links to articles that came later in the list.
 * Nothing is thrown for a bad file: it is in the report's `errors`, and the others are imported.
 */
export async function importFiles(files: ImportFile[], options: ImportOptions = {}): Promise<ImportReport> {
  const report: ImportReport = { dryRun: options.dryRun ?? false, articles: [], errors: [] }
  const { language, timeZone } = await findPublication()
  const taken = new Map<string, string>()
  const again: { file: ImportFile; parsed: MarkdownFile }[] = []
  for (const file of files) {
    const parsed = parseMarkdownFile(file.text, timeZone)
    if (!parsed.ok) {
      report.errors.push({ file: file.name, line: parsed.line, reason: parsed.reason })
      continue
    }
    const slug = slugOf(parsed.file.meta)
    const other = taken.get(slug)
    if (other) {
      const line = lineOf(parsed.file, 'slug', 'title')
      report.errors.push({ file: file.name, line, reason: `has the same slug as ${other}: ${slug}` })
      continue
    }
    taken.set(slug, file.name)
    const result = await importOne(file, parsed.file, language, options)
    if ('reason' in result) report.errors.push(result)
    else {
      report.articles.push(result.article)
      if (result.openLinks) again.push({ file, parsed: parsed.file })
    }
  }
  if (options.dryRun) return report
  for (const { file, parsed } of again) {
    const entry = report.articles.find((article) => article.file === file.name)
    const continues = entry !== undefined && entry.action !== 'unchanged'
    const result = await importOne(file, parsed, language, { ...options, continues })
    if (!entry) continue
    if ('reason' in result) {
      report.errors.push(result)
      continue
    }
    if (entry.action === 'unchanged') entry.action = result.article.action
    entry.notices = [
      ...new Set([...entry.notices.filter((n) => / created$/.test(n)), ...result.article.notices]),
    ]
  }
  return report
}

/** The line of the first of these keys that the front matter has. */
function lineOf({ lines }: MarkdownFile, ...keys: string[]): number | null {
  return keys.map((key) => lines.get(key)).find((line) => line !== undefined) ?? null
}

type One = { article: ImportedArticle; openLinks: boolean }

async function importOne(
  file: ImportFile,
  parsed: MarkdownFile,
  language: string,
  options: ImportOptions,
): Promise<One | ImportError> {
  const { meta } = parsed
  const fail = (line: number | null, reason: string): ImportError => ({ file: file.name, line, reason })
  if (meta.status === 'published' && (meta.date ?? 0) > Date.now()) {
    return fail(
      lineOf(parsed, 'date'),
      'date: is in the future, so the article cannot be published yet; use status: draft',
    )
  }
  try {
    // A rehearsal first: a file that is refused for whatever reason leaves nothing behind, no picture either.
    let made = await compose(file, parsed, language, options, true)
    if ('reason' in made) return made
    let applied = await apply(made.input, true)
    if (!options.dryRun) {
      made = await compose(file, parsed, language, options, false)
      if ('reason' in made) return made
      applied = await apply(made.input, false)
    }
    return {
      openLinks: made.openLinks,
      article: {
        file: file.name,
        id: options.dryRun && applied.action === 'created' ? null : applied.id,
        slug: made.input.slug,
        path: applied.path,
        status: meta.status,
        action: applied.action,
        notices: [...made.notices, ...applied.notices],
      },
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'path-taken')
      return fail(
        lineOf(parsed, 'slug', 'title'),
        `another article already has this address (${error.message})`,
      )
    if (error instanceof AppError && refusals[error.code])
      return fail(lineOf(parsed, 'status'), `${refusals[error.code]} (${error.message})`)
    return fail(null, messageOf(error))
  }
}

type Found = { openLinks: boolean; newPictures: boolean }
type Composed = { input: ArticleInput; notices: string[]; openLinks: boolean }

/** What a file says, with its pictures and links found. Only when it is no rehearsal are pictures taken in. */
async function compose(
  file: ImportFile,
  parsed: MarkdownFile,
  language: string,
  options: ImportOptions,
  rehearsal: boolean,
): Promise<Composed | ImportError> {
  const { meta, bodyLine, unknownKeys } = parsed
  const found: Found = { openLinks: false, newPictures: false }
  const take = pictureTaker(file, rehearsal, found)
  const notices = unknownKeys.map((key) => `front matter key "${key}": not known, left out`)
  const body = await importHtml(markdownToHtml(parsed.body), resolver(take, options, found))
  if (!body.ok) return { file: file.name, line: bodyLine, reason: `text: ${body.errors[0] ?? 'not usable'}` }
  const hero = await heroOf(meta, take, options, notices)
  const related: number[] = []
  for (const wanted of meta.related) {
    const id = await articleAt(wanted)
    if (id === null) {
      found.openLinks = true
      notices.push(`related article "${wanted}": not found, left out`)
    } else related.push(id)
  }
  notices.push(...body.notices)
  const { overwrite = false, actor = systemActor, continues = false } = options
  const { newPictures, openLinks } = found
  const input = {
    actor,
    continues,
    meta,
    slug: slugOf(meta),
    language,
    body: body.document,
    hero,
    related,
    overwrite,
    newPictures,
  }
  return { input, notices, openLinks }
}

/** In a rehearsal everything is done and then rolled back, so that the report says what would really happen. */
async function apply(input: ArticleInput, dryRun: boolean): Promise<Applied> {
  let applied: Applied | undefined
  try {
    return await write(async (tx) => {
      applied = await applyArticle(tx, input)
      if (dryRun) throw new Rehearsed()
      return applied
    })
  } catch (error) {
    if (error instanceof Rehearsed && applied) return applied
    throw error
  }
}

type PictureTaker = (
  source: string,
  texts: PictureTexts,
) => Promise<{ id: number | null; alt: string } | null>

/** Takes in a picture beside the file. In a rehearsal it is only looked at, and a new one has no id yet. */
function pictureTaker(file: ImportFile, rehearsal: boolean, found: Found): PictureTaker {
  return async (source, texts) => {
    const bytes = await pictureBytes(file, source)
    if (bytes === null) return null
    if (!rehearsal) return takePicture(bytes, { name: path.parse(source).name, ...texts })
    const picture = await findPicture(bytes, texts)
    if (picture.id === null) found.newPictures = true
    return picture
  }
}

function resolver(take: PictureTaker, options: ImportOptions, found: Found): ImportResolver {
  return {
    picture: async (source) => {
      const picture = await take(source, options.pictureTexts?.(path.basename(source)) ?? {})
      return picture && { ...picture, id: picture.id ?? 1 } // the rehearsal's text is never kept
    },
    article: async (address) => {
      const id = await articleAt(address)
      if (id === null) found.openLinks = true
      return id
    },
  }
}

async function articleAt(address: string): Promise<number | null> {
  const { siteUrl } = readEnv()
  const path = address.startsWith(`${siteUrl}/`) ? address.slice(siteUrl.length) : address
  return path.startsWith('/') ? findArticleIdAt(path) : findArticleIdBySlug(path)
}

/** Bytes of a picture beside the file. Nothing is fetched from elsewhere, and nothing above the file's folder is read. */
async function pictureBytes(file: ImportFile, source: string): Promise<Buffer | null> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(source) || source.startsWith('//')) return null
  let name: string
  try {
    name = decodeURIComponent(source)
  } catch {
    return null
  }
  const target = path.resolve(file.folder, name)
  if (!target.startsWith(path.resolve(file.folder) + path.sep)) return null
  try {
    return await readFile(target)
  } catch {
    return null
  }
}

async function heroOf(
  { hero }: MarkdownFile['meta'],
  take: PictureTaker,
  options: ImportOptions,
  notices: string[],
): Promise<Snapshot['hero']> {
  if (!hero) return null
  const texts = options.pictureTexts?.(path.basename(hero.file)) ?? {}
  const picture = await take(hero.file, {
    ...texts,
    alt: texts.alt ?? hero.alt,
    caption: texts.caption ?? hero.caption,
    credit: texts.credit ?? hero.credit,
  })
  if (picture === null) notices.push(`hero "${hero.file}": not found beside the file, left out`)
  if (!picture?.id) return null
  return {
    mediaId: picture.id,
    alt: hero.alt ?? null,
    caption: hero.caption ?? null,
    credit: hero.credit ?? null,
  }
}
