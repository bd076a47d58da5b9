/** A map bounded in bytes. What was used longest ago goes first. */
export class ByteLru<V extends { bytes: number }> {
  private readonly map = new Map<string, V>()
  private readonly limit: number
  private readonly dropped: (key: string, value: V) => void
  bytes = 0

  /** `dropped` hears of every value that leaves, for whatever reason. */
  constructor(limit: number, dropped: (key: string, value: V) => void = () => {}) {
    this.limit = limit
    this.dropped = dropped
  }

  get size(): number {
    return this.map.size
  }

  /** The value, which becomes the youngest. */
  get(key: string): V | undefined {
    const value = this.map.get(key)
    if (value) {
      this.map.delete(key) // a Map keeps insertion order: last in is youngest
      this.map.set(key, value)
    }
    return value
  }

  /** Keeps the value unless it alone is over the limit. */
  set(key: string, value: V): void {
    this.delete(key)
    if (value.bytes > this.limit) return
    this.map.set(key, value)
    this.bytes += value.bytes
    for (const oldest of this.map.keys()) {
      if (this.bytes <= this.limit) break
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const value = this.map.get(key)
    if (!value) return
    this.map.delete(key)
    this.bytes -= value.bytes
    this.dropped(key, value)
  }
}
