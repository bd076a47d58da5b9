import { systemActor } from '@/features/accounts/policy.ts'
import { mostItems } from '@/features/issues/schema.ts'
import { compose as composeIssue } from '@/features/issues/worker.ts'
import { AppError } from '@/lib/errors.ts'
import { print, readOptions, UsageError } from './command.ts'

const longest = 24 * 31

function contentFrom(hours: string | undefined, articles: string | undefined) {
  if ((hours === undefined) === (articles === undefined))
    throw new UsageError('Give either --hours or --articles.')
  if (articles !== undefined) {
    const slugs = articles.split(',').map((slug) => slug.trim())
    if (slugs.some((slug) => slug === '') || slugs.length > mostItems)
      throw new UsageError(`--articles: give 1 to ${mostItems} slugs with commas between them.`)
    return { articles: [...new Set(slugs)] }
  }
  const number = Number(hours)
  if (!Number.isInteger(number) || number < 1 || number > longest)
    throw new UsageError(`--hours: give a whole number from 1 to ${longest}.`)
  return { hours: number }
}

function lineFrom(name: string, given: string): string {
  const text = given.trim()
  if (text.length > 300 || /[\r\n]/.test(text))
    throw new UsageError(`--${name}: give one line of at most 300 characters.`)
  return text
}

function reasonOf({ code, facts }: AppError): string | null {
  if (code === 'issue-empty') return 'there is no article to send: nothing was made'
  if (code !== 'not-found') return null
  const { newsletter, articles } = facts
  return Array.isArray(articles)
    ? `no published article is called ${articles.join(', ')}`
    : `there is no newsletter called "${newsletter}"`
}

/**
 * newsletter compose: makes a digest as a draft and says how many would get it now. Exit code 1 when there is nothing to
 * make it of.
 * @throws UsageError
 */
export async function compose(args: string[]): Promise<number> {
  const { flags, options, words } = readOptions(
    args,
    ['json'],
    ['list', 'hours', 'articles', 'subject', 'preheader'],
  )
  if (words.length > 0) throw new UsageError(`"${words[0]}" is one word too many.`)
  if (options.list === undefined) throw new UsageError('--list is missing.')
  const from = contentFrom(options.hours, options.articles)
  const subject = lineFrom('subject', options.subject ?? '')
  if (subject === '') throw new UsageError('--subject is missing.')
  const preheader = lineFrom('preheader', options.preheader ?? '')
  try {
    const made = await composeIssue(systemActor, { list: options.list, from, subject, preheader })
    print(
      flags.json,
      made,
      `Issue ${made.issue} is a draft; ${made.recipients} would get it now. To send it:\n` +
        `npm run cli -- newsletter send ${made.issue} --confirm ${made.recipients}\n`,
    )
    return 0
  } catch (error) {
    const reason = error instanceof AppError ? reasonOf(error) : null
    if (reason === null) throw error
    process.stderr.write(`newsletter compose: ${reason}.\n`)
    return 1
  }
}
