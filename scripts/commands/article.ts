import type { Actor } from '@/features/accounts/policy.ts'
import { findAnyArticleId } from '@/features/paths/data.ts'
import { findSituation, listArticles } from '@/features/workflow/data.ts'
import type { CommandInput, Finding, Status } from '@/features/workflow/schema.ts'
import { findingNames } from '@/features/workflow/schema.ts'
import { command as runWorkflow } from '@/features/workflow/worker.ts'
import { AppError, type ErrorCode } from '@/lib/errors.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { type Command, findPerson, print, readOptions, UsageError } from './command.ts'

const help = `Usage: npm run cli -- article list [--status S] [--json]
       npm run cli -- article show SLUG [--json]
       npm run cli -- article publish SLUG --as E [--override REASON] [--json]
       npm run cli -- article schedule SLUG --at ISO --as E [--override REASON] [--json]
       npm run cli -- article unpublish SLUG --as E [--json]
       npm run cli -- article archive SLUG --as E [--json]
       npm run cli -- article correct SLUG --text T --as E [--type TYPE] [--json]

Does with articles what the newsroom does, as the person whose email address follows --as: under their permissions, with
the same checks, and in the audit log under their name. It works while the server runs and while it does not; readers
see it at their next request. SLUG is the last part of an article's address, or the whole of it (/section/slug).

  publish     shows the text to readers; who may publish needs no approval first
  schedule    shows it at a time with its zone: 2026-11-24T18:00:00+01:00
  unpublish   takes it away from readers; its address answers 410
  archive     puts it aside; readers who had it get 410
  correct     adds a correction; TYPE is correction, clarification, update or retraction
  --override  publishes although a check blocks, with the reason for the log; for those who may do that

  --json      show prints {"id", "slug", "status", "path", "edit"}: the public path and the address in the newsroom;
              list prints {"articles": [the same with "headline"]}; the others print what show does, and "changed"

Whoever is not known, not active or not permitted changes nothing, and the exit code is 1.
`

const refusals: Partial<Record<ErrorCode, string>> = {
  forbidden: 'this person may not do that; nothing was changed',
  'wrong-state': 'the article is not in a state for that; nothing was changed',
  'four-eyes': 'somebody who did not write it must approve it first; nothing was changed',
  'checks-blocked': 'the checks found something to mend; nothing was changed',
  'time-past': '--at: that time is over; nothing was changed',
  'stale-version': 'somebody changed the article at the same moment; nothing was changed, try again',
  'path-taken': 'another article has this address; nothing was changed',
  'headline-missing': 'it has no headline; nothing was changed',
}

type Shown = { id: number; slug: string; status: Status; path: string; edit: string }

class Refused extends Error {}

async function shown(id: number): Promise<Shown> {
  const row = await findSituation(id)
  if (!row) throw new Refused('there is no such article')
  return { id, slug: row.slug, status: row.status, path: row.path, edit: `/admin/articles/${id}` }
}

async function idOf(words: string[]): Promise<number> {
  const [slug, more] = words
  if (slug === undefined) throw new UsageError('Name the article by its slug.')
  if (more !== undefined) throw new UsageError(`"${more}" is not understood here.`)
  const id = await findAnyArticleId(slug)
  if (id === null) throw new Refused(`there is no article "${slug}"`)
  return id
}

/** The person named by --as. */
async function personFrom(given: string | undefined): Promise<Actor> {
  if (given === undefined) throw new UsageError('--as is missing: whose name does it happen in?')
  const actor = await findPerson(given)
  if (!actor)
    throw new Refused(`--as: nobody with the address "${given}" is active here; nothing was changed`)
  return actor
}

async function change(
  words: string[],
  as: string | undefined,
  json: boolean,
  input: CommandInput,
  done: string,
): Promise<void> {
  const actor = await personFrom(as)
  const id = await idOf(words)
  const before = await findSituation(id)
  // What is there already need not be done again: a script may be run twice.
  const already =
    (input.command === 'publish' && before?.status === 'published' && before.working === before.live) ||
    (input.command === 'archive' && before?.status === 'archived') ||
    (input.command === 'unpublish' && before?.status === 'unpublished')
  await runWorkflow(actor, id, before?.lockVersion ?? 0, input, already)
  if (!already) await drainOutbox(undefined, ['related', 'social-picture'])
  const after = await shown(id)
  print(
    json,
    { ...after, changed: !already },
    `${after.path}: ${already ? `is ${after.status} already` : done}.\n`,
  )
}

