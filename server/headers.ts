import { createHash } from 'node:crypto'
import { frameHosts } from '@/features/articles/document/embeds.ts'
import { readEnv } from '@/lib/env.mjs'

export type Encoding = 'br' | 'gzip' | 'identity'

/** Headers of every answer. */
export const common: readonly [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()'],
]

// Ours, not Next's `s-maxage=2592000`: a shared cache would keep a corrected article for a month.
export const revalidate = 'public, max-age=0, must-revalidate'

const speculation: [string, string] = ['Speculation-Rules', '"/reader/speculation-rules.json"']

/**
 * The policy of a reader page. The path source lets only our own small modules run; the page's one inline style, which
 * carries the publication's colour, is allowed by its hash.
 */
export function readerPolicy(html: string): string {
  const scripts = readEnv()
    .origins.map((origin) => `${origin}/reader/`)
    .join(' ')
  const accent = /<style id="accent">([^<]*)<\/style>/.exec(html)?.[1]
  const hash = accent === undefined ? '' : ` 'sha256-${createHash('sha256').update(accent).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src 'self'${hash}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `frame-src ${frameHosts.join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** What only pages have: their policy, and the fonts to fetch at once. */
export type PageHeaders = { policy: string; link: string }

/** The part of Next's Link header that is about fonts; it also names scripts that readers never run. */
export function fontLinks(link: unknown): string {
  return String(link ?? '')
    .split(/,\s*(?=<)/)
    .filter((part) => /;\s*as="?font"?/.test(part))
    .join(', ')
}

/** Headers of a page or document as the flat list that writeHead takes as it is. */
export function headOf(
  type: string,
  encoding: Encoding,
  etag: string,
  length: number,
  page: PageHeaders | null,
): string[] {
  const head = [
    'Content-Type',
    type,
    'Content-Length',
    String(length),
    'ETag',
    etag,
    'Vary',
    'Accept-Encoding',
    'Cache-Control',
    revalidate,
    ...common.flat(),
  ]
  if (page) head.push('Content-Security-Policy', page.policy, ...speculation)
  if (page?.link) head.push('Link', page.link)
  if (encoding !== 'identity') head.push('Content-Encoding', encoding)
  return head
}

const seen = new Map<string, Encoding>()

/** The best encoding that an Accept-Encoding header allows (RFC 9110, 12.5.3). */
export function negotiate(accept: string | undefined): Encoding {
  if (!accept) return 'identity'
  let encoding = seen.get(accept)
  if (!encoding) {
    const offers = (name: string) =>
      accept.split(',').some((part) => {
        const [coding, ...parameters] = part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/)
        return coding === name && !parameters.some((p) => /^q=0(?:\.0*)?$/.test(p))
      })
    encoding = offers('br') ? 'br' : offers('gzip') ? 'gzip' : 'identity'
    if (seen.size > 500) seen.clear() // clients could fill it with inventions
    seen.set(accept, encoding)
  }
  return encoding
}
