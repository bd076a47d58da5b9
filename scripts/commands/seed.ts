import { isEmpty, seedDemo } from '@/features/demo/worker.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { type Command, print, readArgs } from './command.ts'

const help = `Usage: npm run cli -- seed [--force] [--json]

Adds the demo publication to an empty database. Dates are counted back from today.

  --force   adds it to a database that already holds something; the publication's settings are replaced
  --json    prints {"articles", "errors"}
`

export const seed: Command = {
  summary: 'Add the demo publication',
  help,
  run: async (args) => {
    const { flags } = readArgs(args, ['force', 'json'])
    if (!flags.force && !(await isEmpty())) {
      process.stderr.write(
        'The database already holds a publication. Use --force to add the demo to it all the same.\n',
      )
      return 1
    }
    const report = await seedDemo()
    for (const { file, line, reason } of report.errors)
      process.stderr.write(`${file}${line === null ? '' : `:${line}`}: ${reason}\n`)
    await drainOutbox(undefined, ['related', 'social-picture'])
    print(
      flags.json,
      { articles: report.articles.length, errors: report.errors },
      `${report.articles.length} demo articles are there.\n`,
    )
    return report.errors.length > 0 ? 1 : 0
  },
}
