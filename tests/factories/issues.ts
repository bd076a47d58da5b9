// Issues as far as what is counted of them is concerned: rows, without letters.
import { write } from '@/db/client.ts'
import { newsletterDeliveries, newsletterIssues } from '@/db/schema/sending.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'

/** An issue of the newsletter `daily`, which is made if it is missing. Returns its id. */
export const addIssueRow = (over: Partial<typeof newsletterIssues.$inferInsert> = {}): Promise<number> =>
  write(async (tx) => {
    const now = Date.now()
    const [row] = await tx
      .insert(newsletterIssues)
      .values({
        newsletterId: await ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' }),
        kind: 'digest',
        status: 'done',
        subject: 'Il ponte riapre',
        intro: { type: 'doc', content: [] },
        source: { from: 'hand' },
        startedAt: now,
        createdAt: now,
        updatedAt: now,
        ...over,
      })
      .returning({ id: newsletterIssues.id })
    return row?.id as number
  })

/** A message of an issue of its own to somebody. Returns its id. */
export async function addDelivery(
  to: { id: number; email: string },
  state: (typeof newsletterDeliveries.$inferInsert)['state'],
  over: Partial<typeof newsletterDeliveries.$inferInsert> = {},
): Promise<number> {
  const issueId = over.issueId ?? (await addIssueRow())
  const now = Date.now()
  return write(async (tx) => {
    const [row] = await tx
      .insert(newsletterDeliveries)
      .values({
        issueId,
        subscriberId: to.id,
        email: to.email,
        domain: to.email.split('@')[1] ?? '',
        state,
        nextAt: now,
        doneAt: state === 'queued' ? null : now,
        smtpText: `<${to.email}> is not here`,
        ...over,
      })
      .returning({ id: newsletterDeliveries.id })
    return row?.id as number
  })
}
