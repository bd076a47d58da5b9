// npm run worker: sends the newsletter in this process. The server beside it runs with NEWSLETTER_WORKER=off.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, readEnv } from '../lib/env.mjs'
import { checkNode, ensureBundled, ensureInstalled, root } from './setup.mjs'

checkNode()
try {
  process.env.DATA_DIR = readEnv().dataDir // said relative to where the command was called
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(2)
}
await ensureInstalled()
await ensureBundled()
process.chdir(root)
process.setSourceMapsEnabled(true)
await import(pathToFileURL(path.join(root, 'dist', 'worker.mjs')).href)
