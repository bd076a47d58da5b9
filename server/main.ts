import { createServer } from 'node:http'
import next from 'next'
import { close, handles } from '@/db/client.ts'
import { closeMetrics } from '@/db/metrics.ts'
import { setUpLink } from '@/features/accounts/worker.ts'
import { isEmpty, seedDemo } from '@/features/demo/worker.ts'
import { sweepRights } from '@/features/media/worker.ts'
import { ConfigError, readEnv } from '@/lib/env.mjs'
import { messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { readSecret } from '@/lib/secrets.ts'
import { Clicks } from './clicks.ts'
import { startClock } from './clock.ts'
import { Detours } from './detours.ts'
import { frontDoor } from './front-door.ts'
import { drainOutbox } from './jobs.ts'
import { previewDoor } from './preview-door.ts'
import { PreviewProcess } from './preview-process.ts'
import type { NextHandler } from './render.ts'
import { startSender } from './sender.ts'
import { startSenderProcess } from './sender-process.ts'
import { shared } from './shared.ts'
import { staticFiles } from './static-files.ts'
import { Views } from './views.ts'
import { startWorkers } from './workers.ts'

const limits = {
  maxHeaderSize: 64 * 1024, // an address that is too long gets our 414, not the parser's 431
  headersTimeout: 10_000,
  requestTimeout: 120_000, // a large picture over a slow line
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
}
const drainTime = 20_000

async function start(): Promise<void> {
  const env = readEnv()
  const say = (text: string) => process.stdout.write(`${text}\n`)
  readSecret(env)
  handles() // opens and migrates
  if (env.demo && (await isEmpty())) {
    say('First start: adding the demo publication (DEMO=0 starts empty) …')
    await seedDemo()
    await drainOutbox(undefined, ['related'])
  }
  await sweepRights() // before the first page: what ran out while we were down is not shown
  const stopClock = await startClock() // and what fell due meanwhile is published
  shared().clock.look()
  process.env.NEXTAUTH_URL = env.siteUrl // next-auth would trust the Host header otherwise
  const app = next({ dev: false, dir: process.cwd(), hostname: env.host, port: env.port })
  await app.prepare()
  const views = new Views()
  const detours = new Detours()
  const clicks = new Clicks()
  const handler = app.getRequestHandler() as NextHandler
  const previews = new PreviewProcess(process.cwd(), env.dataDir)
  const files = staticFiles(process.cwd(), env.dataDir)
  const door = frontDoor(handler, files, views, previewDoor(previews), detours, clicks)
  await door.warm()
  const server = createServer(limits, door.listener)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? '408 Request Timeout'
          : '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.port, env.host, resolve)
  })
  const stopWorkers = startWorkers(views, detours, clicks)
  const stopSender =
    env.newsletterWorker === 'inline'
      ? startSender('inline')
      : env.newsletterWorker === 'process'
        ? startSenderProcess(process.cwd())
        : async () => {}
  const setUp = await setUpLink(env.siteUrl)
  const ready = `Testata is ready: ${env.siteUrl}`
  // In one piece: who waits for the first line has the second with it.
  say(
    setUp ? `${ready}\nSet up the first administrator (the link works once, for 24 hours): ${setUp}` : ready,
  )

  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    const sent = stopSender() // letters need no requests: they end while those do
    void door.drain().then(() => {
      previews.stop()
      server.close(async () => {
        await stopClock()
        await stopWorkers()
        await sent
        await close()
        await closeMetrics()
        process.exit(0)
      })
    })
    setTimeout(() => server.closeAllConnections(), drainTime).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }))

start().catch((error: NodeJS.ErrnoException) => {
  const port = process.env.PORT ?? '3000'
  if (error.code === 'EADDRINUSE') {
    process.stderr.write(
      `PORT: ${port} is taken by another program. Stop that one, or start with another number: PORT=${Number(port) + 1} npm start\n`,
    )
  } else if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`Testata could not start: ${messageOf(error)}\n${error.stack ?? ''}\n`)
  process.exit(error instanceof ConfigError || error.code === 'EADDRINUSE' ? 2 : 1)
})
