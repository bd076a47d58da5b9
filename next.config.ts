import path from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  // Both are bundles of server/, made before `next build`: Next loads them as they are.
  cacheHandler: path.resolve('dist/page-cache.mjs'),
  cacheHandlers: { default: path.resolve('dist/data-cache.mjs') },
  cacheMaxMemorySize: 0,
  compress: false, // the front door does it, once a page
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true }, // `npm test` checks types, tests included; a start should not wait for it
  images: { unoptimized: true },
  serverExternalPackages: [
    'better-sqlite3',
    'linkedom',
    'opentype.js',
    'sharp',
    '@node-rs/argon2',
    'rate-limiter-flexible',
    'mammoth',
  ],
  // The front door holds readers' forms to far less.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '2mb' } },
}

export default config
