// The one way in for foreign markup: clean, recognise our elements, let the grammar order it, check it.
import { parseHTML } from 'linkedom'
import { DOMParser } from 'prosemirror-model'
import { safeHref } from '@/lib/links.ts'
import { parseEmbed } from './embeds.ts'
import { model } from './model.ts'
import { checkDocument, type Document } from './schema.ts'

/** How the importer learns of pictures and articles. Both answer null for what they do not have. */
export type ImportResolver = {
  /** Takes a picture in and returns its id, with the alternative text it already has. */
  picture: (source: string) => Promise<{ id: number; alt: string } | null>
  /** Id of the article at an address of this site. */
  article: (path: string) => Promise<number | null>
}

export type ImportResult =
  | { ok: true; document: Document; notices: string[] }
  | { ok: false; errors: string[]; notices: string[] }

const known = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr td th hr figure figcaption blockquote aside ' +
    'strong b em i s del strike sup sub code a br img cite div span section article main header'
  ).split(' '),
)
const emptied = new Set(
  'script style template noscript head title meta link object embed form input button select textarea canvas svg math'.split(
    ' ',
  ),
)

/**
 * Turns HTML into a checked document. What is not kept is listed in `notices`, one sentence each; nothing is
 * dropped without a notice.
 */
export async function importHtml(html: string, resolver: ImportResolver): Promise<ImportResult> {
  const { document: dom } = parseHTML('<!doctype html><html><body></body></html>')
  dom.body.innerHTML = html
  const body = dom.body as unknown as HTMLElement
  const notices: string[] = []
  const notice = (text: string) => {
    if (!notices.includes(text)) notices.push(text)
  }
  removeComments(body)
  footnotes(body)
  embeds(body, notice)
  dropUnknown(body, notice)
  await links(body, resolver, notice)
  pullQuotes(body)
  await relatedArticles(body, resolver, notice)
  for (const box of all(body, 'aside.infobox')) box.setAttribute('data-infobox', '')
  for (const aside of all(body, 'aside:not([data-infobox]):not([data-article-id])')) {
    notice('<aside> without a known class: kept as plain paragraphs')
    unwrap(aside)
  }
  await pictures(body, resolver, notice)
  const parsed = DOMParser.fromSchema(model).parse(body as unknown as Parameters<DOMParser['parse']>[0])
  const json = tidy(parsed.toJSON())
  const checked = checkDocument(json)
  return checked.ok
    ? { ok: true, document: checked.document, notices }
    : { ok: false, errors: checked.errors, notices }
}

const all = (root: Element, selector: string): Element[] => [...root.querySelectorAll(selector)]

function unwrap(element: Element): void {
  while (element.firstChild) element.parentNode?.insertBefore(element.firstChild, element)
  element.remove()
}

function removeComments(root: Node): void {
  for (const child of [...root.childNodes]) {
    if (child.nodeType === 8) root.removeChild(child)
    else removeComments(child)
  }
}

/** GFM writes notes as a list at the end and numbers in the text: each note moves to where it is called. */
function footnotes(body: HTMLElement): void {
  for (const reference of all(body, 'a[data-footnote-ref]')) {
    const id = (reference.getAttribute('href') ?? '').slice(1)
    const note = all(body, 'li[id]').find((item) => item.getAttribute('id') === id)
    const place = body.ownerDocument.createElement('span')
    place.setAttribute('data-footnote', '')
    const paragraphs = note ? all(note, 'p') : []
    for (const [i, paragraph] of (paragraphs.length > 0 ? paragraphs : note ? [note] : []).entries()) {
      if (i > 0) place.appendChild(body.ownerDocument.createElement('br'))
      for (const child of [...paragraph.childNodes]) {
        if ((child as Element).hasAttribute?.('data-footnote-backref')) continue
        place.appendChild(child.cloneNode(true))
      }
    }
    const last = place.lastChild
    if (last?.nodeType === 3) last.textContent = (last.textContent ?? '').trimEnd()
    const sup = reference.parentElement
    ;(sup?.tagName === 'SUP' && sup.childNodes.length === 1 ? sup : reference).replaceWith(place)
  }
  for (const list of all(body, 'section[data-footnotes]')) list.remove()
}

/** A paragraph that is nothing but the address of a known piece, or a frame with one, becomes an embed. */
function embeds(body: HTMLElement, notice: (text: string) => void): void {
  const replace = (element: Element, address: string, title: string | null): boolean => {
    const embed = parseEmbed(address)
    if (!embed) return false
    const figure = body.ownerDocument.createElement('figure')
    figure.setAttribute('data-provider', embed.provider)
    figure.setAttribute('data-url', embed.url)
    if (title) figure.setAttribute('data-title', title)
    element.replaceWith(figure)
    return true
  }
  for (const paragraph of all(body, 'p')) {
    const text = (paragraph.textContent ?? '').trim()
    const link =
      paragraph.children.length === 1 && paragraph.firstElementChild?.tagName === 'A'
        ? paragraph.firstElementChild
        : null
    if (paragraph.children.length > 0 && !link) continue
    if (link && (link.textContent ?? '').trim() !== text) continue
    if (/^https?:\/\/\S+$/.test(text))
      replace(paragraph, link?.getAttribute('href') ?? text, link?.getAttribute('title') ?? null)
  }
  for (const frame of all(body, 'iframe')) {
    const source = frame.getAttribute('src') ?? ''
    if (replace(frame, source, frame.getAttribute('title'))) continue
    notice(`<iframe> of ${host(source)}: not one of the embeds that can be shown, left out`)
    frame.remove()
  }
}

const host = (address: string) => (URL.canParse(address) ? new URL(address).host : 'an unknown site')

