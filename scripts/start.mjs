// npm start: sets up what is missing, then becomes the server.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
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

// The server runs in this very process: whoever stops it stops everything.
Object.assign(process.env, {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  DATA_DIR: readEnv().dataDir,
})
process.chdir(root)
process.setSourceMapsEnabled(true)
await import(pathToFileURL(path.join(root, 'dist', 'main.mjs')).href)
