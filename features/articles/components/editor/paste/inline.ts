// What stands inside a line: emphasis that was written as style, links with detours, spaces of all kinds.
import { all, rename, unwrap } from '@/features/articles/document/import-clean.ts'
import { safeHref } from '@/lib/links.ts'

const markTags = new Set(['strong', 'em', 's', 'sup', 'sub', 'code'])
const synonyms: Record<string, string> = {
  b: 'strong',
  i: 'em',
  cite: 'em',
  dfn: 'em',
  del: 's',
  strike: 's',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
}

/** Puts everything inside lines in order. */
export function orderInline(body: Element): void {
  for (const image of all(body, 'img')) if (isEmoji(image)) image.replaceWith(image.getAttribute('alt') ?? '')
  for (const element of all(body, '*')) emphasis(element)
  for (const heading of all(body, ':is(h1, h2, h3, h4, h5, h6, th) strong')) unwrap(heading)
  for (const anchor of all(body, 'a')) link(anchor)
  for (const element of all(body, 'font, u, ins, small, big, abbr, time, mark, label, q, bdi, bdo, center'))
    if (element.tagName !== 'CENTER') unwrap(element)
  for (const element of all(body, 'strong, em, s, sup, sub, code, a'))
    if ((element.textContent ?? '') === '' && !element.querySelector('img, br, [data-footnote]'))
      unwrap(element)
  spaces(body)
}

const isEmoji = (image: Element) =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(image.getAttribute('alt') ?? '') &&
  (image.getAttribute('alt') ?? '').length <= 14

/** Styles that mean something become elements; elements whose style takes their meaning back are unwrapped. */
function emphasis(element: Element): void {
  const style = (element.getAttribute('style') ?? '').toLowerCase()
  const tag = element.tagName.toLowerCase()
  // Whole properties only: Office has others that end with these names.
  const is = (property: string, values: string) =>
    new RegExp(`(?:^|;)\\s*${property}:\\s*(?:${values})\\s*(?:;|!|$)`).test(style)
  let own = element
  const name = synonyms[tag]
  const cancels =
    ((tag === 'b' || tag === 'strong') && is('font-weight', 'normal|[1-5]00')) ||
    ((tag === 'i' || tag === 'em') && is('font-style', 'normal'))
  if (cancels) {
    unwrap(element)
    return
  }
  if (name) own = rename(element, name)
  if (!/^(?:span|a|font|p|li|td)$/.test(tag) || style === '') return
  const wanted = [
    ...(is('font-weight', 'bold|bolder|[6-9]00') ? ['strong'] : []),
    ...(is('font-style', 'italic|oblique') ? ['em'] : []),
    ...(/text-decoration[^;:]*:[^;]*line-through/.test(style) ? ['s'] : []),
    ...(is('vertical-align', 'super') ? ['sup'] : []),
    ...(is('vertical-align', 'sub') ? ['sub'] : []),
  ]
  for (const mark of wanted) wrapInside(own, mark)
}

function wrapInside(element: Element, tag: string): void {
  if (!markTags.has(tag) || element.querySelector('p, div, li, table, ul, ol, h1, h2, h3, h4')) return
  const mark = element.ownerDocument.createElement(tag)
  mark.append(...element.childNodes)
  element.append(mark)
}

const detours: [RegExp, string][] = [
  [/^(?:www\.)?google\.[a-z.]+$/, 'q'],
  [/^l\.(?:facebook|instagram|messenger)\.com$/, 'u'],
  [/safelinks\.protection\.outlook\.com$/, 'url'],
  [/^(?:www\.)?youtube\.com$/, 'q'],
]
const followers = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|_ga|yclid|msclkid)$/

/** The address that a link really leads to, without what follows the reader about; null when it may not be linked. */
export function straightAddress(address: string): string | null {
  let href = address.trim()
  if (URL.canParse(href)) {
    let url = new URL(href)
    const detour = detours.find(([host]) => host.test(url.hostname))
    const isDetour = /^\/(?:url|redirect|l\.php)?$/.test(url.pathname)
    const target = detour && isDetour ? url.searchParams.get(detour[1]) : null
    if (target && URL.canParse(target) && /^https?:/.test(target)) {
      url = new URL(target)
      href = target
    }
    const names = [...url.searchParams.keys()].filter((key) => followers.test(key))
    for (const key of names) url.searchParams.delete(key)
    if (names.length > 0) href = url.href
  }
  return safeHref(href)
}

function link(anchor: Element): void {
  const href = anchor.hasAttribute('href') ? straightAddress(anchor.getAttribute('href') ?? '') : null
  // A place inside the other document, or a path of the other site, is no place here.
  if (href === null || /^[#/]/.test(href)) unwrap(anchor)
  else anchor.setAttribute('href', href)
}

/** Spaces that only kept two words or a layout apart become plain; those inside numbers and guillemets stay. */
function spaces(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    const clean = text
      .replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '')
      .replace(/(?<!\d|«)[\u00a0\u202f](?!»|[€%])/g, ' ')
      .replace(/\u00a0(?=\s)|(?<=\s)\u00a0/g, ' ')
      .replace(/(?<=\d)\u00a0(?![\d€%$£°]|(?:km|kg|cm|mm|m|ore|min|mila|milioni|miliardi)\b)/g, ' ')
    if (clean !== text) node.textContent = clean
  }
}
