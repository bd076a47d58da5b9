import { systemActor } from '@/features/accounts/policy.ts'
import { workerLives } from '@/features/dispatch/data.ts'
import { findIssue } from '@/features/issues/data.ts'
import { listDeliveries, progressOf } from '@/features/sending/data.ts'
import { cancelIssue, pauseIssue, resendUncertain, resumeIssue } from '@/features/sending/mutations.ts'
import { shownStates } from '@/features/sending/schema.ts'
import { queueIssue } from '@/features/sending/worker.ts'
import { AppError, type ErrorCode } from '@/lib/errors.ts'
import { type Command, print, readOptions, shown, UsageError } from './command.ts'
import { compose } from './newsletter-compose.ts'

const help = `Usage: npm run cli -- newsletter <what> [options]

  compose --list SLUG (--hours N | --articles SLUG,SLUG) --subject S [--preheader P] [--json]
                    makes an issue; prints {"issue", "recipients"}
  send ISSUE --confirm N [--rate R] [--json]
                    queues it for its N readers; R messages a second instead of what the settings say (beside its
                    readers' requests the server sends 50 at most; NEWSLETTER_WORKER=process has no such limit)
  status ISSUE [--json]
                    prints {"issue", "status", "reason", "audience", "queued", "sent", "failed", "skipped", "uncertain",
                    "detail", "secondsLeft"}; secondsLeft is null when nobody can tell
  log ISSUE [--json]
                    a line for each reader: {"email", "state", "code", "text"}
  pause ISSUE       waits until it is told to go on
  resume ISSUE      goes on
  cancel ISSUE      stops for good: who did not get it does not get it
  resend-uncertain ISSUE
                    sends again to those of whom nobody knows whether they got it, with the same Message-ID

Who sends is the running server, or \`npm run worker\`: this command returns once the issue is queued. Nothing is sent
when N is not the number of readers at that moment.

Exit codes: 0 done, 1 refused, 2 wrong usage.
`

const refusals: Partial<Record<ErrorCode, string>> = {
  'not-found': 'there is no such issue',
  'issue-state': 'its state does not allow that',
  'issue-empty': 'there is no article in it; nothing was sent',
  'issue-subject': 'it has no subject; nothing was sent',
  'stale-version': 'somebody changed it at the same moment; nothing was sent',
}

const said = (error: AppError): string | undefined =>
  error.code === 'issue-count-changed'
    ? `it has ${error.facts.count} readers now; nothing was sent`
    : refusals[error.code]

function issueFrom(words: string[]): number {
  const [word, more] = words
  if (word === undefined) throw new UsageError('Name the issue by its number.')
  if (more !== undefined) throw new UsageError(`"${more}" is not understood here.`)
  if (!/^[1-9]\d{0,14}$/.test(word)) throw new UsageError(`"${word}" is not the number of an issue.`)
  return Number(word)
}

function numberFrom(name: string, given: string | undefined, pattern: RegExp): number | undefined {
  if (given === undefined) return undefined
  if (!pattern.test(given))
    throw new UsageError(`--${name}: "${given}" is not a number that makes sense here.`)
  return Number(given)
}

async function show(id: number, json: boolean): Promise<void> {
  const progress = await progressOf(id)
  if (!progress) throw new AppError('not-found', `issue ${id}`)
  const { perSecond: _perSecond, secondsLeft, detail, ...counts } = progress
  const lines = [
    `issue ${id}: ${counts.status}${counts.reason ? ` (${counts.reason}${detail ? `: ${detail}` : ''})` : ''}`,
    ...shownStates.map((state) => `  ${state.padEnd(10)} ${counts[state]}`),
    `  of ${counts.audience}${secondsLeft === null ? '' : `, about ${secondsLeft} seconds to go`}`,
  ]
  print(json, { issue: id, ...counts, detail, secondsLeft }, `${lines.join('\n')}\n`)
}

/** Lines of the log, a thousand at a time: it may have as many as the newsletter has readers. */
async function* logLines(id: number) {
  for (let after = 0; ; ) {
    const rows = await listDeliveries(id, { after, limit: 1_000 })
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

type Verb = (args: string[]) => Promise<number>

const change =
  (work: (id: number) => Promise<unknown>): Verb =>
  async (args) => {
    const { flags, words } = readOptions(args, ['json'], [])
    const id = issueFrom(words)
    await work(id)
    await show(id, flags.json)
    return 0
  }

const verbs: Record<string, Verb> = {
  compose,
  send: async (args) => {
    const { flags, options, words } = readOptions(args, ['json'], ['confirm', 'rate'])
    const id = issueFrom(words)
    const confirm = numberFrom('confirm', options.confirm, /^\d{1,9}$/)
    if (confirm === undefined) throw new UsageError('--confirm is missing: to how many readers?')
    const rate = numberFrom('rate', options.rate, /^(?:\d{1,4}|\d{0,4}\.\d{1,3})$/)
    if (rate !== undefined && (rate < 0.1 || rate > 1_000)) throw new UsageError('--rate: from 0.1 to 1000.')
    const recipients = await queueIssue(systemActor, id, { confirm, ...(rate === undefined ? {} : { rate }) })
    print(
      flags.json,
      { issue: id, recipients, status: 'sending' },
      `issue ${id}: queued for ${recipients} readers.\n`,
    )
    if (!(await workerLives()))
      process.stderr.write('Nobody sends at the moment: start the server, or `npm run worker`.\n')
    return 0
  },
  status: async (args) => {
    const { flags, words } = readOptions(args, ['json'], [])
    await show(issueFrom(words), flags.json)
    return 0
  },
  log: async (args) => {
    const { flags, words } = readOptions(args, ['json'], [])
    const id = issueFrom(words)
    if (!(await findIssue(id))) throw new AppError('not-found', `issue ${id}`)
    for await (const { email, state, code, text } of logLines(id))
      print(
        flags.json,
        { email, state, code, text },
        `${state.padEnd(10)} ${email} ${code ?? ''} ${shown(text)}`.trimEnd().concat('\n'),
      )
    return 0
  },
  pause: change((id) => pauseIssue(systemActor, id)),
  resume: change((id) => resumeIssue(systemActor, id)),
  cancel: change((id) => cancelIssue(systemActor, id)),
  'resend-uncertain': change((id) => resendUncertain(systemActor, id)),
}

export const newsletter: Command = {
  summary: 'Compose, send and follow issues of the newsletter',
  help,
  run: async ([verb, ...rest]) => {
    const work = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!work) {
      const heard = verb === undefined ? '' : ` "${verb}" is none of them.`
      throw new UsageError(`Say what to do: ${Object.keys(verbs).join(', ')}.${heard}`)
    }
    try {
      return await work(rest)
    } catch (error) {
      const words = error instanceof AppError ? said(error) : undefined
      if (words === undefined) throw error
      process.stderr.write(`newsletter ${verb}: ${words}\n`)
      return 1
    }
  },
}
