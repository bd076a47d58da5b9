import { Fragment, type Node as PMNode, type Schema, Slice } from '@tiptap/pm/model'

const bullet = /^[ \t]*[-–•·*▪◦][ \t]+(?=\S)/
const number = /^[ \t]*(\d{1,4})[.)][ \t]+(?=\S)/

/**
 * Plain text as blocks. An empty line parts paragraphs, or every line does where there is no empty one; two lines or more
 * that begin with a bullet or a number are a list. Null when there is nothing.
 */
export function plainBlocks(text: string, schema: Schema): Slice | null {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .replace(/^\s*\n|\s+$/g, '')
  if (clean.trim() === '') return null
  const hasGaps = /\n[ \t]*\n/.test(clean)
  const nodes = clean
    .split(hasGaps ? /\n[ \t]*\n\s*/ : /\n(?!\n)/)
    .reduce<string[][]>((parts, part) => {
      const last = parts.at(-1)
      // Without empty lines each line comes alone: those of one list belong together.
      if (!hasGaps && last && kindOf(last[0]) !== null && kindOf(last[0]) === kindOf(part)) last.push(part)
      else parts.push(hasGaps ? part.split('\n') : [part])
      return parts
    }, [])
    .flatMap((lines) => blocksOf(lines, schema))
  const isText = (node: PMNode | undefined) => (node?.isTextblock ? 1 : 0)
  return new Slice(Fragment.from(nodes), isText(nodes[0]), isText(nodes.at(-1)))
}

function kindOf(line: string | undefined): 'bulletList' | 'orderedList' | null {
  if (line === undefined) return null
  return bullet.test(line) ? 'bulletList' : number.test(line) ? 'orderedList' : null
}

/** Lines without an empty one between them: runs of list items are lists, the rest is one paragraph. */
function blocksOf(lines: string[], schema: Schema): PMNode[] {
  const { paragraph, hardBreak, bulletList, orderedList, listItem } = schema.nodes
  if (!paragraph || !hardBreak || !bulletList || !orderedList || !listItem) return []
  const runs = lines.reduce<{ kind: ReturnType<typeof kindOf>; lines: string[] }[]>((found, line) => {
    const kind = kindOf(line)
    const last = found.at(-1)
    if (last && last.kind === kind) last.lines.push(line)
    else found.push({ kind, lines: [line] })
    return found
  }, [])
  const text = (line: string) => (line.trim() ? [schema.text(line.trim())] : [])
  return runs.map(({ kind, lines: run }) => {
    if (kind === null || run.length < 2)
      return paragraph.create(
        null,
        run.flatMap((line, i) => [...(i > 0 ? [hardBreak.create()] : []), ...text(line)]),
      )
    const sign = kind === 'bulletList' ? bullet : number
    const items = run.map((line) =>
      listItem.create(null, paragraph.create(null, text(line.replace(sign, '')))),
    )
    const start = Number(number.exec(run[0] ?? '')?.[1] ?? 1)
    return kind === 'bulletList' ? bulletList.create(null, items) : orderedList.create({ start }, items)
  })
}
