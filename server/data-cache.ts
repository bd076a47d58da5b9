// Next's `cacheHandlers.default`: the results of 'use cache' functions.
import { write } from '@/db/client.ts'
import { degradedTag } from '@/features/articles/tags.ts'
import { log } from '@/lib/log.ts'
import { requestScope } from '@/lib/request-scope.ts'
import { shared } from './shared.ts'

type Entry = {
  value: ReadableStream<Uint8Array>
  tags: string[]
  stale: number
  timestamp: number
  expire: number
  revalidate: number
}

export default {
  async get(key: string, softTags: string[]) {
    const { clock, data } = shared()
    const entry = data.get(key)
    if (!entry || clock.touchedSince(entry.tags, entry.seq) || clock.touchedSince(softTags, entry.seq))
      return undefined
    return { ...entry, value: new Blob([entry.value as Uint8Array<ArrayBuffer>]).stream() }
  },

  async set(key: string, pending: Promise<Entry>) {
    try {
      const entry = await pending
      const value = new Uint8Array(await new Response(entry.value as BodyInit).arrayBuffer())
      const seq = requestScope.getStore()?.seq
      if (seq === undefined || entry.tags.includes(degradedTag)) return
      shared().data.set(key, { ...entry, value, seq, bytes: value.length + 2 * key.length + 1024 })
    } catch (error) {
      log.warn('a render ended half-way, its result is not kept', { error })
    }
  },

  async refreshTags() {
    shared().clock.look()
  },

  async getExpiration() {
    return Number.POSITIVE_INFINITY // "ask get()": it compares soft tags by the clock, not by the time of day
  },

  async updateTags(tags: string[]) {
    await write((tx) => tx.touch(...tags)) // revalidateTag() and updateTag() reach every process too
  },
}
