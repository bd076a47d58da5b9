import { HtmlValidate } from 'html-validate'
import { parseHTML } from 'linkedom'
import { expect, it } from 'vitest'
import { largestLetter, letterSize, renderLetter } from '@/features/issues/letter.ts'
import { tagged } from '@/features/issues/links.ts'
import { wrap } from '@/features/issues/plain.ts'
import { blank, type IssueContent, type IssueItem, type LetterLinks } from '@/features/issues/schema.ts'
import { words } from '../../factories/database.ts'
import { doc, everything, link, paragraph, text } from '../../factories/documents.ts'

const site = 'https://testata.example'
const links: LetterLinks = {
  site,
  leave: `${site}/u/@@LEAVE@@`,
  preferences: `${site}/newsletter/preferences/@@PREFERENCES@@`,
  view: `${site}/newsletter/archive/mattino/ponte`,
  tag: '12-a',
}
const photo = {
  url: `${site}/media/7/ab-1200.jpg`,
  width: 1200,
  height: 675,
  alt: 'Il “mare”',
  credit: 'Ada',
}

const item = (over: Partial<IssueItem> = {}): IssueItem => ({
  id: 1,
  path: '/citta/ponte',
  kicker: 'Ponti',
  headline: 'Il ponte <riapre>',
  standfirst: 'Da lunedì si passa.',
  byline: 'di Ada Neri',
  picture: photo,
  ...over,
})

const content = (over: Partial<IssueContent> = {}): IssueContent => ({
  publication: {
    name: 'Altana',
    language: 'it',
    accent: '#9b2c1f',
    imprint: 'Registrata a Portalba.',
    address: 'Piazza delle Vele 8',
  },
  newsletter: { slug: 'mattino', name: 'Il mattino' },
  subject: 'Riapre il ponte & altro',
  preheader: 'Le notizie di oggi',
  intro: blank,
  items: [item(), item({ id: 2, path: '/citta/tram', headline: 'Il tram', picture: null })],
  letter: null,
  links: { 42: { path: '/citta/barca', headline: 'La barca' } },
  ...over,
})
const whole = (body: IssueContent['intro'], over: Partial<IssueContent> = {}) =>
  content({ items: [item()], letter: { item: item(), body, pictures: { 7: photo, 8: photo } }, ...over })

const open = (html: string) => parseHTML(html).document
const hrefs = (html: string) =>
  [...open(html).querySelectorAll('a')].map((anchor) => anchor.getAttribute('href') ?? '')

it('a letter is a page in its language with every picture described, and asks for nothing but its pictures', () => {
  for (const letter of [renderLetter(content(), links), renderLetter(whole(everything), links)]) {
    const page = open(letter.html)
    expect(page.documentElement.lang).toBe('it')
    expect(page.title).toBe('Riapre il ponte & altro')
    expect(page.querySelector('meta[name=color-scheme]')?.getAttribute('content')).toBe('light dark')
    expect(letter.html).toContain('prefers-color-scheme:dark')
    expect(page.querySelectorAll('script, link, iframe, form, object, video')).toHaveLength(0)
    const pictures = [...page.querySelectorAll('img')]
    expect(pictures.length).toBeGreaterThan(0)
    for (const picture of pictures) {
      expect(picture.hasAttribute('alt')).toBe(true)
      expect(Number(picture.getAttribute('width'))).toBeGreaterThan(100)
      expect(picture.getAttribute('src')).toBe(photo.url)
    }
    expect(letter.html).not.toMatch(/url\(|@import|\son\w+=/)
    for (const table of page.querySelectorAll('table[width="600"], body > table'))
      expect(table.getAttribute('role')).toBe('presentation')
    expect(letterSize(letter).isTooLarge).toBe(false)
  }
})

it('the HTML is valid but for what mail programs need of old: attributes for looks, styles on elements', async () => {
  const off = [
    'no-inline-style',
    'no-deprecated-attr',
    'void-style',
    'doctype-style',
    'prefer-tbody',
    'long-title',
    'deprecated',
  ]
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: Object.fromEntries(off.map((rule) => [rule, 'off'])),
  })
  for (const { html } of [renderLetter(content(), links), renderLetter(whole(everything), links)]) {
    const { results } = await validator.validateString(html)
    expect(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([])
  }
})

it('in English it speaks English', () => {
  const english = content({ publication: { ...content().publication, language: 'en' } })
  const { html, text } = renderLetter(english, links)
  expect(open(html).documentElement.lang).toBe('en')
  expect(html).toContain('Unsubscribe')
  expect(text).toContain('Unsubscribe:')
  expect(html).not.toContain('Cancella')
})

it('both forms hold the articles, the ways out as they were given, why it came and who is answerable', () => {
  const { html, text } = renderLetter(content(), links)
  const shown = open(html).body.textContent ?? ''
  for (const form of [shown, text]) {
    for (const words of ['Il ponte <riapre>', 'Il tram', 'Da lunedì si passa.', 'di Ada Neri', 'Il mattino'])
      expect(form).toContain(words)
    expect(form).toContain('Registrata a Portalba.')
    expect(form).toContain('Piazza delle Vele 8')
    expect(form).toContain('perché hai chiesto a Altana')
  }
  for (const address of [links.leave, links.preferences]) {
    expect(html.split(`href="${address}"`)).toHaveLength(2)
    expect(text.split('\n')).toContain(address)
  }
  expect(hrefs(html)).toContain(`${links.view}?n=12-a`)
  expect(shown.trim().startsWith('Le notizie di oggi')).toBe(true)
})

