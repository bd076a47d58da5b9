import 'server-only'
import { type Tx, write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { exportData } from '@/features/subscribers/data.ts'
import { erase, liftBlock, suppress } from '@/features/subscribers/mutations.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { AppError } from '@/lib/errors.ts'
import { findFile } from './data.ts'

// The log names people by their number alone: an address in it, or what was typed about them, would outlive their erasure.

async function found(tx: Tx, id: number) {
  const file = await findFile(id, tx)
  if (!file) throw new AppError('not-found', `subscriber ${id}`)
  return file
}

/**
 * From now on nothing is sent to somebody; imports do not bring them back.
 * @throws AppError not-found; wrong-state when nothing is sent to them already
 */
export async function suppressByHand(actor: Actor, id: number, reason: string): Promise<void> {
  await write(async (tx) => {
    const { email, status } = await found(tx, id)
    if (status === 'suppressed') throw new AppError('wrong-state', status)
    await suppress(tx, email, 'manual', reason)
    await audit(tx, actor, { event: 'subscriber.suppress', entity: 'subscriber', entityId: id })
  })
}

/**
 * Takes a block back that the newsroom made; nobody is subscribed by it.
 * @throws AppError not-found; block-not-ours when there is none, or it has another reason
 */
export async function liftByHand(actor: Actor, id: number): Promise<void> {
  await write(async (tx) => {
    const { email } = await found(tx, id)
    if (!(await liftBlock(tx, { id, email }))) throw new AppError('block-not-ours')
    await audit(tx, actor, { event: 'subscriber.lift', entity: 'subscriber', entityId: id })
  })
}

/**
 * Erases somebody.
 * @param typed their address, typed again
 * @throws AppError not-found; address-differs when it is another address
 */
export async function eraseByHand(actor: Actor, id: number, typed: string): Promise<void> {
  await write(async (tx) => {
    const { email } = await found(tx, id)
    if (normaliseEmail(typed) !== email) throw new AppError('address-differs')
    await erase(tx, { id, email })
    await audit(tx, actor, { event: 'subscriber.erase', entity: 'subscriber', entityId: id })
  })
}

/**
 * Everything that is kept of somebody, for them.
 * @throws AppError not-found
 */
export async function handOverData(actor: Actor, id: number): Promise<Record<string, unknown>> {
  return write(async (tx) => {
    const data = await exportData(id, tx)
    if (!data) throw new AppError('not-found', `subscriber ${id}`)
    await audit(tx, actor, { event: 'subscriber.export', entity: 'subscriber', entityId: id })
    return data
  })
}
