import 'server-only'
import { type Read, read, type Tx } from '@/db/client.ts'
import { keyFor, seal } from '@/lib/secrets.ts'
import { findSender } from './data.ts'
import type { Mail } from './schema.ts'

/** Whether mail can be sent at all. Inside a unit of work give its `tx`. */
export const mailWorks = async (db: Read = read): Promise<boolean> => (await findSender(db)) !== null

/**
 * Leaves a message to be sent after the commit. It is kept encrypted: messages hold links that open doors, and of those
 * the database keeps nothing but hashes.
 */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  await tx.enqueue('mail', { sealed: seal(keyFor('mail'), JSON.stringify(mail)) })
}
