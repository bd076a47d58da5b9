// A text as mail programs show it: tables where the web has figures, and styles on each element.
import { providerNames } from '@/features/articles/document/embeds.ts'
import { escapeHtml } from '@/features/articles/document/html.ts'
import { type Picture, type Target, visit } from '@/features/articles/document/visitor.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { tagged } from './links.ts'
import type { IssueContent, LetterLinks, LetterPicture } from './schema.ts'
import type { Look } from './styles.ts'

/** What a text in a letter needs to know around it. */
export type Surroundings = {
  look: Look
  t: Dictionary
  links: LetterLinks
  articles: IssueContent['links']
  pictures: Record<number, LetterPicture>
}

const tags = { bold: 'strong', italic: 'em', strike: 's', sup: 'sup', sub: 'sub', code: 'code' } as const

/** A picture as wide as its column. `alt`: other words for it than its own; null when it is only decoration. */
export function pictureHtml(picture: LetterPicture, look: Look, width: number, alt = picture.alt): string {
  const shown = Math.min(width, picture.width)
  const height = Math.round((picture.height * shown) / picture.width)
  return `<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(alt)}" width="${shown}" height="${height}" ${look.picture}>`
}

/** HTML of a document for a letter. */
export function renderProse(document: unknown, around: Surroundings): string {
  const { look, t, links, articles, pictures } = around
  const anchor = (href: string, children: string) =>
    `<a href="${escapeHtml(tagged(href, links))}" ${look.link}>${children}</a>`
  const figure = ({ mediaId, alt, credit }: Picture, caption: string | null) => {
    const picture = pictures[mediaId]
    if (!picture) return ''
    const words = [caption, escapeHtml(credit ?? picture.credit)].filter(Boolean).join(' · ')
    const below = words ? `<p ${look.caption}>${words}</p>` : ''
    return `<div style="margin:0 0 20px">${pictureHtml(picture, look, 536, alt ?? '')}${below}</div>`
  }
  const target: Target<string> = {
    join: (parts) => parts.join(''),
    text: escapeHtml,
    lineBreak: () => '<br>',
    mark: (type, children) => `<${tags[type]}>${children}</${tags[type]}>`,
    link: anchor,
    paragraph: (children) => (children ? `<p ${look.paragraph}>${children}</p>` : ''),
    heading: (level, _id, children) => `<h${level} ${look.heading}>${children}</h${level}>`,
    blockquote: (children) => `<blockquote ${look.quote}>${children}</blockquote>`,
    pullQuote: (children, attribution) =>
      `<p ${look.pullQuote}>${children}</p>${attribution ? `<p ${look.note}>${escapeHtml(attribution)}</p>` : ''}`,
    list: (ordered, start, items) => {
      const tag = ordered ? 'ol' : 'ul'
      return `<${tag} ${look.items}${ordered && start !== 1 ? ` start="${start}"` : ''}>${items.join('')}</${tag}>`
    },
    listItem: (children) => `<li ${look.item}>${children}</li>`,
    table: (rows) =>
      `<table cellpadding="0" cellspacing="0" width="100%" style="margin:0 0 20px;border-collapse:collapse">${rows
        .map(
          (row, y) =>
            `<tr>${row
              .map(({ header, colspan, rowspan, numeric, content }) => {
                const tag = header ? 'th' : 'td'
                const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`
                const scope = header ? ` scope="${y === 0 ? 'col' : 'row'}"` : ''
                return `<${tag}${spans}${scope} align="${numeric ? 'right' : 'left'}" ${look.cell}>${content}</${tag}>`
              })
              .join('')}</tr>`,
        )
        .join('')}</table>`,
    rule: () => `<hr ${look.rule}>`,
    figure: (picture, _layout, caption) => figure(picture, caption),
    gallery: (items, caption) =>
      items.map((item) => figure(item, item.caption ? escapeHtml(item.caption) : null)).join('') +
      (caption ? `<p ${look.note}>${caption}</p>` : ''),
    embed: ({ provider, url, title }) => {
      const name = providerNames[provider] ?? String(provider)
      return `<p ${look.paragraph}>${anchor(url, escapeHtml(title ? `${title} (${name})` : t.embed.open(name)))}</p>`
    },
    infobox: (children) => `<div ${look.box}>${children}</div>`,
    relatedArticle: (id) => {
      const article = articles[id]
      return article
        ? `<p ${look.paragraph}><strong>${escapeHtml(t.article.readAlso)}:</strong> ${anchor(article.path, escapeHtml(article.headline))}</p>`
        : ''
    },
    footnoteReference: (number) => `<sup>[${number}]</sup>`,
    document: (blocks, footnotes) =>
      blocks.join('') + footnotes.map((note, i) => `<p ${look.small}>[${i + 1}] ${note}</p>`).join(''),
    unknown: (children, inline) => (inline ? children : `<p ${look.paragraph}>${children}</p>`),
  }
  return visit(document, target, { articlePath: (id) => articles[id]?.path ?? null })
}
