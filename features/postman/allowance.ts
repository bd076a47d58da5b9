// How many messages may leave: a second, a day, and to a recipient's domain.
import 'server-only'
import type { Pace } from '@/features/mail/schema.ts'
import { countSentSince } from '@/features/sending/data.ts'
import { Bucket, warmUpLimit } from '@/features/sending/pace.ts'
import { findPublication } from '@/features/settings/data.ts'
import { instantOf, partsIn } from '@/lib/dates.ts'

const dayPause = 30_000

export class Allowance {
  /** What the settings allow, for all issues together that have no pace of their own. */
  private readonly common = new Bucket(1, Date.now())
  private readonly own = new Map<number, Bucket>()
  private pace: Pace | null = null
  private byDomain = new Map<string, Bucket>()
  private readonly cap: Bucket | null
  private left = Number.POSITIVE_INFINITY
  private countedAt = 0

  /** @param cap messages a second that are never exceeded, whatever is set; null: none */
  constructor(cap: number | null) {
    this.cap = cap === null ? null : new Bucket(cap, Date.now())
  }

  /** Takes over what the settings say. */
  read(pace: Pace): void {
    this.pace = pace
    const now = Date.now()
    this.common.set(pace.perSecond, now)
    this.byDomain = new Map(
      pace.domains.map(({ domain, perMinute }) => [
        domain,
        this.byDomain.get(domain) ?? new Bucket(perMinute / 60, now),
      ]),
    )
    for (const { domain, perMinute } of pace.domains) this.byDomain.get(domain)?.set(perMinute / 60, now)
    this.countedAt = 0
  }

  /** Counts what left today, if that was not done just now. `underWay`: messages that were claimed and may still leave. */
  async readDay(now: number, underWay: number): Promise<void> {
    if (!this.pace || now - this.countedAt < dayPause) return
    this.countedAt = now
    const { perDay, warmUp } = this.pace
    const most = Math.min(
      perDay ?? Number.POSITIVE_INFINITY,
      warmUp ? warmUpLimit(warmUp, now) : Number.POSITIVE_INFINITY,
    )
    if (most === Number.POSITIVE_INFINITY) this.left = most
    else {
      const { timeZone } = await findPublication()
      const { year, month, day } = partsIn(now, timeZone)
      const sent = await countSentSince(instantOf(year, month, day, 0, 0, timeZone))
      this.left = Math.max(0, most - sent - underWay)
    }
  }

  /** How many of `wanted` the day still has. */
  room(wanted: number): number {
    return Math.max(0, Math.min(wanted, this.left))
  }

  /** Takes note of messages that were claimed: they are of today. */
  claimed(messages: number): void {
    this.left -= messages
  }

  /** Takes note of messages that did not leave. */
  returned(messages: number): void {
    this.left += messages
  }

  /**
   * Lets one message of an issue through.
   * @param rate messages a second of the issue; null: as the settings have it
   * @returns milliseconds to wait; 0: it may leave
   */
  take(issueId: number, rate: number | null, now: number): number {
    const bucket = rate === null ? this.common : this.bucketOf(issueId, rate, now)
    const wait = Math.max(bucket.wait(now), this.cap?.wait(now) ?? 0)
    if (wait > 0) return wait
    bucket.take(now)
    this.cap?.take(now)
    return 0
  }

  /** An issue ended, or stopped. */
  forget(issueId: number): void {
    this.own.delete(issueId)
  }

  private bucketOf(issueId: number, rate: number, now: number): Bucket {
    let bucket = this.own.get(issueId)
    if (!bucket) {
      bucket = new Bucket(rate, now)
      this.own.set(issueId, bucket)
    }
    bucket.set(rate, now)
    return bucket
  }

  /** Recipients' domains that have a limit, and those of them that have something left. */
  domains(now: number): { capped: string[]; free: { domain: string; most: number }[] } {
    const all = [...this.byDomain].map(([domain, bucket]) => ({ domain, most: bucket.available(now) }))
    return { capped: all.map(({ domain }) => domain), free: all.filter(({ most }) => most > 0) }
  }

  /** Takes note of a message to a domain. */
  takeDomain(domain: string, now: number): void {
    this.byDomain.get(domain)?.take(now)
  }
}
