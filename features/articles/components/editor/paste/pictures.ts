// Pictures in what was pasted. None is shown from where it came from: each gets a place that waits until it is in the library.

import { newBlockId } from '@/features/articles/document/block-ids.ts'
import { parseEmbed } from '@/features/articles/document/embeds.ts'
import { all, flatten } from '@/features/articles/document/import-clean.ts'
import type { PictureSource } from '../host.ts'

const most = 60

/** Puts figures and embeds in the place of images and frames. */
export function awaitPictures(body: Element, files: readonly File[]): Map<string, PictureSource> {
  embeds(body)
  const pictures = new Map<string, PictureSource>()
  const local = [...files]
  for (const image of all(body, 'img')) {
    const source = isTiny(image) || pictures.size >= most ? null : sourceOf(image, local)
    if (source === null) {
      image.remove()
      continue
    }
    const key = newBlockId()
    pictures.set(key, source)
    place(image, key)
  }
  return pictures
}

const isTiny = (image: Element) =>
  ['width', 'height'].some((name) => {
    const value = image.getAttribute(name)
    return value !== null && /^\d+(?:px)?$/.test(value) && Number.parseInt(value, 10) <= 3
  })

function sourceOf(image: Element, files: File[]): PictureSource | null {
  const lazy = image.getAttribute('data-src') ?? ''
  const own = image.getAttribute('src') ?? ''
  const src = /^https?:/i.test(lazy) && !/^https?:/i.test(own) ? lazy : own
  const name = (image.getAttribute('alt') || nameOf(src) || 'immagine').slice(0, 80)
  if (/^data:image\//i.test(src)) {
    const file = fileOf(src)
    return file ? { file, name } : null
  }
  if (/^https?:\/\//i.test(src)) return { address: src }
  if (src.startsWith('//')) return { address: `https:${src}` }
  if (src.startsWith('/media/')) return { address: new URL(src, window.location.origin).href }
  const file = files.shift()
  if (file) return { file, name: file.name }
  return src === '' && !image.hasAttribute('v:shapes') ? null : { missing: nameOf(src) }
}

const nameOf = (src: string) =>
  (src.startsWith('data:') ? '' : (src.split(/[\\/]/).at(-1) ?? '').split(/[?#]/)[0]) ?? ''

/** The bytes of a picture that is written out in its own address. */
function fileOf(address: string): Blob | null {
  const match = /^data:(image\/[\w.+-]+);base64,([\s\S]+)$/i.exec(address)
  if (!match) return null
  try {
    const bytes = Uint8Array.from(atob((match[2] ?? '').replace(/\s/g, '')), (c) => c.charCodeAt(0))
    return bytes.length > 200 ? new Blob([bytes], { type: match[1] ?? '' }) : null // less is a spacer
  } catch {
    return null
  }
}

/** A figure for the image: in place of the one it stands in, or after the block that it interrupts. */
function place(image: Element, key: string): void {
  const dom = image.ownerDocument
  const figure = dom.createElement('figure')
  figure.setAttribute('data-pending', key)
  const alt = (image.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim()
  // Word names pictures by what a machine believes to see; file names say nothing.
  if (alt && !/\.(?:jpe?g|png|gif|webp|bmp)$/i.test(alt) && !/^(?:image|immagine|img)[ _-]*\d*$/i.test(alt))
    figure.setAttribute(
      'data-alt',
      alt.replace(/\s*(?:Descrizione generata automaticamente|Description automatically generated).*$/i, ''),
    )
  const around = image.closest('figure')
  const caption = around?.querySelector('figcaption')
  const words = dom.createElement('figcaption')
  if (caption && around && all(around, 'img').length === 1) {
    flatten(caption)
    words.append(...caption.childNodes)
    caption.remove()
  }
  figure.append(words)
  const top = topOf(around ?? image)
  if (top === image) {
    image.replaceWith(figure)
    return
  }
  image.remove()
  if (around && around === top && all(around, 'img').length === 0 && (around.textContent ?? '').trim() === '')
    around.replaceWith(figure)
  else follow(top, figure)
}

/** After the block and the pictures that follow it already; a block that holds nothing else goes. */
function follow(top: Element, figure: Element): void {
  let after: Element = top
  while (after.nextElementSibling?.hasAttribute('data-pending')) after = after.nextElementSibling
  after.after(figure)
  if ((top.textContent ?? '').trim() === '' && !top.querySelector('img, [data-pending], br, td')) top.remove()
}

const boxes = /^(?:BODY|DIV|SECTION|ARTICLE|MAIN|ASIDE|HEADER|FOOTER|CENTER)$/

/** The outermost element around this one that is a block of text and no mere box. */
function topOf(element: Element): Element {
  let at = element
  while (at.parentElement && !boxes.test(at.parentElement.tagName)) at = at.parentElement
  // An empty wrapper around the picture alone is no text that it interrupts.
  return at
}

function embeds(body: Element): void {
  const show = (element: Element, address: string) => {
    const embed = parseEmbed(address.replace(/^\/\//, 'https://'))
    if (!embed) return false
    const figure = body.ownerDocument.createElement('figure')
    figure.setAttribute('data-provider', embed.provider)
    figure.setAttribute('data-url', embed.url)
    element.replaceWith(figure)
    return true
  }
  for (const frame of all(body, 'iframe')) {
    const src = frame.getAttribute('src') || frame.getAttribute('data-src') || ''
    if (!show(frame, src)) frame.remove()
  }
  for (const tweet of all(body, 'blockquote.twitter-tweet, blockquote.twitter-video')) {
    const last = all(tweet, 'a[href]').at(-1)
    if (last) show(tweet, last.getAttribute('href') ?? '')
  }
}
