import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ImportError, ImportReport } from '@/features/transfer/schema.ts'
import { type ImportFile, importFiles } from '@/features/transfer/worker.ts'
import { messageOf } from '@/lib/errors.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { type Command, fileAt, findPerson, print, readOptions, UsageError } from './command.ts'

const help = `Usage: npm run cli -- import FILE… [--as E] [--dry-run] [--overwrite] [--json]

Imports articles from Markdown files with YAML front matter, or from all .md files of a folder. Importing the same file
again changes nothing; a changed file changes its article. While the server runs, readers see it at their next request.

  --as E        imports in the name of the person with this email address: new articles are theirs, their permissions
                hold, and the audit log names them
  --dry-run     says what would happen, and writes nothing
  --overwrite   also replaces articles that were changed in the newsroom since they were imported
  --json        prints {"dryRun", "articles": [{"file", "id", "slug", "path", "status", "action", "notices"}],
                "errors": [{"file", "line", "reason"}]}; action is created, updated or unchanged

Front matter: title and section are required; slug, language, authors, date, updated, status (draft or published), tags,
standfirst, kicker, genre, series, place, hero, corrections, related and source are optional. Pictures are taken from beside
the file. A file with a mistake is named with line and reason, the others are imported, and the exit code is 1.
`

async function collect(files: string[], errors: ImportError[]): Promise<ImportFile[]> {
  const found: ImportFile[] = []
  for (const name of files) {
    try {
      if ((await stat(name)).isDirectory()) {
        const inside = (await readdir(name)).filter((entry) => entry.endsWith('.md')).sort()
        found.push(
          ...(await collect(
            inside.map((entry) => path.join(name, entry)),
            errors,
          )),
        )
      } else {
        const bytes = await readFile(name)
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
        found.push({ name, text, folder: path.dirname(path.resolve(name)) })
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      const reason =
        code === 'ENOENT'
          ? 'there is no such file'
          : error instanceof TypeError
            ? 'is not UTF-8 text'
            : messageOf(error)
      errors.push({ file: name, line: null, reason })
    }
  }
  return found
}

function reportText(report: ImportReport): string {
  const verbs = report.dryRun
    ? { created: 'would be created', updated: 'would be updated', unchanged: 'is unchanged' }
    : { created: 'created', updated: 'updated', unchanged: 'unchanged' }
  const lines = report.articles.flatMap((article) => [
    `${article.file}: ${verbs[article.action]} → ${article.path}${article.status === 'draft' ? ' (draft)' : ''}`,
    ...article.notices.map((notice) => `  note: ${notice}`),
  ])
  const count = (action: string) => report.articles.filter((article) => article.action === action).length
  lines.push(
    `${count('created')} created, ${count('updated')} updated, ${count('unchanged')} unchanged, ${report.errors.length} refused`,
  )
  return `${lines.join('\n')}\n`
}

export const importCommand: Command = {
  summary: 'Import articles from Markdown files',
  help,
  run: async (args) => {
    const { flags, options, words: files } = readOptions(args, ['dry-run', 'overwrite', 'json'], ['as'])
    if (files.length === 0) throw new UsageError('Name at least one file or folder to import.')
    const person = options.as === undefined ? undefined : await findPerson(options.as)
    if (person === null) {
      process.stderr.write(
        `import: --as: nobody with the address "${options.as}" is active here; nothing was imported\n`,
      )
      return 1
    }
    const errors: ImportError[] = []
    const sources = await collect(files.map(fileAt), errors)
    const report = await importFiles(sources, {
      dryRun: flags['dry-run'],
      overwrite: flags.overwrite,
      ...(person ? { actor: person } : {}),
    })
    report.errors.unshift(...errors)
    for (const { file, line, reason } of report.errors)
      process.stderr.write(`${file}${line === null ? '' : `:${line}`}: ${reason}\n`)
    if (!flags['dry-run']) await drainOutbox(undefined, ['related', 'social-picture'])
    print(flags.json, report, reportText(report))
    return report.errors.length > 0 ? 1 : 0
  },
}
