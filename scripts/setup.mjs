// What must be there before anything else can run: packages and the build. Plain JavaScript without packages, because
// on a fresh clone nothing is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')
const lockFolder = path.join(root, '.setup.lock')
const installStamp = path.join(root, 'node_modules', '.testata-installed')
const bundleStamp = path.join(root, 'dist', '.bundled')
const buildStamp = path.join(root, 'dist', '.built')

const sources = ['app', 'components', 'db', 'features', 'lib', 'public', 'server', 'scripts']
const sourceFiles = ['package-lock.json', 'next.config.ts', 'tsconfig.json']
const staleLock = 15 * 60_000

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`)

/** Ends with a message when Node is not one that the packages run on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fits = (major === 20 && minor >= 9) || (major > 20 && (major < 24 || (major === 24 && minor < 19)))
  if (fits) return
  say(
    `Testata runs on Node 20.9 to 24.18; this is Node ${process.versions.node}. Install another Node and start again.`,
  )
  process.exit(2)
}

/**
 * Runs a program and waits for its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} [options] quiet: its output is shown only when it fails
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, { quiet = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      detached: true, // a group of its own, so that it can be ended with all that it started
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', process.stderr, process.stderr],
    })
    /** @type {Buffer[]} */
    const output = []
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    const end = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGTERM')
      } catch {
        // It has ended by itself.
      }
    }
    process.once('exit', end)
    child.on('error', (error) => {
      say(`${command}: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code) => {
      process.off('exit', end)
      if (code !== 0) process.stderr.write(Buffer.concat(output))
      resolve(code ?? 1)
    })
  })
}

/**
 * @template T
 * @param {() => Promise<T>} work done by one process of this checkout at a time
 */
async function alone(work) {
  for (let waited = false; ; waited = true) {
    try {
      mkdirSync(lockFolder)
      break
    } catch {
      const age = existsSync(lockFolder) ? Date.now() - statSync(lockFolder).mtimeMs : 0
      if (age > staleLock) rmSync(lockFolder, { recursive: true, force: true })
      if (!waited) say('Waiting for another start of this checkout to finish its set-up …')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  const free = () => rmSync(lockFolder, { recursive: true, force: true })
  process.once('exit', free)
  const interrupted = () => process.exit(130)
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    return await work()
  } finally {
    free()
    process.off('exit', free).off('SIGINT', interrupted).off('SIGTERM', interrupted)
  }
}

/** @param {string} file */
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function lockHash() {
  return createHash('sha256')
    .update(read(path.join(root, 'package-lock.json')))
    .update(`node ${process.versions.modules}`)
    .digest('hex')
}

function sourceHash() {
  const hash = createHash('sha256').update(process.versions.modules)
  /** @param {string} relative */
  const add = (relative) => {
    const full = path.join(root, relative)
    if (statSync(full).isDirectory()) {
      if (relative === path.join('db', 'seed', 'content')) return
      for (const name of readdirSync(full).sort()) add(path.join(relative, name))
    } else hash.update(relative).update('\0').update(readFileSync(full)).update('\0')
  }
  for (const name of [...sources, ...sourceFiles]) add(name)
  return hash.digest('hex')
}

/** Installs the packages when they are missing or belong to another lock file. */
export async function ensureInstalled() {
  if (read(installStamp) === lockHash()) return
  await alone(async () => {
    if (read(installStamp) === lockHash()) return
    say('Installing packages (the database driver may be compiled, which takes a minute or two) …')
    const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      quiet: true,
    })
    if (code !== 0) {
      say(
        'The packages could not be installed. The lines above say why; often it is the network, or python3, make and g++ are missing.',
      )
      process.exit(1)
    }
    writeFileSync(installStamp, lockHash())
  })
}

/** Bundles server and command line when their sources changed. Returns the hash of the sources. */
export async function ensureBundled() {
  const hash = sourceHash()
  if (read(bundleStamp) === hash) return hash
  await alone(async () => {
    if (read(bundleStamp) === hash) return
    const { bundle } = await import('./bundle.mjs')
    await bundle()
    writeFileSync(bundleStamp, hash)
  })
  return hash
}

/** Builds the site when its sources changed. */
export async function ensureBuilt() {
  const hash = await ensureBundled()
  if (read(buildStamp) === hash && existsSync(path.join(root, '.next', 'BUILD_ID'))) return
  await alone(async () => {
    if (read(buildStamp) === hash && existsSync(path.join(root, '.next', 'BUILD_ID'))) return
    say('Building the site …')
    rmSync(buildStamp, { force: true })
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    const code = await run(
      process.execPath,
      [path.join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
      { quiet: true, env: /** @type {NodeJS.ProcessEnv} */ (env) },
    )
    if (code !== 0) {
      say('The build failed; the lines above say why.')
      process.exit(1)
    }
    const { compressStatic } = await import('./compress.mjs')
    await compressStatic()
    writeFileSync(buildStamp, hash)
  })
}
