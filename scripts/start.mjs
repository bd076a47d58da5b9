// npm start: sets up what is missing, then becomes the server.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ConfigError, readEnv } from '../lib/env.mjs'
import { checkNode, ensureBuilt, ensureInstalled, root } from './setup.mjs'

checkNode()
try {
  readEnv()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(2)
}
await ensureInstalled()
await ensureBuilt()

const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
const server = spawn(process.execPath, ['--enable-source-maps', path.join('dist', 'main.mjs')], {
  cwd: root,
  stdio: 'inherit',
  env: /** @type {NodeJS.ProcessEnv} */ ({ ...env, DATA_DIR: readEnv().dataDir }),
})
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
  process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
