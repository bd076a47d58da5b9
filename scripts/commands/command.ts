import { parseArgs } from 'node:util'

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
 * Reads flags and file names.
 * @throws UsageError for a flag that the command does not have
 */
export function readArgs<T extends string>(
  args: string[],
  flags: readonly T[],
): { flags: Record<T, boolean>; files: string[] } {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]))
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return {
      flags: Object.fromEntries(flags.map((flag) => [flag, values[flag] === true])) as Record<T, boolean>,
      files: positionals,
    }
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
}

/** Writes a result for people, or as one JSON object for programs. */
export function print(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : text)
}
