// Files of subscribers by the browser: answers of app/api/admin/subscribers.
import 'server-only'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError, errorId } from '@/lib/errors.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { log } from '@/lib/log.ts'
import type { ImportMessage, ImportOptions } from './schema.ts'
import { exportSubscribers, importSubscribers } from './worker.ts'

const permission = 'subscribers:manage' as const
const largestFile = 200 << 20

/** GET /api/admin/subscribers.csv: everybody, as long as the file gets. */
export const exportEndpoint = (request: Request): Promise<Response> =>
  runEndpoint({ permission, request }, async ({ actor }) => {
    const pieces = exportSubscribers(actor)
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(encoder.encode('\uFEFF')) // tells spreadsheets that it is UTF-8
      },
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value.text))
      },
      async cancel() {
        await pieces.return(undefined)
      },
    })
    return new Response(body, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="subscribers.csv"',
        'Cache-Control': 'no-store',
      },
    })
  })

/** Writes what is sent to a file that only we read. Whoever calls it takes it away again. */
async function receive(body: ReadableStream<Uint8Array>): Promise<string> {
  const folder = path.join(readEnv().dataDir, 'incoming') // what is left there by a crash is removed after an hour
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${randomBytes(12).toString('hex')}.part`)
  const handle = await open(file, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      if (bytes > largestFile) throw new AppError('csv-large')
      await handle.write(chunk)
    }
    return file
  } catch (error) {
    await rm(file, { force: true })
    throw error instanceof AppError ? error : new AppError('upload-broken', String(error))
  } finally {
    await handle.close()
  }
}

const query = z.object({
  source: z.string().trim().max(300).default(''),
  lists: z
    .string()
    .max(4_000)
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  trial: z.literal('1').optional(),
})

/**
 * POST /api/admin/subscribers/import?source=&lists=a,b&trial=1: the body is the file. The answer comes while it is imported,
 * one ImportMessage a line. An import that has begun goes on when nobody listens any more.
 */
export const importEndpoint = (request: Request): Promise<Response> =>
  runEndpoint({ permission, request }, async ({ actor, t }) => {
    const { source, lists, trial } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
    if (!request.body) throw new AppError('csv-empty')
    const file = await receive(request.body)
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        let open = true
        const say = (message: ImportMessage) => {
          try {
            if (open) controller.enqueue(encoder.encode(`${JSON.stringify(message)}\n`))
          } catch {
            open = false
          }
        }
        const options = { consentSource: source, lists, dryRun: trial === '1' }
        void follow(actor, file, options, t, say).then(() => {
          if (open) controller.close()
        })
      },
    })
    return new Response(body, {
      headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' },
    })
  })

async function follow(
  actor: Actor,
  file: string,
  options: ImportOptions,
  t: NewsroomWords,
  say: (message: ImportMessage) => void,
): Promise<void> {
  try {
    const report = await importSubscribers(actor, () => createReadStream(file), options, {
      header: (format, cells, rows) => say({ type: 'header', format, cells, rows }),
      progress: (rows) => say({ type: 'progress', rows }),
      refused: (rows) => say({ type: 'refused', rows }),
    })
    say({ type: 'done', report })
  } catch (error) {
    if (error instanceof AppError)
      return say({ type: 'failed', code: error.code, message: t.errors[error.code] })
    const id = errorId()
    log.error('import failed', { id, error })
    say({ type: 'failed', code: 'bug', message: t.bug(id) })
  } finally {
    await rm(file, { force: true })
  }
}
