import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { alerts } from '@/db/schema/operations.ts'
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

/** Says that it is over, or that somebody has seen it. */
export async function clearAlert(tx: Tx, name: AlertName): Promise<void> {
  await tx.delete(alerts).where(eq(alerts.name, name))
}
