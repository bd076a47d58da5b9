// What the grammar made of foreign markup, without what nobody wrote or sees.

type Json = { type: string; text?: string; content?: Json[]; attrs?: Record<string, unknown> }

const lines = new Set('paragraph heading pullQuote figure gallery'.split(' '))
const containers = new Set(
  'blockquote infobox bulletList orderedList listItem table tableRow footnote'.split(' '),
)

/**
 * A parsed document without empty paragraphs, elements that hold nothing else, blanks at the edges of lines, line breaks
 * at their end, and cells' default spans. Control characters go too: they show nothing, and XML forbids them.
 */
export function tidy(document: Json): Json {
  return tidied(legible(document) as Json)
}

function tidied(node: Json): Json {
  const { attrs, content: children, ...rest } = node
  const isCell = node.type === 'tableCell' || node.type === 'tableHeader'
  const kept = isCell && attrs?.colspan === 1 && attrs.rowspan === 1 ? undefined : attrs
  let content = children
    ?.map(tidied)
    .filter((child) => !isEmpty(child) && !(containers.has(child.type) && !child.content?.length))
  if (content && lines.has(node.type)) content = trimmed(content)
  content = content?.filter((child) => child.type !== 'text' || child.text !== '')
  if (content?.length === 0) content = isCell || node.type === 'doc' ? [{ type: 'paragraph' }] : undefined
  return { ...rest, ...(kept ? { attrs: kept } : {}), ...(content ? { content } : {}) }
}

/** Whether there is nothing to see in a paragraph or heading. */
const isEmpty = ({ type, content = [] }: Json) =>
  (type === 'paragraph' || type === 'heading') &&
  content.every((node) => node.type === 'hardBreak' || (node.type === 'text' && !node.text?.trim()))

function trimmed(content: Json[]): Json[] {
  const out = [...content]
  const [first] = out
  if (first?.text !== undefined) out[0] = { ...first, text: first.text.replace(/^[ \t\r\n]+/, '') }
  for (let last = out.pop(); last; last = out.pop()) {
    const text = last.text?.replace(/[ \t\r\n]+$/, '')
    if (last.type === 'hardBreak' || text === '') continue
    out.push(text === undefined ? last : { ...last, text })
    break
  }
  return out
}

function legible(value: unknown): unknown {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
  const dropped = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g
  return JSON.parse(
    JSON.stringify(value, (_, text) => (typeof text === 'string' ? text.replace(dropped, '') : text)),
  )
}
