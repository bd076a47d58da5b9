import { type MediaView, nearestWidth, pictureUrl } from '@/features/media/schema.ts'
import { providerNames } from './embeds.ts'
import { type Picture, type Target, visit } from './visitor.ts'

/** What HTML for feeds needs to know. All addresses in it become absolute. */
export type HtmlReferences = {
  siteUrl: string
  media: (id: number) => MediaView | null
  article: (id: number) => { path: string; headline: string } | null
}

/** Escapes text for HTML content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

const tags = { bold: 'strong', italic: 'em', strike: 's', sup: 'sup', sub: 'sub', code: 'code' } as const

/** HTML of a document for feeds and exports: no scripts, no frames, absolute addresses. */
export function renderHtml(document: unknown, references: HtmlReferences): string {
  const absolute = (address: string) => (address.startsWith('/') ? references.siteUrl + address : address)
  const image = (picture: Picture) => {
    const media = references.media(picture.mediaId)
    const width = nearestWidth(media?.variants.jpg, 1280)
    if (!media || width === null) return ''
    const height = Math.round((media.height * width) / media.width)
    const alt = escapeHtml(picture.alt ?? '')
    return `<img src="${absolute(pictureUrl(media, width, 'jpg'))}" alt="${alt}" width="${width}" height="${height}">`
  }
  const credit = (picture: Picture) => picture.credit ?? references.media(picture.mediaId)?.credit ?? ''
  const captionOf = (caption: string | null, who: string) => {
    const parts = [caption, who ? `<small>${escapeHtml(who)}</small>` : ''].filter(Boolean).join(' ')
    return parts ? `<figcaption>${parts}</figcaption>` : ''
  }
  // Words about a picture that is not there, perhaps because its rights are over, help nobody.
  const figure = (picture: Picture, caption: string | null) => {
    const shown = image(picture)
    return shown && `<figure>${shown}${captionOf(caption, credit(picture))}</figure>`
  }
  const target: Target<string> = {
    join: (parts) => parts.join(''),
    text: escapeHtml,
    lineBreak: () => '<br>',
    mark: (type, children) => `<${tags[type]}>${children}</${tags[type]}>`,
    link: (href, children) => `<a href="${escapeHtml(absolute(href))}">${children}</a>`,
    paragraph: (children) => `<p>${children}</p>`,
    heading: (level, _id, children) => `<h${level}>${children}</h${level}>`,
    blockquote: (children) => `<blockquote>${children}</blockquote>`,
    pullQuote: (children, attribution) =>
      `<blockquote><p>${children}</p>${attribution ? `<p><cite>${escapeHtml(attribution)}</cite></p>` : ''}</blockquote>`,
    list: (ordered, start, items) =>
      ordered
        ? `<ol${start === 1 ? '' : ` start="${start}"`}>${items.join('')}</ol>`
        : `<ul>${items.join('')}</ul>`,
    listItem: (children) => `<li>${children}</li>`,
    table: (rows) =>
      `<table>${rows
        .map(
          (row) =>
            `<tr>${row
              .map((cell) => {
                const tag = cell.header ? 'th' : 'td'
                const spans = `${cell.colspan > 1 ? ` colspan="${cell.colspan}"` : ''}${cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : ''}`
                return `<${tag}${spans}>${cell.content}</${tag}>`
              })
              .join('')}</tr>`,
        )
        .join('')}</table>`,
    rule: () => '<hr>',
    figure: (picture, _layout, caption) => figure(picture, caption),
    gallery: (items, caption) => {
      const figures = items
        .map((item) => figure(item, item.caption ? escapeHtml(item.caption) : null))
        .join('')
      return figures && figures + (caption ? `<p>${caption}</p>` : '')
    },
    embed: ({ provider, url, title }) =>
      `<p><a href="${escapeHtml(url)}">${escapeHtml(title ?? url)}</a> (${providerNames[provider] ?? escapeHtml(String(provider))})</p>`,
    infobox: (children) => `<aside>${children}</aside>`,
    relatedArticle: (id) => {
      const article = references.article(id)
      return article
        ? `<p><a href="${escapeHtml(absolute(article.path))}">${escapeHtml(article.headline)}</a></p>`
        : ''
    },
    footnoteReference: (number) => `<sup>[${number}]</sup>`,
    document: (blocks, footnotes) =>
      blocks.join('') +
      (footnotes.length > 0 ? `<hr><ol>${footnotes.map((note) => `<li>${note}</li>`).join('')}</ol>` : ''),
    unknown: (children, inline) => (inline ? children : `<p>${children}</p>`),
  }
  return visit(document, target, { articlePath: (id) => references.article(id)?.path ?? null })
}
