// Counts which articles are read, without knowing by whom: an address and a number, nothing of the reader.
import type { IncomingMessage } from 'node:http'
import { listMostRead } from '@/features/reading/data.ts'
import { recordViews, touchMostRead } from '@/features/reading/mutations.ts'
import { log } from '@/lib/log.ts'

/** Names of programs that are no readers. */
export const robots =
  /bot|crawl|spider|slurp|preview|monitor|headless|lighthouse|curl|wget|python|java\/|go-http|node/i
const articlePath = /^\/(?!(?:archive|authors|corrections|newsletter|topics)\/)[a-z0-9-]+\/[a-z0-9-]+$/
const mostAddresses = 50_000

export class Views {
  private counts = new Map<string, number>()
  private ranking = ''

  /**
   * Takes note of an answer of status 200 or 304. A prefetch counts: our rules begin one when a link is pressed, and the
   * visit itself then asks for nothing.
   */
  count(req: IncomingMessage, path: string): void {
    if (req.method !== 'GET' || !articlePath.test(path)) return
    const agent = req.headers['user-agent']
    if (!agent || robots.test(agent)) return
    if (this.counts.size < mostAddresses || this.counts.has(path))
      this.counts.set(path, (this.counts.get(path) ?? 0) + 1)
  }

  /** Writes what was counted, and lets the front page know when the list of the most read changed. */
  async flush(): Promise<void> {
    const counts = this.counts
    this.counts = new Map()
    try {
      await recordViews(counts)
      const ranking = (await listMostRead(5)).join()
      if (ranking === this.ranking) return
      if (this.ranking !== '') await touchMostRead()
      this.ranking = ranking
    } catch (error) {
      log.warn('page views not recorded', { error })
    }
  }
}
