// Import of Markdown files: reading, checking, taking pictures in, and one unit of work for each article.
import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { write } from '@/db/client.ts'
import { type ImportResolver, importHtml } from '@/features/articles/document/import-html.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { type PictureTexts, takePicture } from '@/features/media/worker.ts'
import { findArticleIdAt, findArticleIdBySlug } from '@/features/paths/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError, messageOf } from '@/lib/errors.ts'
import { type MarkdownFile, parseMarkdownFile } from './front-matter.ts'
import { markdownToHtml } from './markdown.ts'
import { type Applied, type ArticleInput, applyArticle, slugOf } from './mutations.ts'
import type { ImportError, ImportedArticle, ImportReport } from './schema.ts'

/** A file to import: its name in reports, its text, and the folder its pictures are looked for in. */
export type ImportFile = { name: string; text: string; folder: string }
export type ImportOptions = {
  dryRun?: boolean
  overwrite?: boolean
  /** What is known of a picture besides its bytes, by file name. */
  pictureTexts?: (file: string) => PictureTexts
}

class Rehearsed extends Error {}

/**
 * Imports files, each whole or not at all. A second pass resolves links to articles that came later in the list.
 * Nothing is thrown for a bad file: it is in the report's `errors`, and the others are imported.
 */
export async function importFiles(files: ImportFile[], options: ImportOptions = {}): Promise<ImportReport> {
  const report: ImportReport = { dryRun: options.dryRun ?? false, articles: [], errors: [] }
  const { language } = await findPublication()
  const taken = new Map<string, string>()
  const again: { file: ImportFile; parsed: MarkdownFile }[] = []
  for (const file of files) {
    const parsed = parseMarkdownFile(file.text)
    if (!parsed.ok) {
      report.errors.push({ file: file.name, line: parsed.line, reason: parsed.reason })
      continue
    }
    const slug = slugOf(parsed.file.meta)
    const other = taken.get(slug)
    if (other) {
      report.errors.push({ file: file.name, line: 2, reason: `has the same slug as ${other}: ${slug}` })
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
    const result = await importOne(file, parsed, language, options)
    const entry = report.articles.find((article) => article.file === file.name)
    if (entry && !('reason' in result))
      entry.notices = [
        ...new Set([...entry.notices.filter((n) => / created$/.test(n)), ...result.article.notices]),
      ]
  }
  return report
}

type One = { article: ImportedArticle; openLinks: boolean }

async function importOne(
  file: ImportFile,
  parsed: MarkdownFile,
  language: string,
  options: ImportOptions,
): Promise<One | ImportError> {
  const { meta, bodyLine, unknownKeys } = parsed
  const fail = (line: number | null, reason: string): ImportError => ({ file: file.name, line, reason })
  if (meta.status === 'published' && (meta.date ?? 0) > Date.now()) {
    return fail(2, 'date: is in the future, so the article cannot be published yet; use status: draft')
  }
  try {
    const html = markdownToHtml(parsed.body)
    const open = { links: false }
    // A rehearsal first: a file that is refused leaves no picture behind.
    const rehearsal = await importHtml(html, resolver(file, options, true, open))
    if (!rehearsal.ok) return fail(bodyLine, `text: ${rehearsal.errors[0] ?? 'not usable'}`)
    const notices = unknownKeys.map((key) => `front matter key "${key}": not known, left out`)
    const real = options.dryRun ? rehearsal : await importHtml(html, resolver(file, options, false, open))
    if (!real.ok) return fail(bodyLine, `text: ${real.errors[0] ?? 'not usable'}`)
    const hero = await heroOf(file, meta, options, notices)
    const related: number[] = []
    for (const wanted of meta.related) {
      const id = await articleAt(wanted)
      if (id === null) {
        open.links = true
        notices.push(`related article "${wanted}": not found, left out`)
      } else related.push(id)
    }
    const slug = slugOf(meta)
    const input: ArticleInput = {
      meta,
      slug,
      language,
      body: real.document,
      hero,
      related,
      overwrite: options.overwrite ?? false,
    }
    const applied = await apply(input, options.dryRun ?? false)
    return {
      openLinks: open.links,
      article: {
        file: file.name,
        id: options.dryRun && applied.action === 'created' ? null : applied.id,
        slug,
        path: applied.path,
        status: meta.status,
        action: applied.action,
        notices: [...notices, ...real.notices, ...applied.notices],
      },
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'path-taken')
      return fail(2, `another article already has this address (${error.message})`)
    return fail(null, messageOf(error))
  }
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

function resolver(
  file: ImportFile,
  options: ImportOptions,
  rehearsal: boolean,
  open: { links: boolean },
): ImportResolver {
  return {
    picture: async (source) => {
      const bytes = await pictureBytes(file, source)
      if (bytes === null) return null
      const texts = options.pictureTexts?.(path.basename(source)) ?? {}
      if (rehearsal) return { id: 1, alt: texts.alt ?? '' }
      return takePicture(bytes, texts)
    },
    article: async (address) => {
      const id = await articleAt(address)
      if (id === null) open.links = true
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
  file: ImportFile,
  meta: MarkdownFile['meta'],
  options: ImportOptions,
  notices: string[],
): Promise<Snapshot['hero']> {
  if (!meta.hero) return null
  const wanted: {
    file: string
    alt?: string | undefined
    caption?: string | undefined
    credit?: string | undefined
  } = meta.hero
  const bytes = await pictureBytes(file, wanted.file)
  if (bytes === null) {
    notices.push(`hero "${wanted.file}": not found beside the file, left out`)
    return null
  }
  if (options.dryRun) return null
  const texts = options.pictureTexts?.(path.basename(wanted.file)) ?? {}
  const { id } = await takePicture(bytes, {
    ...texts,
    alt: texts.alt ?? wanted.alt,
    caption: texts.caption ?? wanted.caption,
    credit: texts.credit ?? wanted.credit,
  })
  return {
    mediaId: id,
    alt: wanted.alt ?? null,
    caption: wanted.caption ?? null,
    credit: wanted.credit ?? null,
  }
}
