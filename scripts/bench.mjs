// npm run bench: measures the production build, one suite at a time.
import { checkNode, ensureBuilt, ensureInstalled } from './setup.mjs'

/**
 * What a file of tests/bench exports to be a suite.
 * @template Options
 * @typedef {object} Suite
 * @property {string} help
 * @property {(args: string[]) => Options} readOptions throws when they are wrong
 * @property {(options: Options) => Promise<number>} run returns the exit code
 */

/** @type {Record<string, { summary: string, load: () => Promise<Suite<any>> }>} */
const suites = {
  pages: {
    summary: 'Reader pages next to a bare Node server that sends the same bytes',
    load: () => import('../tests/bench/pages.mjs'),
  },
  newsletter: {
    summary: 'Sending an issue: speed, kill -9, readers beside it, subscribers as CSV',
    load: () => import('../tests/bench/newsletter.mjs'),
  },
}

const usage = `Usage: npm run bench -- <suite> [options]

Suites:
${Object.entries(suites)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}

Each suite explains itself with --help. Put -s after \`npm run\` to keep npm's own lines out of what scripts read:
  npm run -s bench -- pages --json

Exit codes: 0 done, 1 a limit is exceeded or the measurement failed, 2 wrong usage.
`

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    ;(name === undefined ? process.stderr : process.stdout).write(usage)
    return name === undefined ? 2 : 0
  }
  const entry = Object.hasOwn(suites, name) ? suites[name] : undefined
  if (!entry) {
    process.stderr.write(`There is no suite "${name}".\n\n${usage}`)
    return 2
  }
  checkNode()
  const suite = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(suite.help)
    return 0
  }
  let options
  try {
    options = suite.readOptions(rest)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${suite.help}`)
    return 2
  }
  await ensureInstalled()
  await ensureBuilt()
  try {
    return await suite.run(options)
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : error}\n`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
