// Counts what letters lead to: links in them end with `?n=<issue>` or `?n=<issue>-a`. Nothing tells whose letter it was.
import type { IncomingMessage } from 'node:http'
import { recordClicks } from '@/features/figures/mutations.ts'
import { type Click, clickKey } from '@/features/figures/schema.ts'
import { log } from '@/lib/log.ts'
import { robots } from './views.ts'

const mark = /(?:^|&)n=([1-9]\d{0,9})(?:-([ab]))?(?:&|$)/
/** One spelling of an address: what is written otherwise is no link of ours. */
const plainPath = /^\/(?:[a-z0-9-]+\/)*[a-z0-9-]*$/
const longest = 200
const mostKeys = 20_000

export class Clicks {
  private counts = new Map<string, Click>()

  /** Takes note of an answer 200, 304 or 301 to somebody who followed a link in a letter. */
  count(req: IncomingMessage, path: string, query: string): void {
    if (query === '' || req.method !== 'GET') return
    const found = mark.exec(query)
    if (!found || path.length > longest || !plainPath.test(path)) return
    if (robots.test(req.headers['user-agent'] ?? 'bot')) return
    // What a browser or a mail program fetches ahead is nobody's click.
    if (/prefetch|prerender|preview/.test(String(req.headers['sec-purpose'] ?? req.headers.purpose ?? '')))
      return
    const click = { issue: Number(found[1]), variant: (found[2] ?? '') as Click['variant'], path }
    const key = clickKey(click)
    const known = this.counts.get(key)
    if (known) known.count++
    else if (this.counts.size < mostKeys) this.counts.set(key, { ...click, count: 1 })
  }

  /** Writes what was counted. */
  async flush(): Promise<void> {
    const { counts } = this
    if (counts.size === 0) return
    this.counts = new Map()
    try {
      await recordClicks([...counts.values()])
    } catch (error) {
      log.warn('clicks not recorded', { error })
    }
  }
}