function dropUnknown(body: HTMLElement, notice: (text: string) => void): void {
  for (const element of all(body, '*')) {
    const tag = element.tagName.toLowerCase()
    if (known.has(tag) || !element.parentNode) continue
    if (emptied.has(tag)) {
      notice(`<${tag}>: left out`)
      element.remove()
    } else {
      notice(`<${tag}>: the element is not kept, its text is`)
      unwrap(element)
    }
  }
}

async function links(
  body: HTMLElement,
  resolver: ImportResolver,
  notice: (text: string) => void,
): Promise<void> {
  for (const anchor of all(body, 'a')) {
    const href = safeHref((anchor.getAttribute('href') ?? '').replace(/^ +| +$/g, ''))
    if (href === null) {
      if (anchor.hasAttribute('href'))
        notice(
          `link to "${(anchor.getAttribute('href') ?? '').slice(0, 60)}": not an address that may be linked, its text is kept`,
        )
      unwrap(anchor)
      continue
    }
    anchor.setAttribute('href', href)
    const path = href.startsWith('/') ? href.split(/[?#]/)[0] : undefined
    const articleId = path ? await resolver.article(path) : null
    if (articleId !== null) anchor.setAttribute('data-article-id', String(articleId))
  }
}

function pullQuotes(body: HTMLElement): void {
  for (const quote of all(body, 'blockquote.pullquote, blockquote.pull-quote, aside.pullquote')) {
    const cite = quote.querySelector('cite')
    const box = body.ownerDocument.createElement('blockquote')
    box.setAttribute('data-pull-quote', '')
    if (cite) box.setAttribute('data-attribution', (cite.textContent ?? '').trim())
    const holder = cite?.parentElement
    cite?.remove()
    if (holder && holder !== quote && (holder.textContent ?? '').trim() === '') holder.remove()
    const lines = all(quote, 'p').filter((p) => (p.textContent ?? '').trim() !== '')
    for (const [i, line] of (lines.length > 0 ? lines : [quote]).entries()) {
      if (i > 0) box.appendChild(body.ownerDocument.createElement('br'))
      for (const child of [...line.childNodes]) box.appendChild(child)
    }
    quote.replaceWith(box)
  }
}

async function relatedArticles(
  body: HTMLElement,
  resolver: ImportResolver,
  notice: (text: string) => void,
): Promise<void> {
  for (const aside of all(body, 'aside[data-article]')) {
    const wanted = aside.getAttribute('data-article') ?? ''
    const id = await resolver.article(wanted)
    if (id === null) {
      notice(`related article "${wanted}": not found, left out`)
      aside.remove()
    } else aside.setAttribute('data-article-id', String(id))
  }
}

/** Every picture becomes a figure of its own between paragraphs; several in one figure become a gallery. */
async function pictures(
  body: HTMLElement,
  resolver: ImportResolver,
  notice: (text: string) => void,
): Promise<void> {
  const dom = body.ownerDocument
  for (const image of all(body, 'img')) {
    if (image.closest('figure')) continue
    const figure = dom.createElement('figure')
    const title = image.getAttribute('title')
    const top = topBlock(image, body)
    const alone = top !== image && (top.textContent ?? '').trim() === '' && all(top, 'img').length === 1
    image.remove()
    figure.appendChild(image)
    if (title) {
      const caption = dom.createElement('figcaption')
      caption.textContent = title
      figure.appendChild(caption)
    }
    if (top === image) body.appendChild(figure)
    else if (alone) top.replaceWith(figure)
    else top.parentNode?.insertBefore(figure, top.nextSibling)
  }
  for (const figure of all(body, 'figure:not([data-provider])')) {
    const items: { mediaId: number; alt: string | null; credit: null; caption: string | null }[] = []
    for (const image of all(figure, 'img')) {
      const source = image.getAttribute('src') ?? ''
      const media = await resolver.picture(source)
      if (media === null) notice(`picture "${source.slice(0, 80)}": not found, left out`)
      else
        items.push({
          mediaId: media.id,
          alt: image.getAttribute('alt') || media.alt || null,
          credit: null,
          caption: image.getAttribute('title'),
        })
    }
    const [first] = items
    if (!first) {
      if (all(figure, 'table, blockquote, p').length === 0) figure.remove()
      else unwrap(figure)
    } else if (items.length > 1 || figure.classList.contains('gallery'))
      figure.setAttribute('data-items', JSON.stringify(items))
    else {
      figure.setAttribute('data-media-id', String(first.mediaId))
      if (first.alt) figure.setAttribute('data-alt', first.alt)
    }
    if (first && !figure.querySelector('figcaption')) figure.appendChild(dom.createElement('figcaption'))
  }
}

function topBlock(element: Element, body: Element): Element {
  let at = element
  while (
    at.parentElement &&
    at.parentElement !== body &&
    !/^(?:TD|TH|ASIDE|SECTION|DIV|ARTICLE|MAIN)$/.test(at.parentElement.tagName)
  )
    at = at.parentElement
  return at
}

type Json = { type: string; content?: Json[]; attrs?: Record<string, unknown> }

/** Drops what the grammar filled in but nobody wrote: empty paragraphs and default spans. */
function tidy(node: Json): Json {
  const content = node.content?.map(tidy).filter((child, _, all) => {
    const empty = (child.type === 'paragraph' || child.type === 'heading') && !child.content?.length
    return !empty || (child.type === 'paragraph' && all.length === 1)
  })
  const { attrs, ...rest } = node
  const kept =
    attrs &&
    (node.type === 'tableCell' || node.type === 'tableHeader') &&
    attrs.colspan === 1 &&
    attrs.rowspan === 1
      ? undefined
      : attrs
  return { ...rest, ...(kept ? { attrs: kept } : {}), ...(content ? { content } : {}) }
}
