// How fast messages may leave. Times in milliseconds.

/** Lets `perSecond` through on average, and no more than a second's worth at once. */
export class Bucket {
  private tokens: number
  private at: number
  private perSecond: number

  constructor(perSecond: number, now: number) {
    this.perSecond = perSecond
    this.at = now
    this.tokens = Math.min(1, perSecond)
  }

  /** Changes the pace from now on. */
  set(perSecond: number, now: number): void {
    if (perSecond === this.perSecond) return
    this.fill(now)
    this.perSecond = perSecond
    this.tokens = Math.min(this.tokens, this.most)
  }

  /** How many may leave now. */
  available(now: number): number {
    this.fill(now)
    return Math.floor(this.tokens)
  }

  /** Takes one; false when it must wait. */
  take(now: number): boolean {
    this.fill(now)
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }

  /** How long until one may leave. */
  wait(now: number): number {
    this.fill(now)
    return this.tokens >= 1 ? 0 : Math.ceil(((1 - this.tokens) / this.perSecond) * 1_000)
  }

  private get most(): number {
    return Math.max(1, this.perSecond)
  }

  private fill(now: number): void {
    // A clock that was set back gives nothing and takes nothing.
    const passed = Math.max(0, now - this.at)
    this.at = now
    this.tokens = Math.min(this.most, this.tokens + (passed / 1_000) * this.perSecond)
  }
}

const day = 24 * 3_600_000

/** Messages that a new sender may send on a day of its warm-up: `first` on the first day, twice as many each day after. */
export function warmUpLimit(warmUp: { since: number; first: number }, now: number): number {
  const days = Math.max(0, Math.floor((now - warmUp.since) / day))
  return days > 24 ? Number.POSITIVE_INFINITY : warmUp.first * 2 ** days
}
