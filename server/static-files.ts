// Files on disk: the build's own, public/, and the media folder. What is in the build never changes and was compressed
// by it; media are looked up at each request, because editors add them while we run.
import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import sirv from 'sirv'
import { common } from './headers.ts'

/** Answers a request for a file and returns true, or returns false when the address is no file's. */
export type StaticFiles = (req: IncomingMessage, res: ServerResponse, path: string) => Promise<boolean>

const year = 31_536_000
const media = /^\/media\/(?:social\/)?\d+\/[a-z0-9]{8,16}-[a-z0-9]{1,8}\.(?:avif|webp|jpg)$/
const build = /^\/_next\/static\/[\w./~-]+$/
const types: Record<string, string> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' }

/** The handler for the files of this checkout and of a data folder. */
export function staticFiles(root: string, dataDir: string): StaticFiles {
  const set = (res: ServerResponse) => {
    for (const [name, value] of common) res.setHeader(name, value)
    res.setHeader('Vary', 'Accept-Encoding')
  }
  const options = { etag: true, brotli: true, gzip: true, dotfiles: false, setHeaders: set }
  const builtFiles = sirv(path.join(root, '.next', 'static'), { ...options, maxAge: year, immutable: true })
  const ownFiles = sirv(path.join(root, 'public'), {
    ...options,
    setHeaders: (res, pathname) => {
      set(res)
      res.setHeader('Cache-Control', 'public, max-age=300, must-revalidate')
      if (pathname === '/reader/speculation-rules.json')
        res.setHeader('Content-Type', 'application/speculationrules+json')
    },
  })
  const mediaFiles = sirv(path.join(dataDir, 'media'), {
    dev: true, // looks at the disk at each request
    dotfiles: false,
    setHeaders: (res, pathname) => {
      for (const [name, value] of common) res.setHeader(name, value)
      res.setHeader('Content-Type', types[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      res.setHeader('Cache-Control', `public, max-age=${year}, immutable`)
      res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
      res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin') // feeds and social sites show our pictures
    },
  })

  const serve = (handler: typeof builtFiles, req: IncomingMessage, res: ServerResponse, url: string) =>
    new Promise<boolean>((resolve) => {
      req.url = url
      res.once('close', () => resolve(true))
      handler(req, res, () => resolve(false))
    })

  return async (req, res, at) => {
    if (at.startsWith('/media/'))
      return media.test(at) ? serve(mediaFiles, req, res, at.slice('/media'.length)) : false
    if (at.startsWith('/_next/'))
      return build.test(at) && existsSync(path.join(root, '.next', at.slice('/_next/'.length)))
        ? serve(builtFiles, req, res, at.slice('/_next/static'.length))
        : false
    return /^\/(?:reader|newsroom)\/[a-z0-9-]+\.(?:css|js|json)$/.test(at)
      ? serve(ownFiles, req, res, at)
      : false
  }
}
