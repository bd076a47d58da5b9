// Bundles the server, the command line and Next's two cache handlers to plain JavaScript in dist/.
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..')

/** Packages stay outside; `server-only` throws outside Next, so an empty file stands in for it. */
export async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'server/main.ts',
      worker: 'server/worker.ts',
      preview: 'server/preview.ts',
      'page-cache': 'server/page-cache.ts',
      'data-cache': 'server/data-cache.ts',
      cli: 'scripts/cli.ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { 'server-only': path.join(root, 'lib/empty.ts') },
    sourcemap: true,
    logLevel: 'warning',
    outdir: path.join(root, 'dist'),
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
  })
}
