// npm run bench -- pages: what reader pages cost, next to a bare Node server that sends the same bytes.
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { importCopies, longestArticle } from './articles.mjs'
import { connections, flood, get, sequence } from './load.mjs'
import { cleaningUp, freePort, quiet, startBareServer, startTestata, temporaryFolder } from './processes.mjs'
import { table } from './table.mjs'
import { assetsOf, limitsOf, sizesOf } from './weight.mjs'

/** @typedef {import('./load.mjs').Figures} Figures */
/** @typedef {import('./processes.mjs').Target} Target */
/** @typedef {import('./bare-server.mjs').Answer} Answer */
/** @typedef {{ rounds: number, seconds: number, port: number, json: boolean }} Options */
/** @typedef {(target: Target, round: number) => Promise<Figures>} Measure */
/** @typedef {{ testata: Figures, bare: Figures }} Pair */
/** @typedef {{ rate: number, p50: number, p99: number, cpu: number | null }} Ratio */
/** @typedef {{ path: string, testata: Figures, bare: Figures, ratio: Ratio, rounds: Pair[] }} Case */

const missesInRound = 25
const warmUpSeconds = 1

export const help = `Usage: npm run bench -- pages [--rounds N] [--seconds N] [--port N] [--json]

Starts the demo publication in a temporary folder and measures article, front page, section, first requests of an article
(miss) and 404, in turn with a bare Node server that sends the same bytes. docs/benchmarks.md explains the figures.

  --rounds N    how often everything is measured; what is printed are medians (default 5)
  --seconds N   length of one measurement (default 3)
  --port N      where to begin to look for two free ports (default 4300)
  --json        prints one object

Exit code 1 when the article page is heavier than its limits.
`

