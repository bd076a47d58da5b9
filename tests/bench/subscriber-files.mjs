// What 100,000 subscribers cost on their way in and out (design of the newsletter, check 16).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import path from 'node:path'
import { cli, cpuOf, peakOf, root, temporaryFolder } from './processes.mjs'

/** @typedef {{ seconds: number, cpuSeconds: number | null, peakMegabytes: number | null, rows: number }} Run */

const limitSeconds = 30
const limitMegabytes = 300

/**
 * Writes a file of subscribers; every tenth name holds what has to be put in quotation marks.
 * @param {string} file
 * @param {number} rows
 */
export async function writeFile(file, rows) {
  const out = createWriteStream(file)
  out.write('email,name,language,lists,consent_source,consent_at\n')
  for (let i = 0; i < rows; i++) {
    const name = i % 10 === 0 ? `"Lettrice ${i}, detta ""=${i}"""` : `Lettore ${i}`
    const line = `lettore-${i}@esempio-${i % 97}.example,${name},it,daily;weekly,Modulo del sito precedente,2024-05-01T08:00:00Z\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/**
 * Runs a command and watches what it takes.
 * @param {string[]} args
 * @param {string} dataDir
 * @returns {Promise<{ seconds: number, cpuSeconds: number | null, peakMegabytes: number | null, output: string }>}
 */
async function watch(args, dataDir) {
  const began = performance.now()
  const child = spawn(process.execPath, ['dist/cli.mjs', ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  /** @type {number | null} */
  let peak = null
  /** @type {number | null} */
  let cpu = null
  const look = () => {
    const pid = child.pid ?? 0
    peak = peakOf(pid) ?? peak
    const used = cpuOf(pid)
    if (used !== null) cpu = used / 1_000_000
  }
  const timer = setInterval(look, 50)
  const [code] = await once(child, 'close')
  clearInterval(timer)
  if (code !== 0) throw new Error(`subscribers ${args[1]} ended (${code})`)
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpu, peakMegabytes: peak, output }
}

/**
 * Imports a file of so many subscribers into an empty publication, imports it again, and exports them.
 * @param {number} [rows]
 * @returns {Promise<{ imported: Run, again: Run, exported: Run & { megabytes: number }, wrong: string[] }>} `wrong`: limits that
 *   are exceeded, and counts that are not right, in words
 */
export async function measureFiles(rows = 100_000) {
  const folder = temporaryFolder()
  const dataDir = path.join(folder, 'data')
  const [input, output] = [path.join(folder, 'in.csv'), path.join(folder, 'out.csv')]
  await writeFile(input, rows)
  await cli(['seed'], dataDir) // with the newsletters of the demo publication
  /** @type {string[]} */
  const wrong = []
  /**
   * @param {string} name
   * @param {string[]} args
   * @param {Record<string, number>} counts that its answer has to hold
   */
  const run = async (name, args, counts) => {
    const { output: said, ...taken } = await watch(['subscribers', ...args, '--json'], dataDir)
    const report = JSON.parse(said)
    for (const [key, count] of Object.entries(counts))
      if (report[key] !== count) wrong.push(`${name}: ${key} is ${report[key]}, not ${count}`)
    if (taken.seconds > limitSeconds) wrong.push(`${name}: took more than ${limitSeconds} s`)
    if ((taken.peakMegabytes ?? 0) > limitMegabytes)
      wrong.push(`${name}: took more than ${limitMegabytes} MB`)
    return { ...taken, rows: report.rows }
  }
  const imported = await run('import', ['import', input], { rows, added: rows, refusedRows: 0 })
  const again = await run('import again', ['import', input], { rows, updated: rows, refusedRows: 0 })
  const exported = await run('export', ['export', output], { rows })
  const megabytes = statSync(output).size / 1e6
  return { imported, again, exported: { ...exported, megabytes }, wrong }
}
