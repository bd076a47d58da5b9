// Takes in what came back, whichever way it came. What is said twice counts once, so it may be given again after a crash.
import 'server-only'
import { write } from '@/db/client.ts'
import { findDelivery } from './data.ts'
import { noteComplaint, noteRefusal } from './mutations.ts'
import { type Report, readReport } from './report.ts'
import { bounceKey, readBounceAddress } from './verp.ts'

/** What became of a message: it counted, it had been counted before, or why it says nothing. */
export type Taken = 'counted' | 'known' | 'unsigned' | Extract<Report, { kind: 'ignored' }>['why']

/**
 * Takes in a message that came back.
 * @param raw the whole message
 * @param envelopeTo addresses that it was delivered to; without any, the message's own words are searched for them
 */
export async function takeReport(raw: Buffer, envelopeTo: readonly string[] = []): Promise<Taken> {
  const report = await readReport(raw)
  if (report.kind === 'ignored') return report.why
  const key = bounceKey()
  const id = [...envelopeTo, ...report.addresses]
    .map((address) => readBounceAddress(address, key))
    .find((found) => found !== null)
  if (id === undefined) return 'unsigned'
  return write(async (tx) => {
    const delivery = await findDelivery(id, tx)
    if (!delivery) return 'unsigned'
    const about = { deliveryId: id, issueId: delivery.issueId, subscriberId: delivery.subscriberId }
    if (report.kind === 'complaint')
      return (await noteComplaint(tx, about, report.text)) ? 'counted' : 'known'
    // A server that still tries says "delayed": nothing has been refused yet.
    const failed = report.recipients.filter(({ action }) => action === 'failed')
    if (failed.length === 0) return 'no-report'
    let isNew = false
    for (const { status, text } of failed)
      isNew = (await noteRefusal(tx, { ...about, status, text })) || isNew
    return isNew ? 'counted' : 'known'
  })
}
