// Word's paragraphs that are meant as lists, headings and quotations.
import { all, rename, unwrap } from '@/features/articles/document/import-clean.ts'

const listStyle = /mso-list:\s*l(\d+)\s+level(\d+)/i

/** Puts Word's own way of writing into elements that mean the same. Other markup passes unchanged. */
export function fromWord(body: Element): void {
  for (const element of all(body, '*')) {
    // <o:p> and other elements of Office's name spaces: their text stays, if they have any.
    if (!/:/.test(element.tagName)) continue
    if ((element.textContent ?? '').trim() === '') element.remove()
    else unwrap(element)
  }
  for (const title of all(body, 'p.MsoTitle')) rename(title, 'h1')
  for (const quote of all(body, 'p.MsoQuote, p.MsoIntenseQuote, p.MsoBlockText')) {
    const box = body.ownerDocument.createElement('blockquote')
    quote.replaceWith(box)
    box.append(quote)
  }
  lists(body)
}

type Item = { paragraph: Element; list: string; level: number; ordered: boolean; start: number }

function lists(body: Element): void {
  const items = all(body, 'p, h1, h2, h3, h4, h5, h6, div').flatMap((paragraph) => itemOf(paragraph) ?? [])
  const known = new Map(items.map((item) => [item.paragraph, item]))
  for (const item of items) {
    if (!item.paragraph.isConnected || !known.has(item.paragraph)) continue
    const run: Item[] = []
    for (let next: Element | null = item.paragraph; next; next = next.nextElementSibling) {
      const found = known.get(next)
      if (!found) break
      run.push(found)
    }
    for (const { paragraph } of run) known.delete(paragraph)
    build(run)
  }
}

function itemOf(paragraph: Element): Item | null {
  const style = listStyle.exec(paragraph.getAttribute('style') ?? '')
  const marker = all(paragraph, 'span').find((span) =>
    /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const isList = style || marker || /^MsoListParagraph/.test(paragraph.className)
  if (!isList) return null
  const text = (marker?.textContent ?? leadingMarker(paragraph)).replace(/[\s\u00a0]+/g, '')
  if (!marker && text === '') return null
  marker?.remove()
  const number = /^\(?(\d{1,6})[.)]/.exec(text)
  const ordered = number !== null || /^\(?(?:[a-z]|[ivxlcdm]{1,7})[.)]$/i.test(text)
  return {
    paragraph,
    list: style?.[1] ?? '0',
    level: Math.min(9, Math.max(1, Number(style?.[2] ?? 1))),
    ordered,
    start: number ? Number(number[1]) : 1,
  }
}

/** Some versions write the bullet as bare text at the beginning; it is taken out. */
function leadingMarker(paragraph: Element): string {
  const first = firstText(paragraph)
  const match = /^[\s\u00a0]*([·•▪◦§o–-]|\(?\d{1,3}[.)])[\s\u00a0]+/.exec(first?.textContent ?? '')
  if (!first || !match) return ''
  first.textContent = (first.textContent ?? '').slice(match[0].length)
  return match[1] ?? ''
}

function firstText(root: Node): Text | null {
  for (const child of root.childNodes) {
    if (child.nodeType === Node.TEXT_NODE && (child.textContent ?? '').trim() !== '') return child as Text
    const inside = firstText(child)
    if (inside) return inside
  }
  return null
}

function build(run: Item[]): void {
  const [first] = run
  if (!first) return
  const dom = first.paragraph.ownerDocument
  const place = dom.createComment('')
  first.paragraph.before(place)
  const open: { box: Element; level: number; list: string; ordered: boolean }[] = []
  for (const { paragraph, level, list, ordered, start } of run) {
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    let top = open.at(-1)
    // Another kind of list at the same level is another list.
    if (top && top.level === level && (top.ordered !== ordered || (open.length === 1 && top.list !== list))) {
      open.pop()
      top = open.at(-1)
    }
    if (!top || top.level < level) {
      const box = dom.createElement(ordered ? 'ol' : 'ul')
      if (ordered && start !== 1) box.setAttribute('start', String(start))
      const parent = top?.box.lastElementChild
      if (parent) parent.append(box)
      else place.before(box)
      top = { box, level, list, ordered }
      open.push(top)
    }
    const item = dom.createElement('li')
    item.append(rename(paragraph, 'p'))
    top.box.append(item)
  }
  place.remove()
}
