import { createInterface } from 'node:readline'
import { z } from 'zod'
import { listPeople } from '@/features/accounts/data.ts'
import { nameSchema, type Person, roleSchema, roles } from '@/features/accounts/schema.ts'
import {
  disableByEmail,
  enrol,
  linkByEmail,
  resetFactorsByEmail,
  signOutByEmail,
} from '@/features/accounts/worker.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { AppError, type ErrorCode } from '@/lib/errors.ts'
import { type Command, print, readOptions, UsageError } from './command.ts'

const help = `Usage: npm run cli -- people add --email E --name N --role ROLE [--password-stdin] [--json]
       npm run cli -- people list [--json]
       npm run cli -- people disable --email E [--json]
       npm run cli -- people sign-out --email E [--json]
       npm run cli -- people link --email E [--json]
       npm run cli -- people reset-second-factor --email E [--json]

Manages those who can sign in to the newsroom. It works while the server runs and while it does not; every change is
written to the audit log.

  add        adds somebody. ROLE is ${roles.join(', ')}. With --password-stdin their
             passphrase is read as one line from standard input; without it a link is printed by which they choose one
             themselves (it works once, for seven days)
  list       everybody, with role, status and when they were last seen
  disable    shuts somebody out at their next request; what they wrote stays
  sign-out   ends all sessions of somebody; they can sign in again
  link       prints a new link: to take up the invitation (seven days), or to choose another passphrase (one hour)
  reset-second-factor
             takes app, passkeys and recovery codes of somebody away; the passphrase alone will do

  --json     all but list print {"id", "email", "name", "role", "status"}; link, and add without a passphrase, also "link";
             sign-out also "sessions", the number of those that ended;
             list prints {"people": [{"id", "email", "name", "role", "status", "secondFactor", "lastSeenAt"}]},
             times in ISO 8601 or null
`

const refusals: Partial<Record<ErrorCode, string>> = {
  'email-taken': 'somebody with this address is there already',
  'not-found': 'nobody has this address',
  'last-administrator': 'this is the only active administrator; add another one first',
  'password-short': 'a passphrase must have at least 12 characters',
  'password-long': 'a passphrase may have at most 200 characters',
  'password-common': 'this passphrase is among the most used ones; choose another',
  'password-own':
    'the passphrase contains the name, the address or the name of the publication; choose another',
  'password-pattern': 'the passphrase is a repetition or a sequence; choose another',
}

/** The first line of standard input, without its end. */
async function lineFromStdin(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new UsageError(
    '--password-stdin: nothing came in. Give the passphrase as one line on standard input.',
  )
}

const shown = ({ id, email, name, role, status }: Person) => ({ id, email, name, role, status })
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function emailFrom(given: string | undefined): string {
  if (given === undefined) throw new UsageError('--email is missing.')
  const email = normaliseEmail(given)
  if (email === null) throw new UsageError(`--email: "${given}" is not an email address.`)
  return email
}

async function add(args: string[]): Promise<void> {
  const { flags, options, words } = readOptions(args, ['json', 'password-stdin'], ['email', 'name', 'role'])
  noMore(words)
  const email = emailFrom(options.email)
  const name = nameSchema.safeParse(options.name ?? '')
  if (!name.success) throw new UsageError('--name: give a name of 1 to 120 characters.')
  const role = roleSchema.safeParse(options.role)
  if (!role.success) throw new UsageError(`--role: give one of ${roles.join(', ')}.`)
  const password = flags['password-stdin'] ? await lineFromStdin() : null
  const { person, link } = await enrol({ email, name: name.data, role: role.data, password })
  const text = link
    ? `${person.name} (${person.email}) is invited as ${person.role}. The link works once, for seven days:\n${link}\n`
    : `${person.name} (${person.email}) can sign in as ${person.role}.\n`
  print(flags.json, { ...shown(person), ...(link ? { link } : {}) }, text)
}

async function list(args: string[]): Promise<void> {
  const { flags, words } = readOptions(args, ['json'], [])
  noMore(words)
  const people = await listPeople()
  const rows = people.map((person) => ({
    ...shown(person),
    secondFactor: person.secondFactor,
    lastSeenAt: iso(person.lastSeenAt),
  }))
  const width = Math.max(0, ...rows.map((row) => row.email.length))
  const lines = rows.map(
    (row) =>
      `${row.email.padEnd(width)}  ${row.role.padEnd(13)}  ${row.status.padEnd(8)}  ${(row.lastSeenAt ?? 'never seen').padEnd(24)}  ${row.name}\n`,
  )
  print(flags.json, { people: rows }, lines.join('') || 'Nobody can sign in yet.\n')
}

async function disable(args: string[]): Promise<void> {
  const { flags, options, words } = readOptions(args, ['json'], ['email'])
  noMore(words)
  const person = await disableByEmail(emailFrom(options.email))
  print(flags.json, shown(person), `${person.email} cannot sign in any more.\n`)
}

async function signOut(args: string[]): Promise<void> {
  const { flags, options, words } = readOptions(args, ['json'], ['email'])
  noMore(words)
  const { person, sessions } = await signOutByEmail(emailFrom(options.email))
  print(flags.json, { ...shown(person), sessions }, `${person.email}: ${sessions} sessions ended.\n`)
}

async function link(args: string[]): Promise<void> {
  const { flags, options, words } = readOptions(args, ['json'], ['email'])
  noMore(words)
  const made = await linkByEmail(emailFrom(options.email))
  print(flags.json, { ...shown(made.person), link: made.link }, `${made.link}\n`)
}

async function resetSecondFactor(args: string[]): Promise<void> {
  const { flags, options, words } = readOptions(args, ['json'], ['email'])
  noMore(words)
  const person = await resetFactorsByEmail(emailFrom(options.email))
  print(flags.json, shown(person), `${person.email} signs in with the passphrase alone.\n`)
}

function noMore(words: string[]): void {
  if (words.length > 0) throw new UsageError(`"${words[0]}" is not understood here.`)
}

const verbs: Record<string, (args: string[]) => Promise<void>> = {
  add,
  list,
  disable,
  'sign-out': signOut,
  link,
  'reset-second-factor': resetSecondFactor,
}

export const people: Command = {
  summary: 'Add, list and shut out those who can sign in',
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
      const known = error instanceof AppError ? refusals[error.code] : undefined
      const invalid = error instanceof z.ZodError ? error.issues[0]?.message : undefined
      if (known === undefined && invalid === undefined) throw error
      process.stderr.write(`people ${verb}: ${known ?? invalid}\n`)
      return 1
    }
  },
}
