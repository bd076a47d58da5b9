// Markup of other programs on its way into the text: what they mean is kept, how they say it is not.
import { all, unwrap } from '@/features/articles/document/import-clean.ts'
import type { PictureSource } from '../host.ts'
import { orderBlocks } from './blocks.ts'
import { orderInline } from './inline.ts'
import { callNotes } from './notes.ts'
import { awaitPictures } from './pictures.ts'
import { fromWord } from './word.ts'

export type Cleaned = {
  html: string
  /** Each picture by the key of the place that waits for it. */
  pictures: Map<string, PictureSource>
}

const gone = [
  'script, style, template, noscript, meta, link, title, head, base, object, embed, canvas, svg, math, audio, video',
  'form, button, input, select, textarea, nav, dialog, [hidden], [aria-hidden="true"], .sr-only, .visually-hidden',
].join(', ')

/**
 * Plain structure from whatever was copied.
 * @param files pictures that came along in the clipboard, for markup that names files on somebody's computer
 */
export function cleanPaste(html: string, files: readonly File[] = []): Cleaned {
  // Word writes for its own reader between marks that are no elements of HTML.
  const text = html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[(?:if|endif)[^\]]*\]>/gi, '')
    .replace(/<\?xml[^>]*>/gi, '')
  const { body } = new DOMParser().parseFromString(text, 'text/html')
  dropComments(body)
  dropForeignNames(body)
  fromWord(body)
  for (const element of all(body, gone)) element.remove()
  for (const element of all(body, '*')) if (isInvisible(element)) element.remove()
  callNotes(body)
  orderInline(body)
  const pictures = awaitPictures(body, files)
  orderBlocks(body)
  stripAttributes(body)
  return { html: body.innerHTML, pictures }
}

const isInvisible = (element: Element) =>
  /(?:^|;)\s*(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all)/i.test(
    element.getAttribute('style') ?? '',
  )

function dropComments(root: Node): void {
  for (const child of [...root.childNodes]) {
    if (child.nodeType === Node.COMMENT_NODE) child.remove()
    else dropComments(child)
  }
}

/** The names by which our own blocks are told apart must not come from elsewhere. */
function dropForeignNames(body: Element): void {
  for (const element of all(body, '*'))
    for (const { name } of [...element.attributes])
      if (name.startsWith('data-') && name !== 'data-src') element.removeAttribute(name)
}

const kept: Record<string, string[]> = {
  a: ['href'],
  ol: ['start'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
}

function stripAttributes(body: Element): void {
  for (const element of all(body, '*')) {
    const tag = element.tagName.toLowerCase()
    for (const { name } of [...element.attributes])
      if (!name.startsWith('data-') && !kept[tag]?.includes(name)) element.removeAttribute(name)
    element.removeAttribute('data-src')
    if (tag === 'span' && element.attributes.length === 0) unwrap(element)
  }
}
