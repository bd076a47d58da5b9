import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { alerts } from '@/db/schema/operations.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { log } from '@/lib/log.ts'
import type { AlertName } from './schema.ts'

/** Says that something is wrong; said again, it is one alert that goes on. */
export async function raiseAlert(tx: Tx, name: AlertName): Promise<void> {
  const at = Date.now()
  const [row] = await tx
    .insert(alerts)
    .values({ name, since: at, at })
    .onConflictDoUpdate({ target: alerts.name, set: { at } })
    .returning({ since: alerts.since })
  if (row?.since === at) log.warn('alert', { name })
}

/** Takes away an alert that somebody has seen. */
export async function dismissAlert(actor: Actor, name: AlertName): Promise<void> {
  await write(async (tx) => {
    const [row] = await tx.delete(alerts).where(eq(alerts.name, name)).returning()
    if (row) await audit(tx, actor, { event: 'alert.dismiss', entity: 'alert', before: { name: row.name } })
  })
}
