// What a reader notices of the newsletter that the same process sends.
import { once } from 'node:events'
import path from 'node:path'
import { longestArticle } from './articles.mjs'
import { get } from './load.mjs'
import { composeIssue, publicationWith } from './newsletter-data.mjs'
import { cli, freePort, quiet, startProgram, startTestata } from './processes.mjs'

const readers = 1_500
const requests = 1_500
const sinkFile = path.join(import.meta.dirname, 'mail-sink.mjs')

/**
 * Asks for an address at a steady pace, as readers do, and returns how long the answers took, in milliseconds.
 * @param {string} url
 * @param {number} times
 */
async function ask(url, times) {
  /** @type {Promise<number>[]} */
  const answers = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    answers.push(get(url).then(() => performance.now() - began))
    await new Promise((resolve) => setTimeout(resolve, 8))
  }
  const sorted = (await Promise.all(answers)).sort((a, b) => a - b)
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), worst: at(1) }
}

/**
 * Times of an article page alone, and while the inline worker sends at its limit.
 * @param {number} port where to begin to look for a free one
 */
export async function latencyBeside(port) {
  const dataDir = await publicationWith(readers)
  const sink = await startProgram(sinkFile, {})
  const settings = { SMTP_URL: `smtp://127.0.0.1:${sink.hello.port}` }
  const server = await startTestata(dataDir, await freePort(port), settings)
  await quiet(server.pid)
  const article = await longestArticle(server.url)
  const url = `${server.url}${article.path}`
  await ask(url, 200)
  const alone = await ask(url, requests)
  const { issue, recipients } = await composeIssue(dataDir)
  process.env.SMTP_URL = settings.SMTP_URL
  await cli(['newsletter', 'send', String(issue), '--confirm', String(recipients), '--rate', '1000'], dataDir)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const before = once(sink.child, 'message')
  sink.child.send('counts')
  const [{ messages: first }] = await before
  const began = performance.now()
  const beside = await ask(url, requests)
  const seconds = (performance.now() - began) / 1_000
  const after = once(sink.child, 'message')
  sink.child.send('counts')
  const [{ messages: last }] = await after
  return { alone, beside, messagesPerSecond: (last - first) / seconds, risen: beside.p99 - alone.p99 }
}