it('nothing but the ways out depends on who reads', () => {
  const other = {
    ...links,
    leave: `${site}/u/@@OTHER@@`,
    preferences: `${site}/newsletter/preferences/@@X@@`,
  }
  const same = (of: LetterLinks) => {
    const { html, text } = renderLetter(whole(everything), of)
    return [html, text].map((form) => form.replaceAll(of.leave, '').replaceAll(of.preferences, ''))
  }
  expect(same(other)).toEqual(same(links))
})

it.each([
  ['/citta/ponte', `${site}/citta/ponte?n=12-a`],
  [`${site}/citta?pagina=2&n=9#fondo`, `${site}/citta?pagina=2&n=12-a#fondo`],
  [site, `${site}?n=12-a`],
  ['https://example.org/?a=1', 'https://example.org/?a=1'],
  ['https://testata.example.org/x', 'https://testata.example.org/x'],
  ['mailto:redazione@testata.example', 'mailto:redazione@testata.example'],
])('%s leads to %s', (href, expected) => {
  expect(tagged(href, links)).toBe(expected)
})

it('without a mark our own links have none', () => {
  expect(tagged('/citta/ponte?x=1', { site, tag: '' })).toBe(`${site}/citta/ponte?x=1`)
})

it('links of the texts lead to where their articles are, and names of articles that are gone stay as words', () => {
  const intro = doc(
    paragraph(
      text('barca', link(null, 42)),
      ' e ',
      text('sparita', link(null, 43)),
      ' e ',
      text('fuori', link('https://example.org/x?a=1&b=2')),
    ),
    { type: 'relatedArticle', attrs: { articleId: 42 } },
  )
  const { html, text: plain } = renderLetter(content({ intro }), links)
  expect(hrefs(html).filter((href) => href === `${site}/citta/barca?n=12-a`)).toHaveLength(2)
  expect(hrefs(html)).toContain('https://example.org/x?a=1&b=2')
  expect(html).toContain('sparita')
  const line = plain.replaceAll('\n', ' ')
  expect(line).toContain(`barca (${site}/citta/barca?n=12-a)`)
  expect(line).toContain('fuori (https://example.org/x?a=1&b=2)')
})

it('every element of a text comes through, in both forms', () => {
  const { html, text: plain } = renderLetter(whole(everything), links)
  const shown = open(html).body.textContent ?? ''
  for (const form of [shown, plain])
    for (const word of ['Capo primo', 'forti', 'Una nota.', 'Citazione', 'Frase scelta', 'Ada Neri', 'Punto'])
      expect(form).toContain(word)
  for (const word of [
    'Terzo',
    'Testa',
    'Cella',
    'Didascalia',
    'Primo quadro',
    'Il filmato',
    'Scheda',
    'La barca',
  ])
    expect([shown.includes(word), plain.includes(word)]).toEqual([true, true])
})

it('a picture whose rights are over takes its words along', () => {
  const gone = whole(everything)
  const without = { ...gone, letter: gone.letter && { ...gone.letter, pictures: {} } }
  const { html, text: plain } = renderLetter(without, links)
  expect(open(html).querySelectorAll('img')).toHaveLength(1)
  expect([html.includes('Didascalia'), plain.includes('Didascalia')]).toEqual([false, false])
})

it('an article that mail programs would cut ends with a link to the rest, in both forms', () => {
  const long = words(
    ...Array.from({ length: 900 }, (_, i) => `Capoverso ${i}, con parecchie parole «à» in più.`),
  )
  const letter = renderLetter(whole(long), links)
  const { bytes } = letterSize(letter)
  expect(bytes).toBeLessThanOrEqual(largestLetter)
  expect(bytes).toBeGreaterThan(largestLetter * 0.95)
  for (const form of [letter.html, letter.text]) {
    expect(form).toContain('Capoverso 0,')
    expect(form).not.toContain('Capoverso 899,')
    expect(form).toContain('Continua a leggere')
    expect(form).toContain(links.leave)
  }
})

it('a digest that mail programs would cut is said to be too large', () => {
  const intro = words(
    ...Array.from({ length: 900 }, (_, i) => `Capoverso ${i}, con parecchie parole in più.`),
  )
  expect(letterSize(renderLetter(content({ intro }), links)).isTooLarge).toBe(true)
})

it('lines of text are no longer than they may be, and addresses stay whole', () => {
  const address = `https://example.org/${'a'.repeat(90)}`
  const lines = wrap(
    `Una riga di parole che va avanti per molto tempo ${address} e poi continua ancora.`,
  ).split('\n')
  expect(lines).toContain(address)
  for (const line of lines.filter((one) => one !== address)) expect(line.length).toBeLessThanOrEqual(72)
  expect(wrap('a\n\nb')).toBe('a\n\nb')
})
