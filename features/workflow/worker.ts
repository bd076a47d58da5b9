import 'server-only'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { AppError } from '@/lib/errors.ts'
import { findSituation } from './data.ts'
import { runCommand } from './mutations.ts'
import { permitted } from './policy.ts'
import { type CommandInput, commandSchema, type Outcome } from './schema.ts'

/**
 * Does one thing with an article, in a unit of work of its own.
 * @param already it is as wanted: only whether the actor may is asked
 * @throws as runCommand; ZodError
 */
export async function command(
  actor: Actor,
  id: number,
  lockVersion: number,
  input: CommandInput,
  already = false,
): Promise<Outcome | null> {
  const parsed = commandSchema.parse(input)
  if (!already) return write((tx) => runCommand(tx, actor, id, lockVersion, parsed))
  const row = await findSituation(id)
  if (!row || !permitted(actor, parsed.command, row)) throw new AppError('forbidden', parsed.command)
  return null
}
