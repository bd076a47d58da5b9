import { dataVersion, latestSeq, oldestSeq, tagsAfter } from '@/db/tag-clock.ts'
import { log } from '@/lib/log.ts'

/** Which tags were touched since this process began, and when, in the database's own count. */
export class TagClock {
  /** Number of the last row seen; -1 before the first look. */
  seq = -1
  /** Time of day at the last look, UTC milliseconds. */
  now = Date.now()
  private readonly touched = new Map<string, number>()
  private everything = -1
  private version = -1
  private broken = false
  private checkedThisTurn = false
  private readonly turnOver = () => {
    this.checkedThisTurn = false
  }

  /** For the front door: one look per turn of the event loop. Every request read in a turn had arrived before the look. */
  glance(): void {
    if (this.checkedThisTurn) return
    this.checkedThisTurn = true
    setImmediate(this.turnOver)
    this.look()
  }

  /** Reads what was touched since the last look. A locked or broken database leaves the last known state. */
  look(): void {
    this.now = Date.now()
    try {
      const version = dataVersion()
      if (version === this.version && !this.broken) return
      if (this.seq === -1)
        this.seq = latestSeq() // the stores are empty: history does not matter
      else if (oldestSeq() > this.seq + 1) {
        // Rows that this process never saw are pruned already: nothing that it keeps can be trusted.
        this.everything = latestSeq()
        this.touched.clear()
        this.seq = this.everything
      }
      for (const row of tagsAfter(this.seq)) {
        this.touched.set(row.tag, row.seq)
        this.seq = row.seq
      }
      this.version = version
      this.broken = false
    } catch (error) {
      if (!this.broken) log.error('tag clock unreadable', { error })
      this.broken = true
    }
  }

  /** Whether one of the tags was touched after the clock showed `seq`. */
  touchedSince(tags: readonly string[], seq: number): boolean {
    if (this.everything > seq) return true
    for (const tag of tags) if ((this.touched.get(tag) ?? -1) > seq) return true
    return false
  }

  /** Whether the database could be read at the last look. */
  get healthy(): boolean {
    return !this.broken
  }
}
