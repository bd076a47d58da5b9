import 'server-only'
import { asc, eq, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { newsletters, subscribers, subscriptions } from '@/db/schema/newsletter.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import type { Newsletter, NewsletterRow } from './schema.ts'

const columns = {
  id: newsletters.id,
  slug: newsletters.slug,
  name: newsletters.name,
  description: newsletters.description,
  frequency: newsletters.frequency,
  sectionId: newsletters.sectionId,
  open: newsletters.open,
}
const order = [asc(newsletters.position), asc(newsletters.id)]

/** Every newsletter in the order in which they are offered. Inside a unit of work give its `tx`. */
export async function listNewsletters(db: Read = read): Promise<Newsletter[]> {
  return db
    .select(columns)
    .from(newsletters)
    .orderBy(...order)
}

/** Those that readers are offered. */
export async function listOpenNewsletters(db: Read = read): Promise<Newsletter[]> {
  return db
    .select(columns)
    .from(newsletters)
    .where(eq(newsletters.open, true))
    .orderBy(...order)
}

/** Every newsletter with who sends it and what hangs on it. Inside a unit of work give its `tx`. */
export async function listNewsletterRows(db: Read = read): Promise<NewsletterRow[]> {
  const rows = await db
    .select({
      ...columns,
      sender: newsletters.sender,
      replyTo: newsletters.replyTo,
      subscribers: sql<number>`(select count(*) from ${subscriptions}
        join ${subscribers} on ${subscribers.id} = ${subscriptions.subscriberId}
        where ${subscriptions.newsletterId} = newsletters.id and ${subscriptions.active} = 1
        and ${subscribers.status} = 'confirmed')`,
      ever: sql<number>`exists (select 1 from ${subscriptions}
        where ${subscriptions.newsletterId} = newsletters.id)`,
      issues: sql<number>`(select count(*) from ${newsletterIssues}
        where ${newsletterIssues.newsletterId} = newsletters.id)`,
    })
    .from(newsletters)
    .orderBy(...order)
  return rows.map(({ ever, ...row }) => ({ ...row, deletable: ever === 0 && row.issues === 0 }))
}
