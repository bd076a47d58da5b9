// The process that renders previews: the same server on a copy of the database in which everything that is due until a
// time has been done, with a clock that stands at that time. It listens to nobody but the process that started it.

import { mkdirSync, rmSync } from 'node:fs'
import { ServerResponse } from 'node:http'
import path from 'node:path'
import next from 'next'
import { close, handles } from '@/db/client.ts'
import { copyDatabases } from '@/db/copy.ts'
import { closeMetrics } from '@/db/metrics.ts'
import type { Scene } from '@/features/previews/schema.ts'
import { expectPictures, listArrivals, prepareCopy, setScene } from '@/features/previews/worker.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError, messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { createDuties } from './due.ts'
import { type FrontDoor, frontDoor } from './front-door.ts'
import { drainOutbox } from './jobs.ts'
import type { Question, Reply, SceneSet, Shown } from './preview-messages.ts'
import { type NextHandler, requestFor } from './render.ts'
import { forgetShared, shared } from './shared.ts'
import { realNow, standAt } from './standing-clock.ts'
import { Views } from './views.ts'

const source = process.env.PREVIEW_SOURCE ?? ''
const home = process.env.PREVIEW_HOME ?? ''
/** Jobs whose work shows on pages. The others send, or touch the publication's own files. */
const shownJobs = ['related', 'social-picture']
const mostSteps = 10_000

const { host, port, siteUrl } = readEnv()
const app = next({ dev: false, dir: process.cwd(), hostname: host, port })
const prepared = app.prepare()
let door: FrontDoor | undefined
let scenes = 0

async function stage(scene: Scene): Promise<SceneSet> {
  door = undefined
  await close()
  await closeMetrics()
  const before = path.join(home, String(scenes))
  process.env.DATA_DIR = path.join(home, String(++scenes))
  mkdirSync(process.env.DATA_DIR, { recursive: true, mode: 0o700 })
  rmSync(before, { recursive: true, force: true })
  standAt(null)
  await copyDatabases(source, process.env.DATA_DIR)
  handles()
  await prepareCopy()
  const began = realNow()
  const at = Math.max(scene.at ?? began, began)
  await expectPictures(at - began)
  await forward(began, at)
  standAt(at)
  const first = await setScene(scene)
  await drainOutbox(undefined, shownJobs)
  forgetShared()
  shared().clock.look()
  await prepared
  door = frontDoor(app.getRequestHandler() as NextHandler, async () => false, new Views())
  return { path: first, at, arrivals: await listArrivals(began) }
}

/** Lives through the time until then as the clock will: each thing at its moment, and what follows from it. */
async function forward(began: number, until: number): Promise<void> {
  const duties = createDuties()
  let at: number | null = began
  for (let step = 0; at !== null && at <= until && step < mostSteps; step++) {
    standAt(at)
    // What fails here will fail at its time too, and will not keep the rest.
    await duties.run(at).catch((error: unknown) => log.warn('not done in a preview', { error }))
    await drainOutbox(undefined, shownJobs)
    at = await duties.next(at)
  }
}

/** Asks the front door for an address as a reader would. */
function show(url: string): Promise<Shown> {
  return new Promise((resolve) => {
    const req = requestFor(url, new URL(siteUrl).host)
    const res = new ServerResponse(req)
    res.writeHead = ((status: number, headers: string[] | Record<string, unknown> = []) => {
      res.statusCode = status
      const pairs = Array.isArray(headers)
        ? headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] ?? '']] : []))
        : Object.entries(headers)
      for (const [name, value] of pairs) res.setHeader(String(name), String(value))
      return res
    }) as typeof res.writeHead
    res.end = ((body?: unknown, encoding?: unknown) => {
      const headers = Object.fromEntries(
        Object.entries(res.getHeaders()).map(([name, value]) => [name, String(value)]),
      )
      const bytes =
        typeof body === 'string'
          ? Buffer.from(body, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
          : body instanceof Uint8Array
            ? Buffer.from(body)
            : Buffer.alloc(0)
      resolve({ status: res.statusCode, headers, body: bytes })
      res.emit('close')
      return res
    }) as typeof res.end
    door?.listener(req, res)
  })
}

async function answer(question: Question): Promise<Reply> {
  const { id } = question
  try {
    if (question.kind === 'scene') return { id, kind: 'set', set: await stage(question.scene) }
    if (!door) throw new Error('no scene is set')
    return { id, kind: 'shown', shown: await show(question.url) }
  } catch (error) {
    if (error instanceof AppError) return { id, kind: 'refused', code: error.code }
    log.error('preview failed', { error })
    return { id, kind: 'failed', message: messageOf(error) }
  }
}

process.on('message', (question: Question) => void answer(question).then((reply) => process.send?.(reply)))
// Whoever started us is gone: there is nobody left to show anything to.
process.on('disconnect', () => {
  rmSync(home, { recursive: true, force: true })
  process.exit(0)
})
process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }))
