// A letter without HTML: for whoever prefers it, for programs that read aloud, and for filters that look for it.
import { type Picture, type Target, visit } from '@/features/articles/document/visitor.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { tagged } from './links.ts'
import type { Surroundings } from './prose.ts'
import type { IssueContent, IssueItem, LetterLinks } from './schema.ts'

const columns = 72

/** Breaks lines between words. A word that is longer than a line, like an address, stays whole. */
export function wrap(text: string, indent = ''): string {
  return text
    .split('\n')
    .map((line) => {
      const lines: string[] = []
      let now = ''
      for (const word of line.split(/[ \t]+/).filter(Boolean)) {
        if (now !== '' && `${now} ${word}`.length > columns - indent.length) {
          lines.push(now)
          now = word
        } else now = now === '' ? word : `${now} ${word}`
      }
      return [...lines, now].map((part) => (part === '' ? '' : indent + part)).join('\n')
    })
    .join('\n')
}

const block = (children: string) => (children.trim() ? `${children.trim()}\n\n` : '')
const indented = (text: string, first: string) =>
  first + text.trim().replaceAll('\n', `\n${' '.repeat(first.length)}`)

/** The words of a document with the addresses of its links. */
export function plainText(
  document: unknown,
  { links, articles, pictures, t }: Omit<Surroundings, 'look'>,
): string {
  // Words about a picture that is not there, perhaps because its rights are over, help nobody.
  const words = ({ mediaId, alt }: Picture, caption: string | null) => {
    const text = caption ?? alt
    return pictures[mediaId] && text ? block(wrap(`[${text}]`)) : ''
  }
  const target: Target<string> = {
    join: (parts) => parts.join(''),
    text: (value) => value,
    lineBreak: () => '\n',
    mark: (_, children) => children,
    link: (href, children) => {
      const address = tagged(href, links)
      return [href, href.replace(/^\w+:(?:\/\/)?/, '')].includes(children.trim())
        ? address
        : `${children} (${address})`
    },
    paragraph: (children) => block(wrap(children)),
    heading: (_level, _id, children) => block(wrap(children)),
    blockquote: (children) => block(indented(children, '> ').replace(/\n {2}/g, '\n> ')),
    pullQuote: (children, attribution) =>
      block(wrap(attribution ? `«${children}»\n${attribution}` : `«${children}»`)),
    list: (ordered, start, items) =>
      block(
        items.map((item, i) => indented(wrap(item.trim()), ordered ? `${start + i}. ` : '- ')).join('\n'),
      ),
    listItem: (children) => children,
    table: (rows) =>
      block(
        rows
          .map((row) => row.map(({ content }) => content.trim().replace(/\s+/g, ' ')).join(' | '))
          .join('\n'),
      ),
    rule: () => block('* * *'),
    figure: (picture, _layout, caption) => words(picture, caption),
    gallery: (items, caption) =>
      items.map((item) => words(item, item.caption)).join('') + block(caption ? wrap(caption) : ''),
    embed: ({ url, title }) => block(title ? `${title}\n${url}` : url),
    infobox: (children) => block(indented(children, '| ').replace(/\n {2}/g, '\n| ')),
    relatedArticle: (id) => {
      const article = articles[id]
      return article
        ? block(`${t.article.readAlso}: ${wrap(article.headline)}\n${tagged(article.path, links)}`)
        : ''
    },
    footnoteReference: (number) => `[${number}]`,
    document: (blocks, footnotes) =>
      blocks.join('') + footnotes.map((note, i) => block(wrap(`[${i + 1}] ${note}`))).join(''),
    unknown: (children, inline) => (inline ? children : block(wrap(children))),
  }
  return visit(document, target, { articlePath: (id) => articles[id]?.path ?? null }).trim()
}

function itemText({ kicker, headline, standfirst, byline, path }: IssueItem, links: LetterLinks): string {
  return [kicker.toUpperCase(), headline, standfirst, byline]
    .filter(Boolean)
    .map((line) => wrap(line))
    .concat(tagged(path, links))
    .join('\n')
}

/** A whole letter as text. `body`: as much of the article as the letter holds; null when that is not all of it. */
export function renderPlain(
  content: IssueContent,
  links: LetterLinks,
  t: Dictionary,
  letter: { body: unknown; isCut: boolean } | null,
): string {
  const { publication, newsletter, items } = content
  const around = { links, articles: content.links, pictures: content.letter?.pictures ?? {}, t }
  const rule = '-'.repeat(columns)
  const whole = letter && content.letter
  const main = whole
    ? [
        itemText(whole.item, links),
        plainText(letter.body, around),
        `${letter.isCut ? t.letters.more : t.letters.onSite}:\n${tagged(whole.item.path, links)}`,
      ]
    : items.map((item) => itemText(item, links))
  const foot = [
    wrap(t.letters.why(newsletter.name, publication.name)),
    `${t.letters.leave}:\n${links.leave}`,
    `${t.letters.preferences}:\n${links.preferences}`,
    [wrap(publication.imprint), wrap(publication.address)].filter(Boolean).join('\n'),
  ]
  return `${[
    `${publication.name} · ${newsletter.name}`,
    `${t.letters.view}:\n${tagged(links.view, links)}`,
    plainText(content.intro, around),
    rule,
    main.filter(Boolean).join('\n\n'),
    rule,
    ...foot,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`
}
