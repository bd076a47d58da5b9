// Blocks: headings at the levels of an article, lists inside lists, lines that are paragraphs, nothing empty.
import { all, isBlank, rename, unwrap } from '@/features/articles/document/import-clean.ts'

const lineTags = 'p, h1, h2, h3, h4, h5, h6, div, li, td, th, figcaption'
const blockTags =
  'p, div, ul, ol, table, figure, blockquote, hr, h1, h2, h3, h4, h5, h6, aside, section, pre, dl'

/** Puts all blocks in order. */
export function orderBlocks(body: Element): void {
  for (const element of all(
    body,
    'address, dd, fieldset, footer, header, hgroup, main, section, article, details, summary, center',
  ))
    rename(element, 'div')
  for (const term of all(body, 'dt')) {
    const bold = rename(term, 'strong')
    const line = body.ownerDocument.createElement('p')
    bold.replaceWith(line)
    line.append(bold)
  }
  for (const list of all(body, 'dl')) unwrap(list)
  for (const code of all(body, 'pre')) preformatted(code)
  tables(body)
  headings(body)
  nestedLists(body)
  for (const quote of all(
    body,
    'blockquote.pullquote, blockquote.pull-quote, aside.pullquote, aside.pull-quote',
  ))
    rename(quote, 'blockquote').setAttribute('data-pull-quote', '')
  for (const aside of all(body, 'aside')) rename(aside, 'div')
  for (const figure of all(body, 'figure:not([data-pending]):not([data-provider])')) {
    for (const caption of all(figure, 'figcaption')) rename(caption, 'p')
    unwrap(figure)
  }
  for (const line of all(body, 'p, div, li')) splitAtGaps(line)
  splitAtGaps(body)
  for (const line of all(body, lineTags)) trimBreaks(line)
  for (const element of all(body, 'p, div, h1, h2, h3, h4, h5, h6, blockquote, li, ul, ol').reverse())
    if (isBlank(element) && !element.querySelector('img, hr, figure, [data-footnote]') && !inCell(element))
      element.remove()
  for (const mark of all(body, 'br.Apple-interchange-newline')) mark.remove()
  for (const child of [...body.children]) if (child.tagName === 'BR') child.remove()
}

const inCell = (element: Element) => {
  const cell = element.closest('td, th')
  return cell !== null && cell.children.length === 1 && isBlank(cell)
}

/** Other programs begin at 1, an article at 2: where there are several first ones, all go down by one. */
function headings(body: Element): void {
  for (const heading of all(body, ':is(li, td, th, blockquote, figcaption) :is(h1, h2, h3, h4, h5, h6)')) {
    const line = rename(heading, 'p')
    const bold = body.ownerDocument.createElement('strong')
    bold.append(...line.childNodes)
    line.append(bold)
  }
  const shift = all(body, 'h1').length > 1 ? 1 : 0
  for (const heading of all(body, 'h1, h2, h3, h4, h5, h6')) {
    const level = Math.min(4, Math.max(2, Number(heading.tagName[1]) + shift))
    if (heading.tagName !== `H${level}`) rename(heading, `h${level}`)
  }
}

/** Google Docs and old pages put a list beside the item that it belongs to. */
function nestedLists(body: Element): void {
  for (const list of all(body, ':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else {
      const item = body.ownerDocument.createElement('li')
      list.replaceWith(item)
      item.append(list)
    }
  }
  for (const item of all(body, 'li')) {
    if (item.parentElement?.matches('ul, ol')) continue
    const list = body.ownerDocument.createElement('ul')
    item.replaceWith(list)
    list.append(item)
    while (list.nextElementSibling?.tagName === 'LI') list.append(list.nextElementSibling)
  }
}

/** Tables that only lay a page out are taken apart; a table in a cell becomes its lines. */
function tables(body: Element): void {
  for (const caption of all(body, 'caption')) {
    const line = rename(caption, 'p')
    line.closest('table')?.before(line)
  }
  for (const columns of all(body, 'colgroup, col')) columns.remove()
  for (const table of all(body, 'table table, table[role="presentation"]')) takeApart(table)
  for (const table of all(body, 'table')) {
    const cells = all(table, 'td, th')
    if (cells.length <= 1) takeApart(table)
    else headRow(table)
  }
  for (const cell of all(body, 'td, th'))
    for (const inner of all(cell, 'figure, blockquote, hr')) {
      if (inner.tagName === 'BLOCKQUOTE') unwrap(inner)
      else if (inner.tagName === 'HR') inner.remove()
      else cell.closest('table')?.after(inner)
    }
}

/** A first row that is all bold heads its table, whatever its cells are called. */
function headRow(table: Element): void {
  const cells = all(table.querySelector('tr') ?? table, 'td')
  const isBold = (cell: Element) =>
    !isBlank(cell) &&
    all(cell, 'strong')
      .map((part) => part.textContent ?? '')
      .join('')
      .trim() === (cell.textContent ?? '').trim()
  if (table.querySelector('th') || cells.length < 2 || !cells.every(isBold)) return
  for (const cell of cells) {
    for (const bold of all(cell, 'strong')) unwrap(bold)
    rename(cell, 'th')
  }
}

function takeApart(table: Element): void {
  for (const cell of all(table, 'td, th')) if (cell.closest('table') === table) rename(cell, 'div')
  for (const part of all(table, 'tr, tbody, thead, tfoot')) if (part.closest('table') === table) unwrap(part)
  unwrap(table)
}

function preformatted(block: Element): void {
  const dom = block.ownerDocument
  const line = dom.createElement('p')
  const text = (block.textContent ?? '').replace(/^\n|\n$/g, '')
  for (const [i, part] of text.split('\n').entries()) {
    if (i > 0) line.append(dom.createElement('br'))
    line.append(part)
  }
  block.replaceWith(line)
}

/** Two line breaks in a row part paragraphs. */
function splitAtGaps(line: Element): void {
  const children = [...line.childNodes]
  if (!children.some((node) => isBreak(node)) || (line.tagName !== 'BODY' && line.querySelector(blockTags)))
    return
  const groups: ChildNode[][] = [[]]
  for (let i = 0; i < children.length; i++) {
    const node = children[i]
    if (!node) continue
    if (isBreak(node)) {
      let end = i + 1
      while (children[end] && (isBreak(children[end]) || isSpace(children[end]))) end++
      const breaks = children.slice(i, end).filter((part) => isBreak(part)).length
      if (breaks > 1) {
        groups.push([])
        i = end - 1
        continue
      }
    }
    groups.at(-1)?.push(node)
  }
  if (groups.length < 2) return
  const dom = line.ownerDocument
  const made = groups
    .filter((group) => group.some((node) => !isSpace(node)))
    .flatMap((group): ChildNode[] => {
      if (group.some((node) => node instanceof Element && node.matches(blockTags))) return group
      const paragraph = dom.createElement('p')
      paragraph.append(...group)
      return [paragraph]
    })
  if (line.tagName === 'P') line.replaceWith(...made)
  else line.replaceChildren(...made)
}

const isBreak = (node: Node | undefined): boolean => node?.nodeName === 'BR'
const isSpace = (node: Node | undefined): boolean =>
  node?.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() === ''

function trimBreaks(line: Element): void {
  for (const side of ['firstChild', 'lastChild'] as const)
    for (let node = line[side]; node && (isBreak(node) || isSpace(node)); node = line[side]) {
      if (isSpace(node) && line.childNodes.length === 1) break
      node.remove()
    }
}
