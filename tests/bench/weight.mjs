// What a page weighs: its bytes as they are sent, and those of what it asks for before it is whole.
import { get } from './load.mjs'

/** @typedef {{ identity: number, gzip: number, br: number }} Sizes */
/** @typedef {{ count: number, bytes: number, compressed: boolean }} Files bytes: as sent to who accepts gzip */
/** @typedef {{ css: Files, js: Files, fonts: Files }} Assets */
/** @typedef {{ name: string, value: number, limit: number, unit: 'bytes' | 'files', ok: boolean }} Limit */

/**
 * @param {string} url
 * @returns {Promise<Sizes>}
 */
export async function sizesOf(url) {
  const [identity, gzip, br] = await Promise.all(
    ['identity', 'gzip', 'br'].map(async (encoding) => (await get(url, { encoding })).body.length),
  )
  return { identity: identity ?? 0, gzip: gzip ?? 0, br: br ?? 0 }
}

/**
 * @param {Iterable<string>} urls
 * @returns {Promise<Files>}
 */
async function filesAt(urls) {
  const files = { count: 0, bytes: 0, compressed: true }
  for (const url of new Set(urls)) {
    const answer = await get(url)
    if (answer.status !== 200) throw new Error(`${url}: status ${answer.status}`)
    files.count++
    files.bytes += answer.body.length
    if (answer.headers['content-encoding'] === undefined) files.compressed = false
  }
  return files
}

const text = async (/** @type {string} */ url) => (await get(url, { encoding: 'identity' })).body.toString()

/**
 * @param {string} html
 * @param {RegExp} tag
 * @param {string} name of the attribute
 */
function attributes(html, tag, name) {
  const value = new RegExp(`\\s${name}="([^"]*)"`)
  return (html.match(tag) ?? []).flatMap((match) => value.exec(match)?.[1] ?? [])
}

/**
 * The stylesheets, scripts and fonts of a page. Scripts: those that it names and what they import. Fonts: those that it
 * preloads and all that its stylesheets name, whether this page has letters for them or not.
 * @param {string} url
 * @returns {Promise<Assets>}
 */
export async function assetsOf(url) {
  const page = await get(url, { encoding: 'identity' })
  const html = page.body.toString()
  const absolute = (/** @type {string} */ address, base = url) =>
    new URL(address.replaceAll('&amp;', '&'), base).href
  const sheets = attributes(html, /<link\s[^>]*rel="stylesheet"[^>]*>/g, 'href').map((href) => absolute(href))
  const fonts = new Set(
    [...attributes(html, /<link\s[^>]*as="font"[^>]*>/g, 'href')].map((href) => absolute(href)),
  )
  for (const [, href] of String(page.headers.link ?? '').matchAll(/<([^>]+)>[^,]*;\s*as="?font/g))
    if (href) fonts.add(absolute(href))
  for (const sheet of sheets)
    for (const [, href] of (await text(sheet)).matchAll(/url\(["']?([^"')]+\.(?:woff2?|[ot]tf))["']?\)/g))
      if (href) fonts.add(absolute(href, sheet))

  const scripts = new Set(attributes(html, /<script\s[^>]*>/g, 'src').map((src) => absolute(src)))
  for (const href of attributes(html, /<link\s[^>]*rel="modulepreload"[^>]*>/g, 'href'))
    scripts.add(absolute(href))
  // A set hands out what is added while it is walked, so imports of imports come too.
  for (const script of scripts)
    for (const [, target] of (await text(script)).matchAll(
      /\b(?:import|from)\s*\(?\s*["'](\.?\.?\/[^"']+)["']/g,
    ))
      if (target) scripts.add(absolute(target, script))

  return { css: await filesAt(sheets), js: await filesAt(scripts), fonts: await filesAt(fonts) }
}

/**
 * What an article page may weigh.
 * @param {Sizes} html
 * @param {Assets} assets
 * @returns {Limit[]}
 */
export function limitsOf(html, assets) {
  /** @type {Omit<Limit, 'ok'>[]} */
  const limits = [
    { name: 'HTML and CSS', value: html.gzip + assets.css.bytes, limit: 30_000, unit: 'bytes' },
    { name: 'JavaScript', value: assets.js.bytes, limit: 10_000, unit: 'bytes' },
    { name: 'Fonts', value: assets.fonts.count, limit: 2, unit: 'files' },
  ]
  return limits.map((entry) => ({ ...entry, ok: entry.value <= entry.limit }))
}
