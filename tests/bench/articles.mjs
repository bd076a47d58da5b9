// Which article is measured, and copies of it that nobody has asked for yet.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { get } from './load.mjs'
import { cli, root } from './processes.mjs'

const content = path.join(root, 'db', 'seed', 'content')

/**
 * The longest article of the demo publication's feed.
 * @param {string} url of the server
 */
export async function longestArticle(url) {
  const feed = await get(`${url}/feed.json`, { encoding: 'identity' })
  /** @type {{ items: { url: string, content_html: string }[] }} */
  const { items } = JSON.parse(feed.body.toString())
  const [longest] = items
    .map((item) => ({
      path: new URL(item.url).pathname,
      words: item.content_html
        .replace(/<[^>]*>/g, ' ')
        .split(/\s+/)
        .filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    }))
    .sort((a, b) => b.words - a.words)
  if (!longest) throw new Error('the feed of the demo publication is empty')
  return longest
}

/**
 * Imports copies of a demo article, each with a title and an address of its own, with the same text, pictures, section
 * and topics.
 * @param {string} articlePath of the original
 * @param {number} count
 * @param {string} dataDir
 * @param {string} folder for the files to import
 * @returns {Promise<string[]>} their addresses
 */
export async function importCopies(articlePath, count, dataDir, folder) {
  const { parse, stringify } = await import('yaml')
  const slug = articlePath.split('/').at(-1) ?? ''
  const source = readFileSync(path.join(content, 'articles', `${slug}.md`), 'utf8')
  const end = source.indexOf('\n---', 3)
  // Dates are relative in the demo's files; a correction's would need one of its own.
  const { daysAgo, time, updatedDaysAgo, updatedTime, corrections, ...front } = parse(source.slice(3, end))
  const body = source.slice(source.indexOf('\n', end + 1) + 1)
  mkdirSync(folder, { recursive: true })
  for (const picture of readdirSync(path.join(content, 'media')))
    if (source.includes(picture))
      copyFileSync(path.join(content, 'media', picture), path.join(folder, picture))
  const copies = Array.from({ length: count }, (_, i) => `${slug}-${i + 1}`)
  const date = new Date(Date.now() - 30 * 24 * 3_600_000).toISOString()
  for (const [i, name] of copies.entries()) {
    const own = { ...front, slug: name, title: `${front.title} ${i + 1}`, date }
    writeFileSync(path.join(folder, `${name}.md`), `---\n${stringify(own)}---\n${body}`)
  }
  /** @type {{ articles: { path: string, slug: string }[] }} */
  const { articles } = JSON.parse(await cli(['import', folder, '--json'], dataDir))
  return articles.map((article) => article.path)
}
