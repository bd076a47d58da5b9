// npm run worker: sends the newsletter in a process of its own, beside the server or on its behalf.
import { close, handles } from '@/db/client.ts'
import { closeMetrics } from '@/db/metrics.ts'
import { ConfigError, readEnv } from '@/lib/env.mjs'
import { messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { readSecret } from '@/lib/secrets.ts'
import { startSender } from './sender.ts'

function start(): void {
  readSecret(readEnv())
  handles() // opens and migrates
  const stopSender = startSender('process')
  log.info('newsletter worker started')
  process.send?.('started') // for whoever started us
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return // a second signal does not cut short what is on its way
    stopping = true
    log.info('newsletter worker stopping', { signal })
    void stopSender()
      .then(close)
      .then(closeMetrics)
      .then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // The server that started us is gone.
  process.on('disconnect', () => stop('disconnect'))
}

process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }))

try {
  start()
} catch (error) {
  process.stderr.write(
    error instanceof ConfigError ? `${error.message}\n` : `The worker could not start: ${messageOf(error)}\n`,
  )
  process.exit(error instanceof ConfigError ? 2 : 1)
}
