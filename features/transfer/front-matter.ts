import { LineCounter, parseDocument } from 'yaml'
import { type FrontMatter, frontMatterKeys, frontMatterSchema } from './schema.ts'

/** A Markdown file taken apart. `bodyLine` is the number of the body's first line. */
export type MarkdownFile = { meta: FrontMatter; body: string; bodyLine: number; unknownKeys: string[] }
export type Parsed = { ok: true; file: MarkdownFile } | { ok: false; line: number; reason: string }

const largest = 2_000_000

/** Splits a Markdown file and checks its front matter. Only YAML data is read: nothing in it is ever run. */
export function parseMarkdownFile(text: string): Parsed {
  if (text.length > largest) return { ok: false, line: 1, reason: `larger than ${largest} characters` }
  if (text.includes('\0')) return { ok: false, line: 1, reason: 'not a text file: it holds NUL characters' }
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines[0]?.trimEnd() !== '---')
    return { ok: false, line: 1, reason: 'no front matter: the first line must be ---' }
  const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === '---')
  if (end === -1)
    return { ok: false, line: 1, reason: 'the front matter has no end: a second line --- is missing' }
  const counter = new LineCounter()
  const document = parseDocument(lines.slice(1, end).join('\n'), {
    lineCounter: counter,
    uniqueKeys: true,
    version: '1.2',
  })
  const [error] = document.errors
  if (error)
    return {
      ok: false,
      line: (error.linePos?.[0].line ?? 1) + 1,
      reason: `front matter: ${error.message.split('\n')[0] ?? ''}`,
    }
  const data: unknown = document.toJS({ maxAliasCount: 20 })
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { ok: false, line: 2, reason: 'front matter: must be a list of `key: value` lines' }
  const result = frontMatterSchema.safeParse(data)
  if (!result.success) {
    const [issue] = result.error.issues
    const path = (issue?.path ?? []) as (string | number)[]
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined
    const line = node?.range ? counter.linePos(node.range[0]).line + 1 : 2
    const missing = path.length === 1 && !(String(path[0]) in data)
    return {
      ok: false,
      line,
      reason: missing
        ? `${String(path[0])}: is missing`
        : `${path.join('.') || 'front matter'}: ${issue?.message ?? 'not usable'}`,
    }
  }
  const body = lines.slice(end + 1).join('\n')
  if (body.trim() === '')
    return { ok: false, line: end + 2, reason: 'there is no text below the front matter' }
  const unknownKeys = Object.keys(data).filter((key) => !frontMatterKeys.includes(key))
  return { ok: true, file: { meta: result.data, body, bodyLine: end + 2, unknownKeys } }
}
