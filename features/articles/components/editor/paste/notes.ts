// Footnotes of Word, LibreOffice, Google Docs and many pages: a number that leads to a place which leads back.
import { all } from '@/features/articles/document/import-clean.ts'

const number = /^\s*\[?\(?\s*(?:\d{1,3}|[ivx]{1,6}|\*{1,3})\s*\)?\]?\s*$/i
const back = /^\s*(?:\[?\(?(?:\d{1,3}|[ivx]{1,6}|\*{1,3})\)?\]?[.)]?|↩︎?|↑|\^)\s*$/i

/** Moves each note to where it is called, as the text of a footnote. */
export function callNotes(body: Element): void {
  const used = new Set<Element>()
  for (const call of all(body, 'a[href*="#"]')) {
    if (!body.contains(call) || !number.test(call.textContent ?? '')) continue
    const target = targetOf(body, call)
    const box = target && boxOf(target, body)
    if (!box || used.has(box) || box.contains(call) || !leadsBack(box)) continue
    used.add(box)
    const note = body.ownerDocument.createElement('span')
    note.setAttribute('data-footnote', '')
    take(box, note)
    const sup = call.parentElement?.closest('sup')
    ;(sup && (sup.textContent ?? '').trim() === (call.textContent ?? '').trim() ? sup : call).replaceWith(
      note,
    )
  }
  for (const box of used) {
    const holder = box.parentElement
    box.remove()
    for (let empty: Element | null = holder; empty && empty !== body; ) {
      const parent: Element | null = empty.parentElement
      if ((empty.textContent ?? '').trim() === '' && !empty.querySelector('img')) empty.remove()
      empty = parent
    }
  }
}

const fragment = (anchor: Element) => (anchor.getAttribute('href') ?? '').replace(/^[^#]*#/, '')

function targetOf(body: Element, call: Element): Element | null {
  const name = fragment(call)
  if (name === '') return null
  const find = (id: string) =>
    all(body, '[id], a[name]').find(
      (element) => element !== call && (element.id === id || element.getAttribute('name') === id),
    )
  return find(name) ?? find(name.replace(/sym$/, '')) ?? find(name.replace(/^_/, '')) ?? null
}

/** The element that holds a whole note: a list item, a box of its own, or the paragraph. */
function boxOf(target: Element, body: Element): Element | null {
  const own: Element | null = target.closest('li, p, div[id], aside, dd')
  if (!own || own === body) return null
  const around = own.parentElement
  const isOnlyNote =
    around && around !== body && around.tagName === 'DIV' && all(around, 'a[href*="#"]').length <= 1
  return isOnlyNote ? around : own
}

const leadsBack = (box: Element) =>
  all(box, 'a[href*="#"], a[name]').some((anchor) => back.test(anchor.textContent ?? ''))

function take(box: Element, note: Element): void {
  for (const anchor of all(box, 'a[href*="#"], a[name]'))
    if (back.test(anchor.textContent ?? '')) {
      const sup = anchor.parentElement
      const isAlone =
        sup?.tagName === 'SUP' && (sup.textContent ?? '').trim() === (anchor.textContent ?? '').trim()
      ;(isAlone ? sup : anchor).remove()
    }
  const lines = all(box, 'p')
  for (const [i, line] of (lines.length > 0 ? lines : [box]).entries()) {
    if (i > 0) note.append(note.ownerDocument.createElement('br'))
    note.append(...line.childNodes)
  }
  const walker = note.ownerDocument.createTreeWalker(note, NodeFilter.SHOW_TEXT)
  const first = walker.nextNode()
  if (first) first.textContent = (first.textContent ?? '').replace(/^[\s\u00a0.)]+/, '')
  const texts = [
    first,
    ...(function* () {
      for (let next = walker.nextNode(); next; next = walker.nextNode()) yield next
    })(),
  ]
  const last = texts.at(-1)
  if (last) last.textContent = (last.textContent ?? '').trimEnd()
  for (const element of all(note, 'div, p, ul, ol, li')) element.replaceWith(...element.childNodes)
}
