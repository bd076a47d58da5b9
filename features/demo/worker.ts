// The demo publication: files in db/seed/content, brought in through the same import as anybody's articles.
import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { read, write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { settings } from '@/db/schema/settings.ts'
import { importHtml } from '@/features/articles/document/import-html.ts'
import { documentVersion } from '@/features/articles/document/schema.ts'
import { ensureAuthor } from '@/features/authors/mutations.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { recordViews } from '@/features/reading/mutations.ts'
import { ensureSection } from '@/features/sections/mutations.ts'
import { savePublication } from '@/features/settings/mutations.ts'
import { ensureSeries, ensureTopic } from '@/features/topics/mutations.ts'
import { markdownToHtml } from '@/features/transfer/markdown.ts'
import type { ImportReport } from '@/features/transfer/schema.ts'
import { importFiles } from '@/features/transfer/worker.ts'
import { datedFrontMatter } from './dates.ts'
import { demoMediaSchema, demoPublicationSchema } from './schema.ts'

const folder = () => path.join(process.cwd(), 'db', 'seed', 'content')
const readText = (name: string) => readFile(path.join(folder(), name), 'utf8')

/** Whether nobody has put anything into the database yet. */
export async function isEmpty(): Promise<boolean> {
  const some = await read.select({ id: articles.id }).from(articles).limit(1)
  const saved = await read.select({ id: settings.id }).from(settings).limit(1)
  return some.length === 0 && saved.length === 0
}

/** Adds the demo publication; done twice, it changes nothing but the dates. */
export async function seedDemo(now = Date.now()): Promise<ImportReport> {
  const publication = demoPublicationSchema.parse(parse(await readText('publication.yaml')))
  const pictures = new Map(
    demoMediaSchema.parse(parse(await readText('media.yaml'))).map((entry) => [entry.file, entry]),
  )
  const about = await importHtml(markdownToHtml(publication.about), {
    picture: async () => null,
    article: async () => null,
  })
  if (!about.ok) throw new Error(`publication.yaml: about: ${about.errors.join('; ')}`)
  const { supportNotice, newsletter, legal, name, tagline, description, language, timeZone, accent } =
    publication
  await write(async (tx) => {
    await savePublication(tx, {
      name,
      tagline,
      description,
      language,
      timeZone,
      accent,
      newsletter,
      legal,
      support: { ...supportNotice, url: supportNotice.url ?? '' },
      about: { version: documentVersion, document: about.document },
    })
    const ids = new Map<string, number>()
    for (const { parent, ...section } of publication.sections) {
      ids.set(
        section.slug,
        (await ensureSection(tx, { ...section, parentId: parent ? (ids.get(parent) ?? null) : null })).id,
      )
    }
    for (const author of publication.authors) await ensureAuthor(tx, author)
    for (const topic of publication.topics) await ensureTopic(tx, topic)
    for (const series of publication.series) await ensureSeries(tx, series)
    for (const newsletter of publication.newsletters) await ensureNewsletter(tx, newsletter)
  })
  const names = (await readdir(path.join(folder(), 'articles'))).filter((file) => file.endsWith('.md')).sort()
  const files = await Promise.all(
    names.map(async (file) => ({
      name: file,
      text: datedFrontMatter(await readText(path.join('articles', file)), now, timeZone),
      folder: path.join(folder(), 'media'),
    })),
  )
  const report = await importFiles(files, {
    pictureTexts: (file) => {
      const { file: _file, caption: _caption, ...texts } = pictures.get(file) ?? { file, caption: '' }
      return texts
    },
  })
  // A paper that nobody has opened yet has no "most read": the demo starts with the counts of an imagined morning.
  const readers = report.articles.filter((_, i) => i % 9 === 4).slice(0, 6)
  await recordViews(new Map(readers.map((article, i) => [article.path, 900 - 130 * i])))
  return report
}
