// Every request comes through here. A stored page leaves without touching Next; an address that does not exist never
// reaches it; what Next renders goes out whole, stripped, with our own headers and the true status.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Letter, letterOf } from '@/features/paths/locate.ts'
import { readEnv } from '@/lib/env.mjs'
import { errorId } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import type { FormState } from '@/lib/request-scope.ts'
import { clientAddress } from './address.ts'
import { locate } from './addresses.ts'
import { attachment, forged, plain, redirect, send } from './answers.ts'
import type { Clicks } from './clicks.ts'
import type { Detours } from './detours.ts'
import { health } from './health.ts'
import { answerLetter } from './letters.ts'
import { isNewsroom, newsroom } from './newsroom.ts'
import { type Page, prepare } from './page-store.ts'
import { isPreview, type PreviewDoor } from './preview-door.ts'
import { type NextHandler, type Rendered, render, requestFor } from './render.ts'
import { shared } from './shared.ts'
import type { StaticFiles } from './static-files.ts'
import { strip } from './strip.ts'
import type { Views } from './views.ts'

/** Internal addresses of the pages that go out with another status. They cannot be asked for from outside. */
const errorPages = { 404: '/-/404', 410: '/-/410', 500: '/-/500' } as const
type ErrorStatus = keyof typeof errorPages

const formPaths = new Set(['/newsletter', '/newsletter/subscribe'])
const longestUrl = 8192
const largestForm = 16 * 1024
const longestDrain = 5_000

export type FrontDoor = {
  listener: RequestListener
  warm: () => Promise<void>
  /** From now on answers say that their connection ends with them. Resolves when no request has been there for a moment. */
  drain: () => Promise<void>
}

/**
 * The listener of the public server. `files` serves what is on disk; `views` counts what is read; `previews` shows what is
 * not public yet, to those who have a link; `detours` counts what leads on, and what leads nowhere; `clicks` what is followed
 * in letters.
 */
