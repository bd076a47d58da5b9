// npm run bench -- newsletter: what sending costs, and what is left of an issue when its sender is killed again and again.
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measureEnumeration } from './enumeration.mjs'
import { composeIssue, publicationWith } from './newsletter-data.mjs'
import { latencyBeside } from './newsletter-latency.mjs'
import { cleaningUp, cli, cpuOf, peakOf, root, startProgram } from './processes.mjs'
import { measureFiles } from './subscriber-files.mjs'

/** @typedef {{ recipients: number, kills: number, port: number, files: number, json: boolean }} Options */
/** @typedef {{ queued: number, sent: number, failed: number, skipped: number, uncertain: number, status: string }} Counts */
/** @typedef {{ recipients: number, messages: number, doubled: string[], names: string[], milliseconds: number, bytes: number }} Got */

const connections = 10
const worker = path.join(root, 'dist', 'worker.mjs')
const sinkFile = path.join(import.meta.dirname, 'mail-sink.mjs')
const pause = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

export const help = `Usage: npm run bench -- newsletter [--recipients N] [--kills N] [--files N] [--port N] [--json]

Sends an issue to N readers through a mail server on this machine, by the worker in a process of its own, every step of a
message on disk before it is taken; then sends one and kills the worker (kill -9) at random moments; then asks for an article
while the inline worker sends; then fills the form for known and unknown addresses; then moves subscribers in and out as CSV.

  --recipients N  readers of an issue (default 10000)
  --kills N       how often the worker is killed (default 10; 0 leaves it out)
  --files N       rows of the CSV (default 100000; 0 leaves it out)
  --port N        where to begin to look for a free port (default 4400)
  --json          prints one object

Exit code 1 when somebody was skipped, got it twice, or is missing without being listed as uncertain.
`

/**
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      recipients: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '10' },
      files: { type: 'string', default: '100000' },
      port: { type: 'string', default: '4400' },
      json: { type: 'boolean', default: false },
    },
  })
  /**
   * @param {'recipients' | 'kills' | 'files' | 'port'} name
   * @param {number} least
   * @param {number} most
   */
  const whole = (name, least, most) => {
    const value = Number(values[name])
    if (!/^\d{1,7}$/.test(values[name]) || value < least || value > most)
      throw new Error(`--${name}: "${values[name]}" is not a whole number from ${least} to ${most}.`)
    return value
  }
  return {
    recipients: whole('recipients', 10, 1_000_000),
    kills: whole('kills', 0, 1_000),
    files: whole('files', 0, 1_000_000),
    port: whole('port', 1, 65_000),
    json: values.json,
  }
}

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`)

/**
 * @param {string} dataDir
 * @param {number} issue
 * @returns {Promise<Counts>}
 */
const statusOf = async (dataDir, issue) =>
  JSON.parse(await cli(['newsletter', 'status', String(issue), '--json'], dataDir))

/** @param {import('node:child_process').ChildProcess} sink */
async function counts(sink) {
  const answer = once(sink, 'message')
  sink.send('counts')
  return /** @type {Got} */ ((await answer)[0])
}

/** @param {string} dataDir @param {number} sinkPort */
const envFor = (dataDir, sinkPort) => ({
  DATA_DIR: dataDir,
  DEMO: '1',
  SMTP_URL: `smtp://127.0.0.1:${sinkPort}`,
})

/** @param {number} recipients */
async function speed(recipients) {
  const dataDir = await publicationWith(recipients)
  const sink = await startProgram(sinkFile, {})
  const env = envFor(dataDir, sink.hello.port)
  const { issue } = await composeIssue(dataDir)
  Object.assign(process.env, { SMTP_URL: env.SMTP_URL, DEMO: '1' })
  await cli(['newsletter', 'send', String(issue), '--confirm', String(recipients), '--rate', '1000'], dataDir)
  const { child } = await startProgram(worker, env)
  const pid = child.pid ?? 0
  await pause(1_500)
  const [cpuBefore, before] = [cpuOf(pid), await counts(sink.child)]
  let got = before
  let peak = peakOf(pid)
  let cpu = cpuBefore
  for (let still = 0; got.messages < recipients && still < 60; ) {
    await pause(250)
    const next = await counts(sink.child)
    still = next.messages === got.messages ? still + 1 : 0
    got = next
    peak = peakOf(pid) ?? peak
    cpu = cpuOf(pid) ?? cpu
  }
  await pause(1_000)
  const status = await statusOf(dataDir, issue)
  const end = once(child, 'exit')
  child.kill('SIGTERM')
  await end
  const done = got.messages - before.messages
  return {
    messages: got.messages,
    bytesPerMessage: Math.round(got.bytes / Math.max(1, got.messages)),
    perSecond: got.messages / (got.milliseconds / 1_000),
    cpuMsPerMessage:
      cpu === null || cpuBefore === null ? null : (cpu - cpuBefore) / 1_000 / Math.max(1, done),
    peakMegabytes: peak,
    status,
  }
}

/**
 * @param {number} recipients
 * @param {number} kills
 */
