// Asks Next for a page on behalf of the front door, apart from any reader's connection: many readers who want the
// same missing page cause one render, and one who hangs up does not spoil it.

import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { type FormState, type RequestScope, requestScope } from '@/lib/request-scope.ts'
import { shared } from './shared.ts'

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>
export type Rendered = {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
  seq: number
  form: FormState | undefined
}

/** A request made by the front door itself: a GET, or a POST when it has a body. */
export function requestFor(
  url: string,
  host: string,
  headers: IncomingHttpHeaders = {},
  body?: Buffer,
): IncomingMessage {
  const req = new IncomingMessage(new Socket())
  req.method = body ? 'POST' : 'GET'
  req.url = url
  req.headers = { ...headers, host }
  if (body) req.push(body)
  req.push(null)
  return req
}

/**
 * Lets Next answer a request and collects the answer.
 * @param path address under which the page may be kept; undefined when it may not be
 * @throws whatever Next throws
 */
export async function render(
  next: NextHandler,
  req: IncomingMessage,
  path: string | undefined,
  form?: FormState,
): Promise<Rendered> {
  const { clock } = shared()
  clock.look()
  const res = new ServerResponse(req)
  const chunks: Buffer[] = []
  const keep = (chunk: unknown, encoding?: unknown) => {
    if (typeof chunk === 'string')
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  }
  const callback = (args: unknown[]) => args.find((arg): arg is () => void => typeof arg === 'function')?.()
  const scope: RequestScope = {
    seq: clock.seq,
    status: () => res.statusCode,
    ...(path === undefined ? {} : { path }),
    ...(form ? { form } : {}),
  }
  let ended = false
  const finished = new Promise<void>((resolve) => {
    res.writeHead = ((status: number, ...rest: unknown[]) => {
      res.statusCode = status
      const headers = rest.find((arg) => typeof arg === 'object' && arg !== null) as
        | OutgoingHttpHeaders
        | undefined
      if (headers && !Array.isArray(headers))
        for (const [name, value] of Object.entries(headers))
          if (value !== undefined) res.setHeader(name, value)
      return res
    }) as typeof res.writeHead
    res.flushHeaders = () => {}
    res.write = ((chunk: unknown, ...rest: unknown[]) => {
      keep(chunk, rest[0])
      callback(rest)
      return true
    }) as typeof res.write
    res.end = ((...args: unknown[]) => {
      if (ended) return res
      ended = true
      if (typeof args[0] !== 'function') keep(args[0], args[1])
      callback(args)
      resolve()
      res.emit('finish')
      res.emit('close')
      return res
    }) as typeof res.end
  })
  await requestScope.run(scope, async () => {
    await next(req, res)
    await finished
  })
  return {
    status: res.statusCode,
    headers: res.getHeaders(),
    body: Buffer.concat(chunks),
    seq: scope.seq,
    form: scope.form,
  }
}

/** Lets Next answer into the connection itself, piece by piece: for what is too long to be collected first. */
export async function pass(next: NextHandler, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { clock } = shared()
  clock.look()
  await requestScope.run({ seq: clock.seq, status: () => res.statusCode }, () => next(req, res))
}
