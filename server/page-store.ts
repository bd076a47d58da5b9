import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { ByteLru } from '@/lib/byte-lru.ts'
import { type Encoding, fontLinks, headOf, readerPolicy } from './headers.ts'
import type { TagClock } from './tag-clock.ts'

/** Everything needed to answer, made once for each encoding. `body`: the bytes as latin1, so that head and body are one write. */
export type Variant = { etag: string; head: string[]; body: string }
/** Seconds. */
export type Lifetime = { revalidate: number | false; expire?: number | undefined }
export type Meta = {
  /** Address under which readers ask for it. */
  path: string
  tags: readonly string[]
  /** The clock when its render began. */
  seq: number
  headers: Record<string, unknown>
  lifetime?: Lifetime | undefined
}
export type Page = Meta & {
  /** The clock when it was last found fresh. */
  checked: number
  modified: number
  until: number
  variants: Record<Encoding, Variant>
  bytes: number
}

const html = 'text/html; charset=utf-8'

/** Whole answers, ready to be sent, bounded in bytes. One is stale as soon as a tag of it is touched. */
export class PageStore {
  private readonly clock: TagClock
  private readonly pages: ByteLru<Page>
  private readonly byPath = new Map<string, string>()

  constructor(clock: TagClock, limit: number) {
    this.clock = clock
    this.pages = new ByteLru(limit, (key, page) => {
      if (this.byPath.get(page.path) === key) this.byPath.delete(page.path)
    })
  }

  get size(): number {
    return this.pages.size
  }
  get bytes(): number {
    return this.pages.bytes
  }

  /** By Next's key, which is opaque. */
  get(key: string): Page | undefined {
    const page = this.pages.get(key)
    if (!page) return undefined
    const { seq, now } = this.clock
    if (now >= page.until || (page.checked !== seq && this.clock.touchedSince(page.tags, page.seq))) {
      this.pages.delete(key)
      return undefined
    }
    page.checked = seq
    return page
  }

  /** By address: known only after Next itself has answered that address with that key. */
  at(path: string): Page | undefined {
    const key = this.byPath.get(path)
    return key === undefined ? undefined : this.get(key)
  }

  /** Keeps a reader page. */
  async putPage(key: string, text: string, meta: Meta): Promise<void> {
    this.keep(key, await prepare(Buffer.from(text), html, meta))
  }

  /** Keeps anything else that has an address and tags: a feed, a sitemap, an icon. */
  async putDocument(bytes: Buffer, type: string, meta: Meta): Promise<void> {
    this.keep(`document:${meta.path}`, await prepare(bytes, type, meta))
  }

  private keep(key: string, page: Page): void {
    this.pages.set(key, page)
    if (this.pages.get(key)) this.byPath.set(page.path, key)
  }
}

/** Makes an answer ready to send: compressed in each encoding, with its headers. */
export async function prepare(bytes: Buffer, type: string, meta: Meta): Promise<Page> {
  const isText = /^(?:text\/|application\/(?:[\w.]+\+)?(?:xml|json)|image\/svg)/.test(type)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 27)
  const page =
    type === html ? { policy: readerPolicy(bytes.toString()), link: fontLinks(meta.headers.link) } : null
  const variant = (encoding: Encoding, body: Buffer): Variant => {
    const etag = `"${hash}-${encoding}"`
    return { etag, head: headOf(type, encoding, etag, body.length, page), body: body.toString('latin1') }
  }
  const identity = variant('identity', bytes)
  const variants = { identity, br: identity, gzip: identity }
  let size = bytes.length
  if (isText) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params }),
      promisify(gzip)(bytes, { level: 9 }),
    ])
    variants.br = variant('br', br)
    variants.gzip = variant('gzip', gz)
    size += br.length + gz.length
  }
  const modified = Date.now()
  const seconds = meta.lifetime?.revalidate
  return {
    ...meta,
    checked: -1,
    modified,
    until: typeof seconds === 'number' ? modified + seconds * 1000 : Number.POSITIVE_INFINITY,
    variants,
    bytes: size + 4096, // 4 kB: headers, tags, keys
  }
}
