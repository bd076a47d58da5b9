// Foreign markup taken in, with one picture and one article that are known.
import { type ImportResolver, importHtml } from '@/features/articles/document/import-html.ts'

export const resolver: ImportResolver = {
  picture: async (source) => (source === 'mare.jpg' ? { id: 7, alt: 'Il mare' } : null),
  article: async (path) => (path === '/citta/ponte' || path === 'ponte' ? 42 : null),
}
export async function blocks(html: string) {
  const result = await importHtml(html, resolver)
  if (!result.ok) throw new Error(result.errors.join('\n'))
  return { content: result.document.content, notices: result.notices }
}

type Node = {
  type: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: { type: string }[]
  content?: Node[]
}

/** A document in short: «paragraph: Uno *bold:due*». */
export function outline(nodes: readonly unknown[]): string[] {
  const words = (node: Node): string => {
    if (node.type === 'hardBreak') return ' / '
    if (node.type !== 'text') return (node.content ?? []).map(words).join('|')
    return (node.marks ?? []).reduceRight((inner, mark) => `<${mark.type} ${inner}>`, node.text ?? '')
  }
  return (nodes as Node[]).map((node) => {
    const level = node.attrs?.['level'] ? `${node.attrs['level']}` : ''
    const inside = (node.content ?? []).some((child) => child.content) ? outline(node.content ?? []) : null
    return `${node.type}${level}: ${inside ? `[${inside.join(', ')}]` : (node.content ?? []).map(words).join('')}`
  })
}
export const imported = async (html: string) => outline((await blocks(html)).content)