const overridesFrom = (reason: string | undefined) =>
  reason === undefined ? [] : findingNames.map((check) => ({ check, reason }))

function timeFrom(given: string | undefined): number {
  if (given === undefined) throw new UsageError('--at is missing.')
  const at = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isNaN(at))
    throw new UsageError(`--at: "${given}" is not a time with its zone, like 2026-11-24T18:00:00+01:00.`)
  return at
}

type Verb = (args: string[]) => Promise<void>

const simple =
  (command: 'unpublish' | 'archive', done: string): Verb =>
  async (args) => {
    const { flags, options, words } = readOptions(args, ['json'], ['as'])
    await change(words, options.as, flags.json, { command }, done)
  }

const verbs: Record<string, Verb> = {
  list: async (args) => {
    const { flags, options, words } = readOptions(args, ['json'], ['status'])
    if (words.length > 0) throw new UsageError(`"${words[0]}" is not understood here.`)
    const found = await listArticles(options.status)
    const list = found.map(({ headline, ...row }) => ({
      ...row,
      edit: `/admin/articles/${row.id}`,
      headline,
    }))
    const lines = list.map((row) => `${row.status.padEnd(17)}  ${row.path}  ${row.headline}\n`)
    print(flags.json, { articles: list }, lines.join('') || 'There are no such articles.\n')
  },
  show: async (args) => {
    const { flags, words } = readOptions(args, ['json'], [])
    const one = await shown(await idOf(words))
    print(flags.json, one, `${one.path}: ${one.status}, number ${one.id}. In the newsroom: ${one.edit}\n`)
  },
  publish: async (args) => {
    const { flags, options, words } = readOptions(args, ['json'], ['as', 'override'])
    const overrides = overridesFrom(options.override)
    await change(words, options.as, flags.json, { command: 'publish', overrides }, 'readers see it now')
  },
  schedule: async (args) => {
    const { flags, options, words } = readOptions(args, ['json'], ['as', 'at', 'override'])
    const at = timeFrom(options.at)
    const overrides = overridesFrom(options.override)
    const done = `readers will see it from ${new Date(at).toISOString()}`
    await change(words, options.as, flags.json, { command: 'schedule', at, overrides }, done)
  },
  unpublish: simple('unpublish', 'readers do not see it any more'),
  archive: simple('archive', 'it is put aside'),
  correct: async (args) => {
    const { flags, options, words } = readOptions(args, ['json'], ['as', 'text', 'type'])
    if (options.text === undefined || options.text.trim() === '') throw new UsageError('--text is missing.')
    const types = ['correction', 'clarification', 'update', 'retraction'] as const
    const type = types.find((name) => name === (options.type ?? 'correction'))
    if (!type) throw new UsageError(`--type: give one of ${types.join(', ')}.`)
    const input = { command: 'correct' as const, type, text: options.text }
    await change(words, options.as, flags.json, input, 'the correction is there')
  },
}

/** One line for each finding that stands in the way. */
const findingLines = (error: AppError) =>
  ((error.facts.findings ?? []) as Finding[])
    .filter((finding) => finding.level === 'block')
    .map((finding) => `  ${finding.check}${finding.detail ? `: ${finding.detail}` : ''}\n`)
    .join('')

export const article: Command = {
  summary: 'List, publish, schedule, correct and put aside articles',
  help,
  run: async ([verb, ...rest]) => {
    const work = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!work) {
      const said = verb === undefined ? '' : ` "${verb}" is none of them.`
      throw new UsageError(`Say what to do: ${Object.keys(verbs).join(', ')}.${said}`)
    }
    try {
      await work(rest)
      return 0
    } catch (error) {
      const known =
        error instanceof Refused
          ? error.message
          : error instanceof AppError
            ? refusals[error.code]
            : undefined
      if (known === undefined) throw error
      process.stderr.write(
        `article ${verb}: ${known}\n${error instanceof AppError ? findingLines(error) : ''}`,
      )
      return 1
    }
  },
}