export function frontDoor(
  next: NextHandler,
  files: StaticFiles,
  views: Views,
  previews?: PreviewDoor,
  detours?: Detours,
  clicks?: Clicks,
): FrontDoor {
  const { clock, pages } = shared()
  const underWay = new Map<string, { seq: number; page: Promise<Page> }>()
  const lastGood = new Map<string, Page>()
  // Never the client's Host header: what it says would be remembered with the page.
  const { siteUrl, origins } = readEnv()
  const { host } = new URL(siteUrl)
  let draining = false
  let active = 0

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = req.url ?? '/'
    const mark = url.indexOf('?')
    const path = mark === -1 ? url : url.slice(0, mark)
    const query = mark === -1 ? '' : url.slice(mark + 1)
    const reading = req.method === 'GET' || req.method === 'HEAD'
    clock.glance()
    if (reading) {
      const page = path.startsWith('/-') ? undefined : pages.at(path)
      if (page) {
        views.count(req, path)
        clicks?.count(req, path, query)
        return send(req, res, 200, page)
      }
    }
    if (url.length > longestUrl || !url.startsWith('/')) return plain(res, url.startsWith('/') ? 414 : 400)
    if (previews && isPreview(path)) return previews.answer(req, res, path, query)
    // Somebody is about to look at a preview: whoever was let in, no stranger.
    if (previews && path.startsWith('/api/admin/previews'))
      res.once('finish', () => res.statusCode < 400 && previews.warm())
    if (isNewsroom(path)) return newsroom(next, req, res, path, ownOrigin(req))
    if (req.method === 'POST' && formPaths.has(path)) return form(req, res)
    const letter = letterOf(path)
    if (req.method === 'POST' && letter) return letterForm(req, res, path, letter)
    if (!reading) return plain(res, 405, letter || formPaths.has(path) ? 'GET, HEAD, POST' : 'GET, HEAD')
    if (path === '/api/health') return health(res, shared())
    if (await files(req, res, path)) return
    const place = await locate(path, query)
    switch (place.kind) {
      case 'page':
        views.count(req, path)
        clicks?.count(req, path, query)
        return send(req, res, 200, await pageAt(path))
      case 'document':
        return send(req, res, 200, await pageAt(path))
      case 'dynamic':
        return finish(req, res, await render(next, requestFor(url, host), undefined), letter !== null)
      case 'moved':
        detours?.count('moved', req, path)
        clicks?.count(req, path, query) // here: the address that it leads to is asked for without the mark
        return redirect(res, place.to)
      case 'gone':
        detours?.count('moved', req, path)
        return errorPage(req, res, 410)
      case 'bad':
        return plain(res, 400)
      default:
        detours?.count('missing', req, path)
        return errorPage(req, res, 404)
    }
  }

  /** The page at an address that exists: from the store, from a render under way, or from a new one. */
  function pageAt(path: string): Promise<Page> {
    const stored = pages.at(path)
    if (stored) return Promise.resolve(stored)
    const other = underWay.get(path)
    if (other && other.seq === clock.seq) return other.page
    const page = renderPage(path).finally(() => {
      if (underWay.get(path)?.page === page) underWay.delete(path)
    })
    underWay.set(path, { seq: clock.seq, page })
    return page
  }

  async function renderPage(path: string): Promise<Page> {
    for (let attempt = 1; ; attempt++) {
      const rendered = await render(next, requestFor(path, host), path)
      const stored = pages.at(path)
      if (stored) return stored
      if (rendered.status !== 200)
        throw Object.assign(new Error(`${path}: ${rendered.status}`), { status: rendered.status })
      // A write that commits during the render makes it old at birth: once more, so that this reader sees the new text.
      clock.look()
      if (clock.seq === rendered.seq || attempt === 3) return keep(path, rendered)
    }
  }

  /** Makes an answer of what Next did not hand to the store: a document, or a page with a part missing. */
  async function keep(path: string, rendered: Rendered): Promise<Page> {
    const type = String(rendered.headers['content-type'] ?? 'application/octet-stream')
    const tags = rendered.headers['x-testata-tags']
    const meta = {
      path,
      tags: tags ? String(tags).split(',') : [],
      seq: rendered.seq,
      headers: { link: rendered.headers.link },
    }
    if (tags !== undefined) {
      const seconds = Number(rendered.headers['x-testata-seconds'])
      await pages.putDocument(rendered.body, type, {
        ...meta,
        lifetime: { revalidate: seconds > 0 ? seconds : false },
      })
      const stored = pages.at(path)
      if (stored) return stored
    }
    const isHtml = type.startsWith('text/html')
    return prepare(
      isHtml ? Buffer.from(strip(rendered.body.toString())) : rendered.body,
      isHtml ? 'text/html; charset=utf-8' : type,
      meta,
    )
  }

  async function form(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const length = Number(req.headers['content-length'] ?? Number.NaN)
    if (!Number.isSafeInteger(length)) return plain(res, 411)
    if (length > largestForm) return plain(res, 413)
    if (!ownOrigin(req)) return plain(res, 403)
    const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !forged.test(name)))
    // Read whole before Next hears of it, so that somebody who hangs up leaves nothing waiting there.
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const posted = requestFor(
      req.url ?? '/',
      host,
      { ...headers, host, origin: siteUrl, 'x-testata-address': clientAddress(req) },
      Buffer.concat(chunks),
    )
    const rendered = await render(next, posted, undefined)
    if (rendered.form) return formAgain(req, res, rendered.form)
    // Next says 307, which sends the form again, to programs that name a charset with it.
    const { location } = rendered.headers
    if (location && rendered.status < 400) return redirect(res, String(location), 303)
    // An action that this build does not know, from a page that was open over an update; or no form at all.
    if (rendered.status >= 400) return redirect(res, '/newsletter', 303)
    return finish(req, res, rendered)
  }

  /** Whether a form was sent from a page of ours. Programs that are no browsers say nothing of it. */
  function ownOrigin(req: IncomingMessage): boolean {
    const { origin } = req.headers
    if (origin === undefined)
      return !['cross-site', 'same-site'].includes(String(req.headers['sec-fetch-site']))
    if (origins.includes(origin)) return true
    return URL.canParse(origin) && new URL(origin).host === req.headers.host
  }

  /** Refused input: the page with the form, filled in as it was, with words on what is wrong. */
  async function formAgain(req: IncomingMessage, res: ServerResponse, state: FormState): Promise<void> {
    const rendered = await render(next, requestFor('/newsletter', host), undefined, state)
    return finish(req, res, { ...rendered, status: 422 })
  }

  /**
   * What somebody does by a link in a letter. It comes from mail programs too (RFC 8058): without origin, without cookie,
   * and answered without a redirect.
   */
  async function letterForm(
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    letter: Letter,
  ): Promise<void> {
    const answer = await answerLetter(req, path, letter, largestForm)
    if ('file' in answer) return attachment(res, answer.file, 'newsletter.json')
    if ('refused' in answer) return answer.refused === 404 ? errorPage(req, res, 404) : plain(res, 413)
    return finish(req, res, await render(next, requestFor(path, host), undefined, answer.state), true)
  }

  /** Sends an answer that is for this reader alone. `secret`: its address is, too. */
  async function finish(
    req: IncomingMessage,
    res: ServerResponse,
    rendered: Rendered,
    secret = false,
  ): Promise<void> {
    const location = rendered.headers.location
    if (rendered.status >= 300 && rendered.status < 400 && location) {
      return redirect(res, String(location), rendered.status)
    }
    if (rendered.status >= 500) return errorPage(req, res, 500)
    if (rendered.status === 404) return errorPage(req, res, 404)
    const page = await keep('', {
      ...rendered,
      headers: { 'content-type': rendered.headers['content-type'], link: rendered.headers.link },
    })
    send(req, res, rendered.status, page, true, secret)
  }

  async function errorPage(req: IncomingMessage, res: ServerResponse, status: ErrorStatus): Promise<void> {
    const path = errorPages[status]
    try {
      const page = await pageAt(path)
      lastGood.set(path, page)
      send(req, res, status, page)
    } catch (error) {
      log.error('error page could not be made', { status, error })
      const page = lastGood.get(path)
      if (page) send(req, res, status, page)
      else plain(res, status)
    }
  }

  const listener: RequestListener = (req, res) => {
    active++
    res.once('close', () => active--)
    if (draining) res.shouldKeepAlive = false
    answer(req, res)
      .catch(async (error: { status?: number }) => {
        if (error.status === 404) return errorPage(req, res, 404)
        const id = errorId()
        log.error('request failed', { id, method: req.method, url: req.url, error })
        if (res.headersSent) return res.destroy()
        res.setHeader('X-Error-Id', id)
        await errorPage(req, res, 500)
      })
      .catch((error: unknown) => {
        log.error('answer failed', { url: req.url, error })
        res.destroy()
      })
  }

  /** Renders what is needed first: the front page, and the error pages while the database is well. */
  async function warm(): Promise<void> {
    for (const path of ['/', ...Object.values(errorPages)]) {
      const page = await pageAt(path)
      if (path !== '/') lastGood.set(path, page)
    }
  }
  async function drain(): Promise<void> {
    draining = true
    // A request that is on its way has no connection that looks busy yet, so being idle once is not enough.
    const until = Date.now() + longestDrain
    for (let idle = 0; idle < 3 && Date.now() < until; idle = active === 0 ? idle + 1 : 0) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return { listener, warm, drain }
}
