// Next's `cacheHandler`: whole pages.
import { degradedTag } from '@/features/articles/tags.ts'
import { requestScope } from '@/lib/request-scope.ts'
import type { Lifetime } from './page-store.ts'
import { shared } from './shared.ts'
import { strip } from './strip.ts'

type Value = {
  kind: string
  html?: string
  status?: number
  postponed?: string
  headers?: Record<string, unknown>
}

export default class PageCache {
  async get(key: string) {
    const { clock, pages } = shared()
    clock.look()
    const page = pages.get(key)
    if (!page) return null
    const html = Buffer.from(page.variants.identity.body, 'latin1').toString()
    return {
      lastModified: page.modified,
      cacheControl: page.lifetime,
      value: { kind: 'APP_PAGE', html, status: 200, headers: page.headers },
    }
  }

  async set(key: string, value: Value | null, context: { cacheControl?: Lifetime }) {
    const scope = requestScope.getStore()
    // Whole reader pages only: no shells, nothing made outside a request (the build), and no 404s. A page's
    // notFound() has its status in the value; the page for "no such route" has it in the response alone.
    if (!scope?.path || value?.kind !== 'APP_PAGE' || value.postponed || !value.html) return
    if ((value.status ?? 200) !== 200 || scope.status() !== 200) return
    const headers = value.headers ?? {}
    const tags = String(headers['x-next-cache-tags'] ?? '')
      .split(',')
      .filter(Boolean)
    if (tags.includes(degradedTag)) return
    const { path, seq } = scope
    await shared().pages.putPage(key, strip(value.html), {
      path,
      tags,
      seq,
      headers,
      lifetime: context.cacheControl,
    })
  }

  // Tags reach the clock through the other handler's updateTags().
  async revalidateTag() {}
  resetRequestCache() {}
}
