import path from 'node:path'
import { parseArgs } from 'node:util'
import { actorByEmail } from '@/features/accounts/data.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { normaliseEmail } from '@/lib/email.ts'

export type Command = {
  /** One line for the list of commands. */
  summary: string
  help: string
  /** Returns the exit code: 0 done, 1 some input refused. */
  run: (args: string[]) => Promise<number>
}

/** The command was called in a way that makes no sense. */
export class UsageError extends Error {}

/**
 * Reads flags (`--json`), options with a value (`--email a@example.org`), and what stands between them.
 * @throws UsageError for one that the command does not have, or an option without its value
 */
export function readOptions<F extends string, O extends string>(
  args: string[],
  flags: readonly F[],
  options: readonly O[],
): { flags: Record<F, boolean>; options: Partial<Record<O, string>>; words: string[] } {
  try {
    const known = {
      ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
      ...Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
    }
    const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true, strict: true })
    const given = options.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name]]] : []))
    return {
      flags: Object.fromEntries(flags.map((name) => [name, values[name] === true])) as Record<F, boolean>,
      options: Object.fromEntries(given) as Partial<Record<O, string>>,
      words: positionals,
    }
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
}

/**
 * Reads flags and file names.
 * @throws UsageError for a flag that the command does not have
 */
export function readArgs<T extends string>(
  args: string[],
  flags: readonly T[],
): { flags: Record<T, boolean>; files: string[] } {
  const { flags: given, words } = readOptions(args, flags, [])
  return { flags: given, files: words }
}

/** A file that was named on the command line, from where the command was called rather than from where it runs. */
export const fileAt = (name: string): string => path.resolve(process.env.CALLED_FROM ?? '', name)

/** Text from elsewhere, without what a terminal would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal must not be handed
export const shown = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')

/** Writes a result for people, or as one JSON object for programs. */
export function print(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : text)
}

/** The active person with an address, who acts under their own permissions; null when there is none. */
export async function findPerson(given: string): Promise<Actor | null> {
  const email = normaliseEmail(given)
  return email === null ? null : actorByEmail(email)
}
