// The previews' part of the front door: whoever has a link sees what is not public yet, without a session. Nobody may
// keep, index or pass on what goes out here.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { hashToken } from '@/features/accounts/tokens.ts'
import { type PlainPage, plainPage, previewBar, withBar } from '@/features/previews/bar.ts'
import { findPreview } from '@/features/previews/data.ts'
import { previewPath, type Scene } from '@/features/previews/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { log } from '@/lib/log.ts'
import { plain } from './answers.ts'
import { common, negotiate } from './headers.ts'
import { isNewsroom } from './newsroom.ts'
import type { SceneSet, Shown } from './preview-messages.ts'
import type { PreviewProcess } from './preview-process.ts'

export type PreviewDoor = {
  answer(req: IncomingMessage, res: ServerResponse, path: string, query: string): Promise<void>
  /** Somebody is about to ask for a preview. */
  warm(): void
}

const pack = promisify(gzip)
const address = /^\/preview\/([\w-]{43})(\/.*)?$/
/** A browser that waits longer is shown a page that says so; programs wait for the answer. */
const patience = 6_000

/** Whether an address belongs to a preview. */
export const isPreview = (path: string): boolean => /^\/preview(?:\/|$)/.test(path)

/** The handler for everything under /preview. */
export function previewDoor(previews: PreviewProcess): PreviewDoor {
  const answer: PreviewDoor['answer'] = async (req, res, path, query) => {
    const { method = 'GET' } = req
    if (method !== 'GET' && method !== 'HEAD') return plain(res, 405, 'GET, HEAD')
    const publication = await findPublication()
    const t = newsroomWords(publication.language)
    const say = (status: number, page: PlainPage) => reply(req, res, status, plainPage(publication, page))
    const [, token, below] = address.exec(path) ?? []
    const link = token === undefined ? null : await findPreview(hashToken(token))
    if (!link || token === undefined) return say(404, t.previews.unknown)
    if (link.revokedAt !== null || link.expiresAt <= Date.now()) return say(410, t.previews.over)
    const { expiresAt: _expiresAt, revokedAt: _revokedAt, ...scene } = link
    const base = previewPath(token)
    const go = below === undefined || below === '/' ? new URLSearchParams(query).get('go') : null
    if (go !== null) return sendOn(res, base + tidy(go))
    try {
      const wanted = below === undefined || below === '/' ? null : below
      const asked = ask(previews, scene, wanted, query)
      const given = req.headers['sec-fetch-mode'] === 'navigate' ? await soon(asked) : await asked
      if (given === 'later') return say(503, { ...t.previews.waiting, again: true })
      const { set, shown } = given
      if (shown === null)
        return say(404, { ...t.previews.elsewhere, link: { href: base, label: t.previews.elsewhere.back } })
      const location = shown.headers['location']
      if (location !== undefined) return sendOn(res, inside(location, base))
      const facts = { token, scene, at: set.at, path: wanted ?? set.path, arrivals: set.arrivals }
      return pass(req, res, shown, previewBar(publication, facts))
    } catch (error) {
      if (error instanceof AppError)
        return say(422, { title: t.previews.refused, text: t.errors[error.code] })
      log.error('preview failed', { error })
      return say(500, t.previews.failed)
    }
  }
  return { answer, warm: () => previews.warm() }
}

/** One page of a scene; of an article's scene no other than the article itself. */
function ask(
  previews: PreviewProcess,
  scene: Scene,
  wanted: string | null,
  query: string,
): Promise<{ set: SceneSet; shown: Shown | null }> {
  return previews.show(scene, (set) => {
    const path = wanted ?? set.path
    if (scene.articleId !== null && path !== set.path) return null
    if (isNewsroom(path) || isPreview(path)) return null
    return query ? `${path}?${query}` : path
  })
}

async function soon<T>(answer: Promise<T>): Promise<T | 'later'> {
  let timer: NodeJS.Timeout | undefined
  const later = new Promise<'later'>((resolve) => {
    timer = setTimeout(() => resolve('later'), patience)
  })
  const first = await Promise.race([answer, later])
  clearTimeout(timer)
  if (first === 'later') answer.catch((error: unknown) => log.warn('preview failed', { error }))
  return first
}

/** What somebody typed as an address within the preview: with or without the site before it. */
function tidy(typed: string): string {
  const path = typed.trim().replace(/^https?:\/\/[^/]+/, '')
  return path === '' || path === '/' ? '' : `/${path.replace(/^\/+/, '')}`
}

/** Where a redirect leads: within the preview, unless it leaves the site. */
function inside(location: string, base: string): string {
  const { siteUrl } = readEnv()
  if (location.startsWith(`${siteUrl}/`)) return base + location.slice(siteUrl.length)
  return location.startsWith('/') ? base + location : location
}

function sendOn(res: ServerResponse, to: string): void {
  res.writeHead(303, { ...privately(), Location: encodeURI(to), 'Content-Length': 0 }).end()
}

const privately = (): Record<string, string> => ({
  ...Object.fromEntries(common),
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
})

/** Passes an answer on: a page with the bar above it, anything else as it is. */
async function pass(req: IncomingMessage, res: ServerResponse, shown: Shown, bar: string): Promise<void> {
  const type = shown.headers['content-type'] ?? 'application/octet-stream'
  const policy = shown.headers['content-security-policy']
  const bytes = Buffer.from(shown.body)
  if (policy !== undefined) res.setHeader('Content-Security-Policy', policy)
  const body = type.startsWith('text/html') ? Buffer.from(withBar(bytes.toString(), bar)) : bytes
  await reply(req, res, shown.status, body, type)
}

async function reply(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  body: string | Buffer,
  type = 'text/html; charset=utf-8',
): Promise<void> {
  const packs =
    /^(?:text\/|application\/)/.test(type) && negotiate(req.headers['accept-encoding']) !== 'identity'
  const sent = packs ? await pack(body) : Buffer.from(body)
  if (packs) res.setHeader('Content-Encoding', 'gzip')
  if (!res.hasHeader('Content-Security-Policy'))
    res.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  res.writeHead(status, {
    ...privately(),
    'Content-Type': type,
    'Content-Length': sent.length,
    Vary: 'Accept-Encoding',
    ...(status === 503 ? { 'Retry-After': '2' } : {}),
  })
  res.end(req.method === 'HEAD' ? undefined : sent)
}
