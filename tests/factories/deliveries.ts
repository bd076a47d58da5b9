import { eq } from 'drizzle-orm'
import { write } from '@/db/client.ts'
import { subscribers } from '@/db/schema/newsletter.ts'
import { newsletterDeliveries, newsletterIssues } from '@/db/schema/sending.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { ensureSubscriber, setSubscriptions } from '@/features/subscribers/mutations.ts'

/** A message that was sent to a confirmed subscriber, of an issue of its own number. */
export const addDelivery = (email: string, issueId = 1) =>
  write(async (tx) => {
    const at = Date.now()
    const newsletterId = await ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' })
    const { id: subscriberId } = await ensureSubscriber(tx, email, { language: 'it', text: 'Sì', page: '/' })
    await tx
      .update(subscribers)
      .set({ status: 'confirmed', confirmedAt: at })
      .where(eq(subscribers.id, subscriberId))
    await setSubscriptions(tx, subscriberId, ['daily'], true)
    await tx
      .insert(newsletterIssues)
      .values({
        id: issueId,
        newsletterId,
        kind: 'digest',
        status: 'done',
        intro: [],
        source: {},
        createdAt: at,
        updatedAt: at,
      })
      .onConflictDoNothing()
    const [row] = await tx
      .insert(newsletterDeliveries)
      .values({ issueId, subscriberId, email, domain: 'example.org', state: 'sent', nextAt: at, doneAt: at })
      .returning({ id: newsletterDeliveries.id })
    return { deliveryId: row?.id as number, issueId, subscriberId }
  })
