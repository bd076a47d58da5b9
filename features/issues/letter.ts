// A letter to subscribers: the same for all of them but for the two addresses in `links` by which they leave.
import { escapeHtml } from '@/features/articles/document/html.ts'
import { renderText } from '@/features/articles/document/plain-text.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { truncate } from '@/lib/text.ts'
import { tagged } from './links.ts'
import { renderPlain } from './plain.ts'
import { pictureHtml, renderProse, type Surroundings } from './prose.ts'
import type { IssueContent, IssueItem, Letter, LetterLinks } from './schema.ts'
import { lookOf } from './styles.ts'

/** Bytes of HTML. Gmail hides what comes after 102 kB, and with it the way out. */
export const largestLetter = 100_000

/** How large a letter's HTML is, in bytes, and whether mail programs will cut it. */
export function letterSize({ html }: Letter): { bytes: number; isTooLarge: boolean } {
  const bytes = new TextEncoder().encode(html).length
  return { bytes, isTooLarge: bytes > largestLetter }
}

/** An issue as HTML and as text. An article that would be cut by mail programs ends with a link to the rest. */
export function renderLetter(content: IssueContent, links: LetterLinks): Letter {
  const t = dictionaryOf(content.publication.language)
  const around: Surroundings = {
    look: lookOf(content.publication.accent),
    t,
    links,
    articles: content.links,
    pictures: content.letter?.pictures ?? {},
  }
  const render = (body: Document | null, isCut: boolean) => document(content, around, body, isCut)
  const body = content.letter?.body ?? null
  const html = render(body, false)
  if (!body || !letterSize({ html, text: '' }).isTooLarge)
    return { html, text: renderPlain(content, links, t, body && { body, isCut: false }) }
  const held = beginning(body, (part) => !letterSize({ html: render(part, true), text: '' }).isTooLarge)
  return { html: render(held, true), text: renderPlain(content, links, t, { body: held, isCut: true }) }
}

/** As many blocks from the beginning of a text as fit. */
function beginning(body: Document, fits: (part: Document) => boolean): Document {
  const upTo = (n: number): Document => ({ type: 'doc', content: body.content.slice(0, n) })
  let [enough, tooMany] = [0, body.content.length]
  while (tooMany - enough > 1) {
    const half = (enough + tooMany) >> 1
    if (fits(upTo(half))) enough = half
    else tooMany = half
  }
  return upTo(enough)
}

const table = (content: string, more = '') =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${more}>${content}</table>`
const row = (content: string, style: string) => `<tr><td ${style}>${content}</td></tr>`
const line = (text: string, style: string, tag = 'p') =>
  text ? `<${tag} ${style}>${escapeHtml(text)}</${tag}>` : ''
const anchor = (href: string, style: string, inner: string) =>
  `<a href="${escapeHtml(href)}" ${style}>${inner}</a>`

function document(
  content: IssueContent,
  around: Surroundings,
  body: Document | null,
  isCut: boolean,
): string {
  const { look } = around
  const { publication, newsletter, subject } = content
  const intro = renderText(content.intro) ? row(renderProse(content.intro, around), look.plainPart) : ''
  const main =
    content.letter && body
      ? article(content.letter.item, renderProse(body, around), isCut, around)
      : content.items.map((item, i) => card(item, i === 0, around)).join('')
  const sheet = table(
    masthead(content, around) + intro + main + footer(content, around),
    `align="center" width="600" ${look.sheet}`,
  )
  return `<!doctype html>
<html lang="${publication.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(subject || newsletter.name)}</title>
${look.sheets.map((sheet) => `<style>${sheet}</style>`).join('\n')}
</head>
<body ${look.page}>
<div ${look.hidden}>${escapeHtml(preview(content))}${'&#847; '.repeat(60)}</div>
${table(row(sheet, 'align="center"'), `width="100%" ${look.ground}`)}
</body>
</html>
`
}

/** What lists of messages show after the subject. */
function preview({ preheader, intro, items }: IssueContent): string {
  const text = preheader || renderText(intro) || items.map(({ headline }) => headline).join(' · ')
  return truncate(text, 140)
}

function masthead({ publication, newsletter }: IssueContent, { look, links, t }: Surroundings): string {
  const name = anchor(tagged('/', links), look.name, escapeHtml(publication.name))
  const view = anchor(tagged(links.view, links), look.tool, escapeHtml(t.letters.view))
  return row(
    table(
      `<tr><td valign="bottom">${name}${line(newsletter.name, look.list)}</td><td valign="bottom" align="right">${view}</td></tr>`,
      'width="100%"',
    ),
    look.mast,
  )
}

const headlineOf = (item: IssueItem, style: string, { look, links }: Surroundings) =>
  `<h2 ${style}>${anchor(tagged(item.path, links), look.headlineLink, escapeHtml(item.headline))}</h2>`

/** One article of a digest: the first with its picture large, the others with a small one beside. */
function card(item: IssueItem, isLead: boolean, around: Surroundings): string {
  const { look, links } = around
  const picture = (width: number) =>
    item.picture
      ? anchor(
          tagged(item.path, links),
          'style="text-decoration:none"',
          pictureHtml(item.picture, look, width),
        )
      : ''
  const words =
    line(item.kicker, look.kicker) +
    headlineOf(item, isLead ? look.lead : look.headline, around) +
    line(item.standfirst, look.standfirst) +
    line(item.byline, look.small)
  if (isLead || !item.picture)
    return row(
      (isLead && item.picture ? `<div style="margin:0 0 16px">${picture(536)}</div>` : '') + words,
      look.part,
    )
  const beside = `<tr><td valign="top">${words}</td><td valign="top" ${look.thumb}>${picture(148)}</td></tr>`
  return row(table(beside, 'width="100%"'), look.part)
}

/** An article that goes out whole, or its beginning. */
function article(item: IssueItem, body: string, isCut: boolean, around: Surroundings): string {
  const { look, links, t } = around
  const picture = item.picture
    ? `<div style="margin:18px 0 22px">${pictureHtml(item.picture, look, 536)}${line(item.picture.credit, look.caption)}</div>`
    : '<div style="height:18px"></div>'
  const rest = anchor(
    tagged(item.path, links),
    look.button,
    escapeHtml(isCut ? t.letters.more : t.letters.onSite),
  )
  return row(
    line(item.kicker, look.kicker) +
      `<h1 ${look.title}>${anchor(tagged(item.path, links), look.headlineLink, escapeHtml(item.headline))}</h1>` +
      line(item.standfirst, look.standfirst) +
      line(item.byline, look.small) +
      picture +
      body +
      `<p style="margin:26px 0 8px">${rest}</p>`,
    look.part,
  )
}

/** Why it came, the ways out, and who is answerable for it. */
function footer({ publication, newsletter }: IssueContent, { look, links, t }: Surroundings): string {
  const ways = [
    anchor(links.leave, look.footLink, escapeHtml(t.letters.leave)),
    anchor(links.preferences, look.footLink, escapeHtml(t.letters.preferences)),
    anchor(tagged(links.view, links), look.footLink, escapeHtml(t.letters.view)),
  ]
  const legal = [publication.imprint, publication.address].filter(Boolean).join('\n')
  return row(
    line(t.letters.why(newsletter.name, publication.name), look.footNote) +
      `<p ${look.footNote}>${ways.join(' &nbsp;· ')}</p>` +
      (legal ? `<p ${look.footNote}>${escapeHtml(legal).replaceAll('\n', '<br>')}</p>` : ''),
    look.foot,
  )
}
