// npm run cli: the command-line program, which needs the packages and the bundle but not the site's build.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { checkNode, ensureBundled, ensureInstalled, root } from './setup.mjs'

checkNode()
await ensureInstalled()
await ensureBundled()
// File names are meant from where the command was called; npm says where that was.
const env = { ...process.env, CALLED_FROM: process.env.INIT_CWD ?? process.cwd() }
const program = ['--enable-source-maps', path.join('dist', 'cli.mjs'), ...process.argv.slice(2)]
const child = spawn(process.execPath, program, { cwd: root, env, stdio: 'inherit' })
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
