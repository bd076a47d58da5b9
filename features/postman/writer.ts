// The message of one reader, as it leaves.
import 'server-only'
import { bounceAddress, bounceKey } from '@/features/bounces/verp.ts'
import type { SendingIssue } from '@/features/dispatch/data.ts'
import type { Claimed } from '@/features/ledger/schema.ts'
import type { Sender } from '@/features/mail/schema.ts'
import { Signer } from '@/features/mail/signature.ts'
import { messageIdOf, messageKey } from '@/features/sending/message.ts'
import { type LinkKey, signLeave } from '@/features/subscribers/links.ts'

export type Ready = { from: string; to: string; message: Buffer }

/** Fills in messages for one sender; the keys are read once. */
export class Writer {
  private readonly bounces = bounceKey()
  private readonly ids = messageKey()
  private readonly signer: Signer | null
  private readonly sender: Sender
  private readonly links: LinkKey
  private readonly host: string

  /** @param host of the site, which Message-IDs end with */
  constructor(sender: Sender, links: LinkKey, host: string) {
    this.signer = sender.dkim && new Signer(sender.dkim)
    this.sender = sender
    this.links = links
    this.host = host
  }

  /** The message for a reader, signed when we sign. */
  write(row: Claimed, issue: SendingIssue): Ready {
    const filled = issue.templates[row.variant].fill({
      to: `<${row.email}>`,
      messageId: messageIdOf(row.issueId, row.uid, this.host, this.ids),
      leave: signLeave(this.links, row.uid, row.newsletterId),
      preferences: signLeave(this.links, row.uid, 0),
    })
    const { from, bounces } = this.sender
    return {
      from: bounces ? bounceAddress(row.id, bounces.domain, this.bounces) : from.address,
      to: row.email,
      message: this.signer ? this.signer.sign(filled) : filled,
    }
  }
}
