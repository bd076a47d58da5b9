// Requests and what they cost. Everything here runs in the process of the measurement, never in a server's.
import { Agent, request } from 'node:http'
import { cpuOf } from './processes.mjs'

/** @typedef {import('./processes.mjs').Target} Target */
/** @typedef {{ status: number, head: string[], headers: import('node:http').IncomingHttpHeaders, body: Buffer }} Got */
/**
 * @typedef {object} Figures
 * @property {number} rate requests per second
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number | null} cpu microseconds of the server's processor time per request
 * @property {number} generator share of one core that the load generator used
 */

export const connections = 16

// What browsers send, so that the server does all that it does for readers.
const headers = {
  accept: 'text/html,application/xhtml+xml',
  'accept-encoding': 'gzip',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

/**
 * Asks for an address and takes the answer as it comes over the wire, not decompressed.
 * @param {string} url
 * @param {{ encoding?: string, agent?: Agent }} [options]
 * @returns {Promise<Got>}
 */
export function get(url, { encoding = 'gzip', agent } = {}) {
  return new Promise((resolve, reject) => {
    const options = { headers: { ...headers, 'accept-encoding': encoding }, ...(agent ? { agent } : {}) }
    const req = request(url, options, (res) => {
      /** @type {Buffer[]} */
      const chunks = []
      res.on('data', (chunk) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          head: res.rawHeaders,
          headers: res.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    req.on('error', reject)
    req.end()
  })
}

/**
 * @param {number[]} sorted
 * @param {number} share
 */
const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/**
 * Does some work on a server and says what it cost.
 * @param {Target} target
 * @param {(latencies: number[]) => Promise<void>} work adds the milliseconds of each request
 * @returns {Promise<Figures>}
 */
async function measured(target, work) {
  /** @type {number[]} */
  const latencies = []
  const serverBefore = cpuOf(target.pid)
  const ownBefore = process.cpuUsage()
  const began = performance.now()
  await work(latencies)
  const elapsed = performance.now() - began
  const own = process.cpuUsage(ownBefore)
  const serverAfter = cpuOf(target.pid)
  const count = latencies.length
  if (count === 0) throw new Error(`${target.url} answered nothing`)
  latencies.sort((a, b) => a - b)
  return {
    rate: (count / elapsed) * 1000,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpu: serverBefore === null || serverAfter === null ? null : (serverAfter - serverBefore) / count,
    generator: (own.user + own.system) / 1000 / elapsed,
  }
}

/**
 * As many requests as 16 connections can make, each as soon as the one before is answered.
 * @param {Target} target
 * @param {string[]} paths asked for in turn
 * @param {number} status that every answer must have
 * @param {number} seconds
 */
export async function flood(target, paths, status, seconds) {
  const { default: autocannon } = await import('autocannon')
  return measured(target, async (latencies) => {
    const run = autocannon({
      url: target.url,
      connections,
      duration: seconds,
      sampleInt: 100, // it ends at a sample, so this is how exactly it keeps the time
      headers,
      requests: paths.map((path) => ({ path })),
      // It would decode each compressed body as text, only to throw it away: several times the cost of a request.
      setupClient: (client) => {
        client.pipelinedRequests.addBody = () => {}
      },
    })
    run.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds))
    const { errors, statusCodeStats } = await run
    const wrong = Object.keys(statusCodeStats).filter((code) => code !== String(status))
    if (errors > 0 || wrong.length > 0)
      throw new Error(
        `${target.url}${paths[0]}: ${errors} errors, status ${Object.keys(statusCodeStats).join(', ')}`,
      )
  })
}

/**
 * One request after the other, on one connection.
 * @param {Target} target
 * @param {string[]} paths each asked for once, and then again while there is time
 * @param {number} status that every answer must have
 * @param {number} [seconds] how long at least
 */
export async function sequence(target, paths, status, seconds = 0) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    return await measured(target, async (latencies) => {
      const until = performance.now() + seconds * 1000
      do {
        for (const path of paths) {
          const began = performance.now()
          const answer = await get(`${target.url}${path}`, { agent })
          latencies.push(performance.now() - began)
          if (answer.status !== status) throw new Error(`${target.url}${path}: status ${answer.status}`)
        }
      } while (performance.now() < until)
    })
  } finally {
    agent.destroy()
  }
}