/**
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      port: { type: 'string', default: '4300' },
      json: { type: 'boolean', default: false },
    },
  })
  /**
   * @param {'rounds' | 'seconds' | 'port'} name
   * @param {number} most
   */
  const whole = (name, most) => {
    const value = Number(values[name])
    if (!/^\d{1,5}$/.test(values[name]) || value < 1 || value > most)
      throw new Error(`--${name}: "${values[name]}" is not a whole number from 1 to ${most}.`)
    return value
  }
  return {
    rounds: whole('rounds', 100),
    seconds: whole('seconds', 600),
    port: whole('port', 65_000),
    json: values.json,
  }
}

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`)

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** @param {(number | null)[]} values */
const medianIfKnown = (values) => (values.some((value) => value === null) ? null : median(values.map(Number)))

/**
 * @param {Figures[]} rounds
 * @returns {Figures}
 */
const medians = (rounds) => ({
  rate: median(rounds.map((round) => round.rate)),
  p50: median(rounds.map((round) => round.p50)),
  p99: median(rounds.map((round) => round.p99)),
  cpu: medianIfKnown(rounds.map((round) => round.cpu)),
  generator: median(rounds.map((round) => round.generator)),
})

/**
 * Medians of the ratios of each round, whose two halves saw the same machine.
 * @param {Pair[]} rounds
 * @returns {Ratio}
 */
const ratios = (rounds) => ({
  rate: median(rounds.map(({ testata, bare }) => testata.rate / bare.rate)),
  p50: median(rounds.map(({ testata, bare }) => testata.p50 / bare.p50)),
  p99: median(rounds.map(({ testata, bare }) => testata.p99 / bare.p99)),
  cpu: medianIfKnown(
    rounds.map(({ testata, bare }) => (testata.cpu === null || !bare.cpu ? null : testata.cpu / bare.cpu)),
  ),
})

/**
 * An answer as the bare server is to give it. Node adds what is about the connection by itself.
 * @param {string} url
 * @returns {Promise<Answer>}
 */
async function recorded(url) {
  const { status, head, body } = await get(url)
  const own = /^(?:date|connection|keep-alive|transfer-encoding)$/i
  return {
    status,
    head: head.filter((_, i) => !own.test(head[i - (i % 2)] ?? '')),
    body: body.toString('latin1'),
  }
}

/**
 * Measures both servers in turn, the other one first in every other round.
 * @param {number} rounds
 * @param {Target} testata
 * @param {Target} bare
 * @param {Record<string, { path: string, measure: Measure }>} plan
 * @param {() => Promise<void>} before each round
 * @returns {Promise<Record<string, Case>>}
 */
async function interleaved(rounds, testata, bare, plan, before) {
  /** @type {Record<string, Pair[]>} */
  const pairs = Object.fromEntries(Object.keys(plan).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    say(`Round ${round + 1} of ${rounds}: ${Object.keys(plan).join(', ')} …`)
    await before()
    for (const [name, { measure }] of Object.entries(plan)) {
      const order = round % 2 === 0 ? [testata, bare] : [bare, testata]
      /** @type {Map<Target, Figures>} */
      const figures = new Map()
      for (const target of order) figures.set(target, await measure(target, round))
      const [first, second] = [figures.get(testata), figures.get(bare)]
      if (first && second) pairs[name]?.push({ testata: first, bare: second })
    }
  }
  return Object.fromEntries(
    Object.entries(plan).map(([name, { path }]) => {
      const done = pairs[name] ?? []
      const [first, second] = [done.map((pair) => pair.testata), done.map((pair) => pair.bare)]
      return [
        name,
        { path, testata: medians(first), bare: medians(second), ratio: ratios(done), rounds: done },
      ]
    }),
  )
}

/**
 * @param {Options} options
 * @returns {Promise<number>} the exit code
 */
export function run(options) {
  return cleaningUp(async () => {
    const result = await measure(options)
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : table(result))
    return result.limits.every((limit) => limit.ok) ? 0 : 1
  })
}

/** @typedef {Awaited<ReturnType<typeof measure>>} Result */

/** @param {Options} options */
async function measure({ rounds, seconds, port }) {
  const load = os.loadavg()[0] ?? 0
  const folder = temporaryFolder()
  const dataDir = path.join(folder, 'data')
  say('Starting the demo publication …')
  const testata = await startTestata(dataDir, await freePort(port))
  const bare = await startBareServer(await freePort(port))
  say('Waiting for the server to finish the pictures of the first start …')
  await quiet(testata.pid)

  const article = await longestArticle(testata.url)
  const section = `/${article.path.split('/')[1]}`
  // None of them exists, and none is asked for often: nothing about them could be remembered.
  const missing = Array.from({ length: 500 }, (_, i) => `${section}/nessun-articolo-con-questo-nome-${i + 1}`)
  const paths = { article: article.path, front: '/', section, notFound: missing[0] ?? '' }
  const bytes = Object.fromEntries(
    await Promise.all(
      Object.entries(paths).map(async ([name, at]) => [name, await sizesOf(`${testata.url}${at}`)]),
    ),
  )
  const assets = await assetsOf(`${testata.url}${article.path}`)

  /** @param {string[]} [copies] of the article */
  const giveToBare = async (copies = []) => {
    /** @type {Record<string, Answer>} */
    const answers = {}
    for (const [name, at] of Object.entries(paths)) answers[name] = await recorded(`${testata.url}${at}`)
    const byPath = Object.fromEntries([
      ...Object.entries(paths).map(([name, at]) => [at, name]),
      ...copies.map((at) => [at, 'article']),
    ])
    await bare.give({ answers, paths: byPath, otherwise: 'notFound' })
  }

  /** @type {(asked: string[], status: number) => Measure} */
  const flooding = (asked, status) => (target) => flood(target, asked, status, seconds)
  const plan = {
    article: { path: paths.article, measure: flooding([paths.article], 200) },
    front: { path: paths.front, measure: flooding([paths.front], 200) },
    section: { path: paths.section, measure: flooding([paths.section], 200) },
    notFound: { path: `${section}/…`, measure: flooding(missing, 404) },
  }
  say('Warming up …')
  await giveToBare()
  for (const target of [testata, bare]) {
    for (const at of [paths.article, paths.front, paths.section])
      await flood(target, [at], 200, warmUpSeconds)
    await flood(target, missing, 404, warmUpSeconds)
  }
  // The pages are recorded again before each round, because the list of the most read on them may change.
  const stored = await interleaved(rounds, testata, bare, plan, giveToBare)

  // A miss is an article that nobody has asked for since it was published. Copies of the measured article are imported
  // from the command line into the running publication, and each is asked for once: a render by Next, stripping and
  // compressing included, as for the first reader of each new piece. One after the other, because that is how misses
  // happen. This comes last, so that the other pages were those of the demo publication itself. One batch more than
  // there are rounds warms up the code that renders.
  say('Importing articles for the misses …')
  const copies = await importCopies(
    article.path,
    (rounds + 1) * missesInRound,
    dataDir,
    path.join(folder, 'copies'),
  )
  await quiet(testata.pid)
  const batch = (/** @type {number} */ number) =>
    copies.slice(number * missesInRound, (number + 1) * missesInRound)
  const giveCopiesToBare = () => giveToBare(copies)
  await giveCopiesToBare()
  for (const target of [testata, bare]) await sequence(target, batch(rounds), 200)
  /** @type {Measure} */
  const askFirst = async (target, round) => {
    const before = await storedPages(testata)
    // The clock of processor time ticks every 10 ms, in which a bare server gives dozens of answers: it is asked for longer.
    const figures = await sequence(target, batch(round), 200, target === bare ? seconds : 0)
    const rendered = (await storedPages(testata)) - before
    if (target === testata && rendered !== missesInRound)
      throw new Error(
        `${missesInRound} articles were asked for the first time, but ${rendered} were rendered`,
      )
    return figures
  }
  const first = await interleaved(
    rounds,
    testata,
    bare,
    { miss: { path: `${article.path}-…`, measure: askFirst } },
    giveCopiesToBare,
  )

  const { article: articleCase, front, section: sectionCase, notFound } = stored
  return {
    suite: 'pages',
    date: new Date().toISOString(),
    machine: {
      node: process.version,
      cores: os.availableParallelism(),
      cpu: os.cpus()[0]?.model ?? '',
      load,
      platform: `${os.platform()} ${os.arch()}`,
    },
    options: { rounds, seconds, connections, missesInRound },
    article,
    cases: { article: articleCase, front, section: sectionCase, miss: first.miss, notFound },
    bytes,
    assets,
    limits: limitsOf(bytes.article, assets),
  }
}

/** @param {Target} testata */
async function storedPages(testata) {
  const { body } = await get(`${testata.url}/api/health`)
  return Number(JSON.parse(body.toString()).pages)
}
