// The bar above a previewed page, and the plain pages that stand where a preview cannot. The previewed page itself is not
// changed by a byte: whoever takes the bar's element out again has the page that readers will get.
import { escapeHtml } from '@/features/articles/document/html.ts'
import type { Publication } from '@/features/settings/schema.ts'
import { fullDate, timeOfDay } from '@/lib/dates.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { type Arrival, previewPath, type Scene } from './schema.ts'

export type BarFacts = {
  token: string
  scene: Scene
  /** The time that is shown. UTC milliseconds. */
  at: number
  /** The page that is shown, within the preview. */
  path: string
  arrivals: Arrival[]
}

/** Style and script are files, so that the page's own policy allows them. No div inside: the bar ends at the first end tag. */
const files =
  '<link rel="stylesheet" href="/reader/preview.css"><script type="module" src="/reader/preview.js"></script>'

/** The bar's element. */
export function previewBar(publication: Publication, { token, scene, at, path, arrivals }: BarFacts): string {
  const t = newsroomWords(publication.language).previews
  const base = previewPath(token)
  if (scene.articleId !== null)
    return `<div id="preview-bar" role="region" aria-label="${t.bar.name}">${files}<p><strong>${t.bar.name}</strong> ${t.bar.article}</p></div>`
  const when = t.when(fullDate(at, publication), timeOfDay(at, publication))
  const words = scene.layout ? t.bar.front : t.bar.site(when)
  const list = arrivals
    .map((arrival) => {
      const time = timeOfDay(arrival.at, publication)
      return `<li><a href="${base}${escapeHtml(arrival.path)}">${escapeHtml(arrival.headline)}</a> <time>${time}</time></li>`
    })
    .join('')
  const coming = list
    ? `<details><summary>${t.bar.arrivals(arrivals.length)}</summary><ul>${list}</ul></details>`
    : ''
  return (
    `<div id="preview-bar" role="region" aria-label="${t.bar.name}" data-base="${base}">${files}` +
    `<p><strong>${t.bar.name}</strong> ${escapeHtml(words)}</p>` +
    `<form action="${base}"><label for="preview-go">${t.bar.go}</label><input id="preview-go" name="go" value="${escapeHtml(path)}" spellcheck="false" autocomplete="off"><button>${t.bar.open}</button></form>` +
    `<p><a href="${base}">${t.bar.home}</a></p>${coming}</div>`
  )
}

/** A whole page with the bar in it: the first thing in its body. */
export function withBar(html: string, bar: string): string {
  return html.replace(/<body\b[^>]*>/, (body) => body + bar)
}

export type PlainPage = {
  title: string
  text: string
  link?: { href: string; label: string }
  again?: boolean
}

/** A page of our own where there is nothing to preview. `again`: it asks anew by itself. */
export function plainPage(publication: Publication, { title, text, link, again }: PlainPage): string {
  return `<!DOCTYPE html><html lang="${publication.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow">${again ? '<meta http-equiv="refresh" content="2">' : ''}<title>${escapeHtml(title)} – ${escapeHtml(publication.name)}</title><link rel="stylesheet" href="/reader/preview.css"></head><body class="preview-plain"><main><p>${escapeHtml(publication.name)}</p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>` : ''}</main></body></html>`
}
