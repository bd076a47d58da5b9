// npm test: everything that must hold, from lint to the browser. Each step does its own set-up; the last line is
// "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { checkNode, ensureBuilt, ensureBundled, ensureInstalled, root, run } from './setup.mjs'

/** @typedef {{ passed: number, failed: number }} Count */

checkNode()
await ensureInstalled()
const { findBrowser } = await import('./browser.mjs')

const reports = mkdtempSync(path.join(os.tmpdir(), 'testata-tests-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
const bin = (/** @type {string} */ name) => path.join(root, 'node_modules', '.bin', name)

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Count>} one test: that the program finds nothing wrong
 */
async function program(command, args) {
  const code = await run(command, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** @returns {Promise<Count>} */
async function vitest() {
  const file = path.join(reports, 'vitest.json')
  const code = await run(bin('vitest'), [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  return counted(code, () => {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests || (code === 0 ? 0 : numFailedTestSuites || 1) }
  })
}

/** @returns {Promise<Count>} */
async function endToEnd() {
  const file = path.join(reports, 'playwright.json')
  const env = { ...process.env, CHROMIUM: await findBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const code = await run(bin('playwright'), ['test', '--config', 'tests/e2e/playwright.config.ts'], {
    env: /** @type {NodeJS.ProcessEnv} */ (env),
  })
  return counted(code, () => {
    const { expected, flaky, unexpected } = JSON.parse(readFileSync(file, 'utf8')).stats
    return { passed: expected + flaky, failed: unexpected || (code === 0 ? 0 : 1) }
  })
}

/**
 * @param {number} code
 * @param {() => Count} read
 * @returns {Count} what the report says; one failure when there is no report
 */
function counted(code, read) {
  try {
    return read()
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 }
  }
}

/** @type {[string, () => Promise<Count>][]} */
const steps = [
  ['Lint and format', () => program(bin('biome'), ['check', '--error-on-warnings', '.'])],
  [
    'Types',
    async () => {
      await ensureBundled() // Next's configuration names files of the bundle
      await run(process.execPath, [path.join('node_modules', 'next', 'dist', 'bin', 'next'), 'typegen'], {
        quiet: true,
      })
      return program(bin('tsc'), ['--noEmit'])
    },
  ],
  ['Unit and integration', vitest],
  [
    'Build',
    async () => {
      await ensureBuilt()
      return { passed: 1, failed: 0 }
    },
  ],
  ['End to end', endToEnd],
]

const total = { passed: 0, failed: 0 }
for (const [name, step] of steps) {
  process.stdout.write(`\n${name}\n`)
  const began = Date.now()
  const { passed, failed } = await step().catch((error) => {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
    return { passed: 0, failed: 1 }
  })
  process.stdout.write(
    `${name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - began) / 1000)} s)\n`,
  )
  total.passed += passed
  total.failed += failed
}
process.exitCode = total.failed > 0 ? 1 : 0
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
