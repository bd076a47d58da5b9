// Counts which addresses lead on, and which lead nowhere, without knowing for whom.
import type { IncomingMessage } from 'node:http'
import { recordDetours } from '@/features/redirects/mutations.ts'
import { log } from '@/lib/log.ts'
import { robots } from './views.ts'

const mostAddresses = 5_000
const longest = 200

export class Detours {
  private moved = new Map<string, number>()
  private missing = new Map<string, number>()

  /** Takes note of an answer 301 or 410 (`moved`), or 404 (`missing`), at an address as it came over the wire. */
  count(kind: 'moved' | 'missing', req: IncomingMessage, raw: string): void {
    if (req.method !== 'GET' || raw.length > longest) return
    if (robots.test(req.headers['user-agent'] ?? 'bot')) return
    let path: string
    try {
      path = decodeURIComponent(raw)
    } catch {
      return
    }
    const counts = this[kind]
    if (counts.size < mostAddresses || counts.has(path)) counts.set(path, (counts.get(path) ?? 0) + 1)
  }

  /** Writes what was counted. */
  async flush(): Promise<void> {
    const { moved, missing } = this
    if (moved.size + missing.size === 0) return
    this.moved = new Map()
    this.missing = new Map()
    try {
      await recordDetours(moved, missing)
    } catch (error) {
      log.warn('redirects and missing addresses not counted', { error })
    }
  }
}
