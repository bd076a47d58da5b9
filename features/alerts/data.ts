import 'server-only'
import { desc } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { alerts } from '@/db/schema/operations.ts'
import { type Alert, type AlertName, alertNames } from './schema.ts'

/** What is raised now, the newest first. */
export async function listAlerts(): Promise<Alert[]> {
  const rows = await read.select().from(alerts).orderBy(desc(alerts.at))
  return rows.filter((row): row is Alert => alertNames.includes(row.name as AlertName))
}