async function killing(recipients, kills) {
  const dataDir = await publicationWith(recipients)
  const sink = await startProgram(sinkFile, { SINK_DELAY: '20' })
  const env = envFor(dataDir, sink.hello.port)
  const { issue } = await composeIssue(dataDir)
  process.env.SMTP_URL = env.SMTP_URL
  await cli(['newsletter', 'send', String(issue), '--confirm', String(recipients), '--rate', '1000'], dataDir)
  const points = Array.from({ length: kills }, () => Math.floor(Math.random() * recipients * 0.95))
  points.sort((a, b) => a - b)
  for (const point of points) {
    const { child } = await startProgram(worker, env)
    for (let got = 0; got < point; ) {
      await pause(10)
      got = (await counts(sink.child)).messages
    }
    // Somewhere in the next moments, whatever is happening then.
    await pause(Math.random() * 200)
    const end = once(child, 'exit')
    child.kill('SIGKILL')
    await end
  }
  const { child } = await startProgram(worker, env)
  let status = await statusOf(dataDir, issue)
  for (let waits = 0; status.status !== 'done' && waits < 1_200; waits++) {
    await pause(500)
    status = await statusOf(dataDir, issue)
  }
  const log = (await cli(['newsletter', 'log', String(issue), '--json'], dataDir)).trim().split('\n')
  const end = once(child, 'exit')
  child.kill('SIGTERM')
  await end
  const got = await counts(sink.child)
  const rows = log.map((line) => /** @type {{ email: string, state: string }} */ (JSON.parse(line)))
  const arrived = new Set(got.names)
  const listed = new Set(rows.filter(({ state }) => state === 'uncertain').map(({ email }) => email))
  return {
    kills,
    points,
    status,
    reached: got.recipients,
    duplicates: got.doubled.length,
    uncertain: listed.size,
    uncertainArrived: [...listed].filter((email) => arrived.has(email)).length,
    // Neither here nor listed: that would be somebody lost.
    skipped: rows.filter(({ email }) => !arrived.has(email) && !listed.has(email)).length,
  }
}

/**
 * @param {Options} options
 * @returns {Promise<number>} the exit code
 */
export function run({ recipients, kills, files, port, json }) {
  return cleaningUp(async () => {
    say(`Sending to ${recipients} readers …`)
    const sent = await speed(recipients)
    if (kills > 0) say(`Sending to ${recipients} readers, with ${kills} kills …`)
    const killed = kills > 0 ? await killing(recipients, kills) : null
    say('An article, while the inline worker sends …')
    const latency = await latencyBeside(port)
    say('Whether the form tells who is subscribed …')
    const form = await measureEnumeration()
    if (files > 0) say(`${files} subscribers in and out …`)
    const moved = files > 0 ? await measureFiles(files) : null
    const wrong = [...(moved?.wrong ?? []), ...form.wrong]
    if (sent.status.sent !== recipients) wrong.push(`sent: ${sent.status.sent} of ${recipients}`)
    if (latency.risen > 20) wrong.push(`the article’s p99 rose by ${latency.risen.toFixed(1)} ms`)
    if (killed) {
      const { queued, sent: arrived, failed, skipped, uncertain } = killed.status
      if (queued + arrived + failed + skipped + uncertain !== recipients)
        wrong.push('the counts do not add up')
      if (killed.skipped > 0) wrong.push(`${killed.skipped} readers are lost`)
      if (killed.duplicates > 0) wrong.push(`${killed.duplicates} readers got it twice`)
      if (killed.uncertain > connections * kills) wrong.push('more are uncertain than connections were open')
    }
    const machine = { node: process.versions.node, cores: os.cpus().length, load: os.loadavg()[0] ?? 0 }
    const result = { machine, sent, killed, latency, form, files: moved, wrong }
    process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : words(result))
    return wrong.length === 0 ? 0 : 1
  })
}

/**
 * @param {{ machine: { node: string, cores: number, load: number }, sent: Awaited<ReturnType<typeof speed>>,
 *   killed: Awaited<ReturnType<typeof killing>> | null, latency: Awaited<ReturnType<typeof latencyBeside>>,
 *   form: Awaited<ReturnType<typeof measureEnumeration>>, files: Awaited<ReturnType<typeof measureFiles>> | null,
 *   wrong: string[] }} result
 */
function words({ machine, sent, killed, latency, form, files, wrong }) {
  const lines = [
    `Node ${machine.node}, ${machine.cores} cores, load ${machine.load.toFixed(1)}`,
    `sending   ${sent.messages} messages of ${(sent.bytesPerMessage / 1000).toFixed(0)} kB: ${sent.perSecond.toFixed(0)} a second, ` +
      `${sent.cpuMsPerMessage?.toFixed(2) ?? '–'} ms CPU each, at most ${sent.peakMegabytes ?? '–'} MB`,
  ]
  if (killed)
    lines.push(
      `killing   ${killed.kills} × kill -9: ${killed.reached} readers reached, ${killed.duplicates} twice, ${killed.skipped} lost, ` +
        `${killed.uncertain} uncertain (${killed.uncertainArrived} of them had it)`,
    )
  lines.push(
    `beside    p99 of an article ${latency.alone.p99.toFixed(1)} ms alone, ${latency.beside.p99.toFixed(1)} ms while ` +
      `${latency.messagesPerSecond.toFixed(0)} messages a second leave (p50 ${latency.alone.p50.toFixed(1)}, ${latency.beside.p50.toFixed(1)})`,
  )
  lines.push(
    `form      ${form.wrong.length === 0 ? 'tells nothing' : 'TELLS'}; medians by state ${Object.values(
      form.medians,
    )
      .map((median) => median.toFixed(1))
      .join(', ')} ms`,
  )
  if (files)
    lines.push(
      `files     ${files.imported.rows} rows in ${files.imported.seconds.toFixed(1)} s (${files.imported.peakMegabytes ?? '–'} MB), ` +
        `out in ${files.exported.seconds.toFixed(1)} s (${files.exported.peakMegabytes ?? '–'} MB)`,
    )
  return `${[...lines, ...wrong.map((text) => `WRONG     ${text}`)].join('\n')}\n`
}
