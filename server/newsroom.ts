// The newsroom's part of the front door: everything under /admin, /api/admin and /api/auth goes to Next, for this one person, never
// remembered. What a client could forge is taken away; security itself is in loaders and actions.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { readEnv } from '@/lib/env.mjs'
import { clientAddress } from './address.ts'
import { plain, redirect } from './answers.ts'
import { common, negotiate } from './headers.ts'
import { type NextHandler, pass, render } from './render.ts'

const pack = promisify(gzip)

/** Headers by which a client could speak to Next or to us in a proxy's place. Next's own client needs its other ones. */
const forgedHere =
  /^(?:x-middleware-|x-forwarded-|x-invoke-|x-matched-|x-testata-|x-nonce$|next-resume|content-security-policy)/

const open = /^\/admin\/(?:login|setup|invite|reset|second-factor)(?:\/|$)/
/** Files as long as what they tell of, and the answer that tells how an import gets on. */
const streamed = /^\/api\/admin\/(?:[a-z-]+\.csv|subscribers\/import)$/
const smallestPacked = 1024
/** Bytes. Pictures and Word files come whole; what scripts send otherwise is an article at most, and so is a form. */
const largest = { file: 30 << 20, api: 8 << 20, people: 201 << 20, page: 3 << 20, auth: 16 << 10 }
const files = /^\/api\/admin\/(?:media|articles\/docx)$/

/** How addresses of the newsroom are spelled. Next would read `/admin/..` as the readers' front page, `.rsc` as a page's data. */
const spelled = /^(?:\/[\w-]+(?:\.csv)?)+\/?$/

/** Whether an address belongs to the newsroom. */
export const isNewsroom = (path: string): boolean => /^\/(?:admin|api\/admin|api\/auth)(?:\/|$)/.test(path)

function mostOf(path: string): number {
  if (path.startsWith('/api/auth')) return largest.auth
  if (!path.startsWith('/api/')) return largest.page
  if (path === '/api/admin/subscribers/import') return largest.people
  return files.test(path) ? largest.file : largest.api
}

function policy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "object-src 'none'",
  ].join('; ')
}

/**
 * Answers a request of the newsroom.
 * @param ownOrigin whether the request, if it changes anything, comes from a page of ours
 */
export async function newsroom(
  next: NextHandler,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  ownOrigin: boolean,
): Promise<void> {
  const { method = 'GET' } = req
  if (!spelled.test(path)) return plain(res, 404)
  const isApi = path.startsWith('/api/')
  const allowed = isApi ? ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] : ['GET', 'HEAD', 'POST']
  if (!allowed.includes(method)) return plain(res, 405, allowed.join(', '))
  const reading = method === 'GET' || method === 'HEAD'
  if (!reading && !ownOrigin) return plain(res, 403)
  if (!reading) {
    const hasBody =
      req.headers['transfer-encoding'] !== undefined || req.headers['content-length'] !== undefined
    const length = Number(req.headers['content-length'] ?? Number.NaN)
    if (hasBody && !Number.isSafeInteger(length)) return plain(res, 411)
    if (length > mostOf(path)) return plain(res, 413)
  }
  // For comfort only: a visitor without a cookie is shown the way at once.
  if (reading && !isApi && !open.test(path) && !/testata\.session=/.test(req.headers.cookie ?? ''))
    return redirect(res, `/admin/login?next=${encodeURIComponent(req.url ?? path)}`, 303)
  const { siteUrl } = readEnv()
  const nonce = randomBytes(16).toString('base64')
  const csp = policy(nonce)
  const address = clientAddress(req)
  for (const name of Object.keys(req.headers)) if (forgedHere.test(name)) delete req.headers[name]
  Object.assign(req.headers, {
    host: new URL(siteUrl).host,
    'content-security-policy': csp, // where Next reads the nonce
    'x-nonce': nonce,
    'x-testata-address': address,
    ...(req.headers.origin ? { origin: siteUrl } : {}),
  })
  if (streamed.test(path)) {
    for (const [name, value] of common) res.setHeader(name, value)
    return pass(next, req, res)
  }
  const rendered = await render(next, req, undefined)
  await finish(req, res, rendered, csp)
}

async function finish(
  req: IncomingMessage,
  res: ServerResponse,
  rendered: Awaited<ReturnType<typeof render>>,
  csp: string,
): Promise<void> {
  const { status, headers, body } = rendered
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value)
  for (const [name, value] of common) res.setHeader(name, value)
  res.setHeader('Content-Security-Policy', csp)
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('Referrer-Policy', 'same-origin')
  res.removeHeader('Transfer-Encoding')
  const packs =
    body.length >= smallestPacked &&
    /^(?:text\/|application\/json)/.test(String(headers['content-type'] ?? '')) &&
    negotiate(req.headers['accept-encoding']) !== 'identity'
  const sent = packs ? await pack(body) : body
  if (packs) res.setHeader('Content-Encoding', 'gzip')
  const vary = String(headers.vary ?? '')
  res.setHeader(
    'Vary',
    vary.includes('Accept-Encoding') ? vary : [vary, 'Accept-Encoding'].filter(Boolean).join(', '),
  )
  if (status !== 204 && status !== 304) res.setHeader('Content-Length', sent.length)
  res.writeHead(status)
  res.end(req.method === 'HEAD' ? undefined : sent)
}
