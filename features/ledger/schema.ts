import type { DeliveryState } from '@/features/sending/schema.ts'

/** A message that this process may send now. `uid` stands for the subscriber in links. */
export type Claimed = {
  id: number
  issueId: number
  subscriberId: number
  newsletterId: number
  uid: string
  email: string
  domain: string
  variant: 'a' | 'b'
  attempt: number
  /** When it was first refused for the moment, UTC milliseconds; null: never. */
  firstAt: number | null
}

/** What became of a message. `nextAt`, UTC milliseconds: when one that goes back is tried again. */
export type Settled = {
  id: number
  state: Extract<DeliveryState, 'queued' | 'sent' | 'failed' | 'uncertain'>
  attempt: number
  nextAt: number
  code: number | null
  text: string
  serverId: string
}
