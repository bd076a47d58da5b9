// The one way in for foreign markup: clean, recognise our elements, let the grammar order it, check it.
import { parseHTML } from 'linkedom'
import { DOMParser } from 'prosemirror-model'
import { safeHref } from '@/lib/links.ts'
import { parseEmbed } from './embeds.ts'
import { all, clean, dropOwnNames, flatten, isBlank, isTooDeep, unwrap } from './import-clean.ts'
import { tidy } from './import-tidy.ts'
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

/**
 * Turns HTML into a checked document. What is not kept is listed in `notices`, one sentence each; nothing is
 * dropped without a notice.
 */
export async function importHtml(html: string, resolver: ImportResolver): Promise<ImportResult> {
  // Parsed as a whole document: setting innerHTML would overflow the stack on deep nesting.
  const content = html.replace(/<\/?(?:html|body)\b[^>]*>/gi, '')
  const { document: dom } = parseHTML(`<!doctype html><html><body>${content}</body></html>`)
  const body = dom.body as unknown as HTMLElement
  const notices: string[] = []
  const notice = (text: string) => {
    if (!notices.includes(text)) notices.push(text)
  }
  if (isTooDeep(body)) return { ok: false, errors: ['elements nested too deeply'], notices }
  dropOwnNames(body)
  footnotes(body)
  embeds(body, notice)
  clean(body, notice)
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

/** A block that is nothing but the address of a known piece, or a frame with one, becomes an embed. */
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
  for (const element of all(body, 'p, div, figure')) {
    const text = (element.textContent ?? '').trim()
    const [link, second] = element.children
    if (second || (link && link.tagName !== 'A') || !/^https?:\/\/\S+$/.test(text)) continue
    const isWhole = (link?.textContent ?? '').trim() === text
    replace(element, (isWhole && link?.getAttribute('href')) || text, link?.getAttribute('title') ?? null)
  }
  for (const frame of all(body, 'iframe')) {
    const source = (frame.getAttribute('src') ?? '').replace(/^\/\//, 'https://')
    if (replace(frame, source, frame.getAttribute('title'))) continue
    notice(`<iframe> of ${host(source)}: not one of the embeds that can be shown, left out`)
    frame.remove()
  }
}

const host = (address: string) => (URL.canParse(address) ? new URL(address).host : 'an unknown site')

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
  liftPictures(body)
  for (const figure of all(body, 'figure:not([data-provider])')) {
    if (!body.contains(figure) || figure.parentElement?.closest('figure')) continue
    const items: { mediaId: number; alt: string | null; credit: null; caption: string | null }[] = []
    const images = all(figure, 'img')
    for (const image of images) {
      const source = image.getAttribute('src') ?? ''
      const media = await resolver.picture(source)
      if (media === null) notice(`picture "${source.slice(0, 80)}": not found, left out`)
      else
        items.push({
          mediaId: media.id,
          alt: image.getAttribute('alt') || media.alt || null,
          credit: null,
          caption: image.getAttribute('title') || innerCaption(image, figure),
        })
    }
    const [first] = items
    if (!first) {
      if (images.length > 0) for (const caption of all(figure, 'figcaption')) caption.remove()
      unwrap(figure)
      continue
    }
    leaveCaption(figure)
    if (items.length > 1 || figure.classList.contains('gallery'))
      figure.setAttribute('data-items', JSON.stringify(items))
    else {
      figure.setAttribute('data-media-id', String(first.mediaId))
      if (first.alt) figure.setAttribute('data-alt', first.alt)
    }
  }
}

/** Takes pictures out of paragraphs and headings, each into a figure after the block that it stood in. */
function liftPictures(body: HTMLElement): void {
  const dom = body.ownerDocument
  const last = new Map<Element, Element>()
  for (const image of all(body, 'img')) {
    if (image.closest('figure')) continue
    const top = topBlock(image, body)
    const figure = dom.createElement('figure')
    const caption = dom.createElement('figcaption')
    caption.textContent = image.getAttribute('title') ?? ''
    image.replaceWith(figure)
    figure.append(image, caption)
    if (top === image) continue
    ;(last.get(top) ?? top).after(figure)
    last.set(top, figure)
  }
  for (const figure of all(body, 'table figure')) {
    const table = figure.closest('table') ?? figure
    ;(last.get(table) ?? table).after(figure)
    last.set(table, figure)
  }
  for (const top of last.keys()) if (isBlank(top) && !top.querySelector('figure')) top.remove()
}

/** The caption of one picture in a gallery. */
function innerCaption(image: Element, gallery: Element): string | null {
  const own = image.closest('figure')
  const text = own === gallery ? '' : (own?.querySelector('figcaption')?.textContent ?? '')
  return text.replace(/\s+/g, ' ').trim() || null
}

/** Leaves in a figure only its caption. Other text becomes the caption, or follows the figure where it has one. */
function leaveCaption(figure: Element): void {
  const dom = figure.ownerDocument
  const own = all(figure, 'figcaption').find((caption) => caption.closest('figure') === figure)
  own?.remove()
  figure.after(...all(figure, 'figure[data-provider]'))
  for (const picture of all(figure, 'figure, img')) picture.remove()
  const rest = dom.createElement(own ? 'div' : 'figcaption')
  rest.append(...figure.childNodes)
  if (own && !isBlank(rest)) figure.after(rest)
  const caption = own ?? rest
  flatten(caption)
  figure.append(caption)
}

function topBlock(element: Element, body: Element): Element {
  let at = element
  while (
    at.parentElement &&
    at.parentElement !== body &&
    !/^(?:ASIDE|SECTION|DIV|ARTICLE|MAIN)$/.test(at.parentElement.tagName)
  )
    at = at.parentElement
  return at
}
