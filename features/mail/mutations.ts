import 'server-only'
import type { Tx } from '@/db/client.ts'
import { readEnv } from '@/lib/env.mjs'
import { keyFor, seal } from '@/lib/secrets.ts'
import type { Mail } from './schema.ts'

/** Whether mail can be sent at all. */
export const mailWorks = (): boolean => readEnv().smtpUrl !== null

/**
 * Leaves a message to be sent after the commit. It is kept encrypted: messages hold links that open doors, and of those
 * the database keeps nothing but hashes.
 */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  await tx.enqueue('mail', { sealed: seal(keyFor('mail'), JSON.stringify(mail)) })
}
