import type { IncomingMessage, ServerResponse } from 'node:http'
import { common, negotiate } from './headers.ts'
import type { Page } from './page-store.ts'

/** Headers of a reader by which they could speak to Next or to us in a proxy's place, and cookies: readers have none. */
export const forged =
  /^(?:x-middleware-|x-nextjs-|x-invoke-|x-matched-|x-testata-|next-|rsc$|x-forwarded-|content-security-policy|cookie$)/

/**
 * Sends a page that is ready. `own`: it is for this reader alone, so nobody may keep it. `secret`: so is its address, which
 * goes to no other site and into no search engine.
 */
export function send(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  page: Page,
  own = false,
  secret = false,
): void {
  const { body, head, etag } = page.variants[negotiate(req.headers['accept-encoding'])]
  const known = req.headers['if-none-match']
  if (known !== undefined && status === 200 && !own && (known === '*' || known.includes(etag))) {
    res
      .writeHead(
        304,
        head.filter((_, i, all) => !/^content-(?:length|type|encoding)$/i.test(all[i - (i % 2)] ?? '')),
      )
      .end()
    return
  }
  if (secret) res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  if (own || status >= 400)
    res.writeHead(
      status,
      head.map((value, i) =>
        head[i - 1] === 'Cache-Control'
          ? 'no-store'
          : secret && head[i - 1] === 'Referrer-Policy'
            ? 'no-referrer'
            : value,
      ),
    )
  else res.writeHead(status, head)
  if (req.method === 'HEAD') res.end()
  else res.end(body, 'latin1')
}

/** Sends a reader on; for good unless another status is given. */
export function redirect(res: ServerResponse, to: string, status = 301): void {
  // Only visible ASCII may stand in a header; encodeURI leaves what is encoded already.
  const location = encodeURI(to).replace(/%25([0-9A-F]{2})/gi, '%$1')
  res
    .writeHead(status, {
      Location: location,
      'Cache-Control': status === 301 ? 'public, max-age=3600' : 'no-store',
      'Content-Length': 0,
      ...Object.fromEntries(common),
    })
    .end()
}

const words: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  410: 'Gone',
  411: 'Length required',
  413: 'Too large',
  414: 'Address too long',
  500: 'Server error',
}

/** A refusal in one line. */
export function plain(res: ServerResponse, status: number, allow?: string): void {
  const body = `${status} ${words[status] ?? ''}\n`
  res
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      ...Object.fromEntries(common),
      ...(allow ? { Allow: allow } : {}),
      ...(status === 413 ? { Connection: 'close' } : {}),
    })
    .end(body)
}

/** JSON to be saved as a file by the one person that it is for. */
export function attachment(res: ServerResponse, body: string, name: string): void {
  res
    .writeHead(200, {
      ...Object.fromEntries(common),
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    })
    .end(body)
}
