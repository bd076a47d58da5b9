// The processes that a measurement starts. Whatever happens, they and the temporary folder are gone at the end.
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ url: string, pid: number }} Target */

export const root = path.resolve(import.meta.dirname, '..', '..')
const patience = 120_000
const endPatience = 5_000
const pause = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** @type {Set<ChildProcess>} */
const children = new Set()
/** @type {Set<string>} */
const folders = new Set()
/** @type {Promise<void> | undefined} */
let stopping

/**
 * @template {ChildProcess} Child
 * @param {Child} child
 */
function owned(child) {
  children.add(child)
  if (stopping) child.kill('SIGKILL') // it came too late to be ended with the others
  child.once('exit', () => children.delete(child))
  return child
}

/** Makes a temporary folder. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'testata-bench-'))
  folders.add(folder)
  return folder
}

/** Ends every process that was started here and removes the temporary folders. */
async function cleanUp() {
  const ended = [...children].map(async (child) => {
    const end = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), endPatience)
    await end
    clearTimeout(timer)
  })
  await Promise.all(ended)
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
}

/** The last resort, when the process ends in the middle: nothing can be waited for any more. */
function cleanUpAtOnce() {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

/**
 * Does some work and cleans up after it, also when it fails or somebody presses Ctrl-C.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function cleaningUp(work) {
  process.on('exit', cleanUpAtOnce)
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]))
    process.on(signal, () => {
      stopping ??= cleanUp().finally(() => process.exit(code))
    })
  try {
    return await work()
  } catch (error) {
    if (stopping) await new Promise(() => {}) // what fails because its servers are gone is not worth a word
    throw error
  } finally {
    await cleanUp()
    process.off('exit', cleanUpAtOnce)
  }
}

/**
 * A port that nobody listens on.
 * @param {number} first where to begin to look
 */
export async function freePort(first) {
  for (let port = first; port <= Math.min(first + 100, 65_535); port++) {
    const probe = net.createServer()
    const free = await new Promise((resolve) => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
  throw new Error(`no free port from ${first} on; give another with --port`)
}

/**
 * Starts Testata with the demo publication, as its users do, and waits until it answers.
 * @param {string} dataDir
 * @param {number} port
 * @param {Record<string, string>} [settings] variables of its own
 * @returns {Promise<Target>}
 */
export async function startTestata(dataDir, port, settings = {}) {
  const child = owned(
    spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        DEMO: '1',
        SITE_URL: '',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  let output = ''
  await new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-4000)
      if (output.includes('Testata is ready')) resolve(undefined)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended (${code})\n${output}`)))
    setTimeout(() => reject(new Error(`the server is not ready\n${output}`)), patience).unref()
  })
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 }
}

/**
 * Starts the yardstick.
 * @param {number} port
 * @returns {Promise<Target & { give: (answers: import('./bare-server.mjs').Answers) => Promise<void> }>}
 */
export async function startBareServer(port) {
  const child = owned(
    fork(path.join(import.meta.dirname, 'bare-server.mjs'), [], {
      env: { ...process.env, NODE_ENV: 'production', PORT: String(port) },
    }),
  )
  const ended = once(child, 'exit').then(() => {
    throw new Error('the bare server ended')
  })
  ended.catch(() => {}) // at the end it is meant to
  await Promise.race([once(child, 'message'), ended])
  const give = async (/** @type {import('./bare-server.mjs').Answers} */ answers) => {
    const taken = once(child, 'message')
    child.send(answers)
    await Promise.race([taken, ended])
  }
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, give }
}

/**
 * Starts a program of this folder or of dist/ and waits until it sends its first message.
 * @param {string} file
 * @param {Record<string, string>} env
 */
export async function startProgram(file, env) {
  const child = owned(fork(file, [], { cwd: root, env: { ...process.env, ...env } }))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${path.basename(file)} ended (${code})`)
  })
  ended.catch(() => {})
  const [hello] = await Promise.race([once(child, 'message'), ended])
  return { child, hello }
}

/** @param {number} pid peak of a process's memory in megabytes; null where there is no /proc */
export function peakOf(pid) {
  try {
    const said = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return said === undefined ? null : Math.round(Number(said) / 1024)
  } catch {
    return null
  }
}

/**
 * Runs a command of the command-line program beside the running server.
 * @param {string[]} args
 * @param {string} dataDir
 * @returns {Promise<string>} what it printed
 */
export async function cli(args, dataDir) {
  const child = owned(
    spawn(process.execPath, ['dist/cli.mjs', ...args], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`cli ${args[0]} ended (${code})\n${errors}`)
  return output
}

const ticksPerSecond = (() => {
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100
  } catch {
    return 100
  }
})()

/**
 * Microseconds of processor time that a process has used, user and system, all threads. Null where there is no /proc.
 * @param {number} pid
 */
export function cpuOf(pid) {
  try {
    // The second field is the program's name in parentheses, which may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / ticksPerSecond
  } catch {
    return null
  }
}

/**
 * Waits until a server has done what it does beside the requests (after the first start: making pictures), which would
 * be counted as cost of the requests.
 * @param {number} pid
 */
export async function quiet(pid) {
  const calmSeconds = 4
  const most = 0.03 // of one core
  const deadline = Date.now() + 5 * 60_000
  for (let calm = 0; calm < calmSeconds; ) {
    if (Date.now() > deadline) throw new Error('the server does not come to rest')
    const before = cpuOf(pid)
    await pause(1000)
    const after = cpuOf(pid)
    if (before === null || after === null) return pause(60_000)
    calm = after - before < most * 1_000_000 ? calm + 1 : 0
  }
}
