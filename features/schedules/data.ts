import 'server-only'
import { asc, eq, getTableColumns } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { newsletterSchedules } from '@/db/schema/sending.ts'
import type { Schedule } from './schema.ts'

const { createdBy: _by, createdAt: _at, ...columns } = getTableColumns(newsletterSchedules)

/** The schedules of a newsletter, or of all, in the order in which they were made. Inside a unit of work give its `tx`. */
export async function listSchedules(
  { newsletterId }: { newsletterId?: number | undefined } = {},
  db: Read = read,
): Promise<Schedule[]> {
  return db
    .select(columns)
    .from(newsletterSchedules)
    .where(newsletterId === undefined ? undefined : eq(newsletterSchedules.newsletterId, newsletterId))
    .orderBy(asc(newsletterSchedules.id))
}

/** A schedule, or null. */
export async function findSchedule(id: number, db: Read = read): Promise<Schedule | null> {
  const [row] = await db.select(columns).from(newsletterSchedules).where(eq(newsletterSchedules.id, id))
  return row ?? null
}
