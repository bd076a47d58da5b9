// Keeps a process that sends the newsletter alive beside the server.
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { log } from '@/lib/log.ts'

const shortestPause = 1_000
const longestPause = 30_000
const quietTime = 60_000

/** Starts it, and again whenever it dies. Returns the function that ends it, after what is on its way. */
export function startSenderProcess(root: string): () => Promise<void> {
  let child: ChildProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let pause = shortestPause
  let gone: () => void = () => {}

  const start = () => {
    const began = Date.now()
    child = fork(path.join(root, 'dist', 'worker.mjs'), { cwd: root, execArgv: ['--enable-source-maps'] })
    let ended = false
    const end = (code: number | null, signal: string | null) => {
      if (ended) return
      ended = true
      child = null
      gone()
      if (stopping) return
      pause = Date.now() - began > quietTime ? shortestPause : Math.min(longestPause, pause * 2)
      log.error('newsletter worker ended', { code, signal, seconds: pause / 1_000 })
      timer = setTimeout(start, pause)
      timer.unref()
    }
    child.once('exit', end)
    child.on('error', (error) => {
      log.error('newsletter worker not started', { error })
      end(null, null)
    })
  }
  start()

  return () =>
    new Promise((resolve) => {
      stopping = true
      clearTimeout(timer)
      if (!child) return resolve()
      gone = resolve
      child.kill('SIGTERM')
    })
}
