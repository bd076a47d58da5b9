import { LineCounter, parseDocument, visit } from 'yaml'
import { type FrontMatter, frontMatterKeys, frontMatterSchema } from './schema.ts'

/** A Markdown file taken apart. */
export type MarkdownFile = {
  meta: FrontMatter
  body: string
  /** Number of the body's first line. */
  bodyLine: number
  /** Numbers of the lines on which the keys of the front matter stand. */
  lines: ReadonlyMap<string, number>
  unknownKeys: string[]
}
export type Parsed = { ok: true; file: MarkdownFile } | { ok: false; line: number; reason: string }

const largest = 2_000_000
const firstLine = 2 // of what is between the two lines of dashes

/**
 * Splits a Markdown file and checks its front matter. Only YAML data is read: nothing in it is ever run.
 * @param timeZone zone of the dates that name none
 */
export function parseMarkdownFile(text: string, timeZone: string): Parsed {
  const fail = (line: number, reason: string): Parsed => ({ ok: false, line, reason })
  if (text.length > largest) return fail(1, `larger than ${largest} characters`)
  if (text.includes('\0')) return fail(1, 'not a text file: it holds NUL characters')
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines[0]?.trimEnd() !== '---') return fail(1, 'no front matter: the first line must be ---')
  const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === '---')
  if (end === -1) return fail(1, 'the front matter has no end: a second line --- is missing')
  const yaml = readYaml(lines.slice(1, end).join('\n'))
  if ('reason' in yaml) return fail(yaml.line, `front matter: ${yaml.reason}`)
  const { data, lineOf, keys } = yaml
  const result = frontMatterSchema(timeZone).safeParse(data)
  if (!result.success) {
    const [issue] = result.error.issues
    const path = (issue?.path ?? []) as (string | number)[]
    const missing = path.length === 1 && !(String(path[0]) in data)
    return missing
      ? fail(firstLine, `${String(path[0])}: is missing`)
      : fail(lineOf(path), `${path.join('.')}: ${issue?.message ?? 'not usable'}`)
  }
  const body = lines.slice(end + 1).join('\n')
  if (body.trim() === '') return fail(end + 2, 'there is no text below the front matter')
  const known = new Map(keys.map((key) => [key, lineOf([key])]))
  return {
    ok: true,
    file: { meta: result.data, body, bodyLine: end + 2, lines: known, unknownKeys: unknownKeysOf(data) },
  }
}

type Yaml = { data: object; keys: string[]; lineOf: (path: (string | number)[]) => number }

function readYaml(text: string): Yaml | { line: number; reason: string } {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    logLevel: 'error',
    uniqueKeys: true,
    version: '1.2',
  })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line - 1 + firstLine
  const [error] = document.errors
  if (error) return { line: lineAt(error.pos[0]), reason: error.message }
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: 20 })
  } catch (failure) {
    // Only an alias can fail now: one without an anchor (text that begins with *), or too many of them.
    let line = firstLine
    visit(document, {
      Alias: (_, alias) => {
        line = lineAt(alias.range?.[0] ?? 0)
        return alias.resolve(document) ? undefined : visit.BREAK
      },
    })
    return { line, reason: failure instanceof Error ? failure.message : String(failure) }
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { line: firstLine, reason: 'must be a list of `key: value` lines' }
  // The value's line; what is not there is looked for on the line of what should hold it.
  const lineOf = (path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined
      if (node?.range) return lineAt(node.range[0])
    }
    return firstLine
  }
  return { data, keys: Object.keys(data), lineOf }
}

function unknownKeysOf(data: object): string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const inside = frontMatterKeys.get(key)
    if (!inside) return key
    return [value as unknown]
      .flat()
      .filter((entry) => typeof entry === 'object' && entry !== null)
      .flatMap((entry) => Object.keys(entry as object))
      .filter((name) => !inside.includes(name))
      .map((name) => `${key}.${name}`)
  })
}
