// Foreign markup before anything in it is recognised: what the grammar has no place for is unwrapped, moved or left out.

type Notice = (text: string) => void

const known = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr td th colgroup col hr figure figcaption blockquote aside ' +
    'strong b em i s del strike sup sub code a br img picture source cite div span section article main header'
  ).split(' '),
)
const emptied = new Set(
  'script style template noscript head title meta link object embed form input button select textarea canvas svg math'.split(
    ' ',
  ),
)
/** Elements whose text would run into the text around it. */
const blocks = new Set('address caption center dd details dl dt fieldset footer nav pre summary'.split(' '))
const deepest = 200

export const all = (root: Element, selector: string): Element[] => [...root.querySelectorAll(selector)]

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

/** Puts an element of another name in an element's place, around the same content. */
export function rename(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

export const isBlank = (element: Element) => (element.textContent ?? '').trim() === ''

/** Makes lines of the blocks inside an element that may hold only lines. */
export function flatten(box: Element): void {
  const lines = all(box, 'p, div')
  for (const line of lines) {
    if (line !== lines[0]) line.before(box.ownerDocument.createElement('br'))
    unwrap(line)
  }
}

/** Whether elements stand inside each other deeper than any text needs: what follows would overflow the stack. */
export function isTooDeep(root: Node): boolean {
  const open: { node: Node; depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > deepest) return true
    for (const node of next.node.childNodes) open.push({ node, depth: next.depth + 1 })
  }
  return false
}

/** Drops the names by which this program marks what it has recognised, so that foreign markup cannot use them. */
export function dropOwnNames(body: Element): void {
  const wanted = /^data-(?!(?:article|footnotes|footnote-ref|footnote-backref)$)/
  for (const element of all(body, '*'))
    for (const { name } of [...element.attributes]) if (wanted.test(name)) element.removeAttribute(name)
}

/** Takes out of the body what is not kept, with a notice for whatever a reader could have seen. */
export function clean(body: Element, notice: Notice): void {
  removeComments(body)
  for (const caption of all(body, 'table caption')) {
    notice('<caption> of a table: kept as a paragraph before it')
    caption.closest('table')?.before(rename(caption, 'p'))
  }
  for (const heading of all(body, ':is(blockquote, li, td, th) :is(h1, h2, h3, h4, h5, h6)')) {
    notice('heading inside a quotation, list or table: kept as a bold paragraph')
    const paragraph = body.ownerDocument.createElement('p')
    const bold = rename(heading, 'strong')
    bold.replaceWith(paragraph)
    paragraph.append(bold)
  }
  for (const element of all(body, '*')) {
    const tag = element.tagName.toLowerCase()
    if (known.has(tag) || !body.contains(element)) continue
    if (emptied.has(tag)) {
      notice(`<${tag}>: left out`)
      element.remove()
      continue
    }
    notice(`<${tag}>: the element is not kept, its text is`)
    if (tag === 'pre') element.innerHTML = element.innerHTML.trim().replace(/\n/g, '<br>')
    if (blocks.has(tag)) rename(element, 'div')
    else unwrap(element)
  }
  wholeNumbers(body, 'start', 1_000_000)
  wholeNumbers(body, 'colspan', 100)
  wholeNumbers(body, 'rowspan', 100)
}

function removeComments(root: Node): void {
  for (const child of [...root.childNodes]) {
    if (child.nodeType === 8) root.removeChild(child)
    else removeComments(child)
  }
}

function wholeNumbers(body: Element, name: string, most: number): void {
  for (const element of all(body, `[${name}]`)) {
    const value = Math.trunc(Number(element.getAttribute(name)))
    if (value >= 0 && value <= most) element.setAttribute(name, String(value))
    else element.removeAttribute(name)
  }
}
