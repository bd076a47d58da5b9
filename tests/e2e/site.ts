// What the specs share: the server's address, the command line, and where the kinds of pages are.
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const url = process.env.E2E_URL ?? ''
const root = path.resolve(import.meta.dirname, '..', '..')

export type CliResult = { code: number; stdout: string; stderr: string }

/** Runs the command line beside the running server. */
export function cli(args: string[], dataDir = process.env.E2E_DATA ?? ''): Promise<CliResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['dist/cli.mjs', ...args],
      { cwd: root, env: { ...process.env, DATA_DIR: dataDir } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
      },
    )
  })
}

/** Writes a Markdown file to import and returns its path. */
export function markdownFile(front: Record<string, string>, body: string): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'testata-md-')), 'pezzo.md')
  const head = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  writeFileSync(file, `---\n${head.join('\n')}\n---\n\n${body}\n`)
  return file
}

type Item = { url: string; title: string; content_html: string; authors?: { url: string }[] }

/** Paths of the demo articles, newest first. */
export async function articlePaths(): Promise<string[]> {
  const feed = (await (await fetch(`${url}/feed.json`)).json()) as { items: Item[] }
  return feed.items.map((item) => new URL(item.url).pathname)
}

/** Path of the first article of the feed whose text matches. */
export async function articleWith(pattern: RegExp): Promise<string> {
  const feed = (await (await fetch(`${url}/feed.json`)).json()) as { items: Item[] }
  const item = feed.items.find((entry) => pattern.test(entry.content_html))
  if (!item) throw new Error(`no article matches ${pattern}`)
  return new URL(item.url).pathname
}

/** One page of each kind. */
export async function pageKinds(): Promise<Record<string, string>> {
  const [article = '/'] = await articlePaths()
  const now = new Date()
  return {
    front: '/',
    section: '/citta',
    subsection: '/trasporti',
    article,
    author: '/authors/samira-belkadi',
    topic: '/topics/treni-notturni',
    archive: '/archive',
    month: `/archive/${now.getFullYear()}/${String(now.getMonth() + 1).padStart(2, '0')}`,
    corrections: '/corrections',
    about: '/about',
    search: '/search?q=mare',
    emptySearch: '/search?q=qwertyuiopzxcv',
    newsletter: '/newsletter',
    thanks: '/newsletter/thanks',
    newsletters: '/newsletter/archive',
    issues: '/newsletter/archive/daily',
    missing: '/non-esiste-proprio',
  }
}
