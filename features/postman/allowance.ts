// How many messages may leave: a second, a day, and to a recipient's domain.
import 'server-only'
import type { Pace } from '@/features/mail/schema.ts'
import { countSentSince } from '@/features/sending/data.ts'
import { Bucket, warmUpLimit } from '@/features/sending/pace.ts'
import { findPublication } from '@/features/settings/data.ts'
import { instantOf, partsIn } from '@/lib/dates.ts'

const dayPause = 30_000

export class Allowance {
  private readonly bucket = new Bucket(1, Date.now())
  private pace: Pace | null = null
  private byDomain = new Map<string, Bucket>()
  private readonly cap: number | null
  private left = Number.POSITIVE_INFINITY
  private countedAt = 0

  constructor(cap: number | null) {
    this.cap = cap
  }

  /** Takes over what the settings say. */
  read(pace: Pace): void {
    this.pace = pace
    const now = Date.now()
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
   * Lets one message through.
   * @param rate messages a second of its issue; null: as the settings have it
   * @returns milliseconds to wait; 0: it may leave
   */
  take(rate: number | null, now: number): number {
    const wanted = rate ?? this.pace?.perSecond ?? 1
    this.bucket.set(this.cap === null ? wanted : Math.min(wanted, this.cap), now)
    return this.bucket.take(now) ? 0 : this.bucket.wait(now)
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
