import { parseFeed as parseElsewhere } from '@rowanmanning/feed-parser'
import { parseFeed } from 'feedsmith'
import { expect, it } from 'vitest'
import { type Feed, type FeedItem, feedFormats, writeFeed } from '@/features/discovery/feeds.ts'
import { doc, everything, paragraph } from '@/tests/factories/documents.ts'
import { byline, picture, publication, siteUrl, teaser } from '@/tests/factories/views.ts'
import { xmlErrors } from '@/tests/factories/xml.ts'

const item = (over: Partial<FeedItem> = {}): FeedItem => ({
  teaser: teaser(),
  body: doc(paragraph('Si passa.')),
  media: [],
  links: [],
  tags: ['Ponti'],
  ...over,
})
const feed = (items: FeedItem[], over: Partial<Feed> = {}): Feed => ({
  publication: publication({ description: 'Il giornale di Lumera' }),
  siteUrl,
  title: '',
  description: '',
  path: '/',
  items,
  ...over,
})
const hostile = 'Due «ponti» & un <porto> "nuovo" ]]> </title> 🌊'
const two = [
  item({
    teaser: teaser({
      id: 2,
      headline: hostile,
      standfirst: hostile,
      byline: [byline('Ada <Neri>', 1), byline('Ugo Bruni', 2), byline('Foto Rossi', 3, { role: 'photo' })],
      updatedAt: Date.parse('2026-11-24T15:00:00Z'),
      hero: picture(),
    }),
    body: everything,
    media: [picture(), picture({ id: 8, hash: 'ef56ab78' })],
    links: [{ id: 42, path: '/citta/ponte', headline: 'Il ponte & la barca', kicker: '' }],
    tags: ['Ponti & strade'],
  }),
  item({ teaser: teaser({ id: 1, standfirst: '', byline: [] }), tags: [] }),
]

type Entry = {
  id: string
  title: string
  url: string
  content: string
  published: string
  updated: string
} & {
  authors: { name: string }[]
  categories: { term: string }[]
}
/** A feed as a parser sees it that shares no code with the writer. */
const independently = (xml: string) =>
  JSON.parse(JSON.stringify(parseElsewhere(xml))) as { updated: string; items: Entry[] }

it('an independent parser finds in RSS and Atom what was put in', () => {
  for (const format of ['rss', 'atom'] as const) {
    const read = independently(writeFeed(feed(two), format))
    expect(read).toMatchObject({ title: 'Altana', description: 'Il giornale di Lumera', url: `${siteUrl}/` })
    expect(read.items).toHaveLength(2)
    const [first, second] = read.items
    expect(first).toMatchObject({
      id: 'tag:testata.example,2026-11-24:article-2',
      title: hostile,
      url: `${siteUrl}/citta/ponte`,
      description: hostile,
    })
    expect(first?.published).toBe('2026-11-24T11:03:00.000Z')
    expect(first?.authors.map((entry) => entry.name)).toEqual(['Ada <Neri>', 'Ugo Bruni'])
    expect(first?.categories.map((entry) => entry.term)).toEqual(['Città', 'Ponti & strade'])
    expect(first?.content).toContain('<h2>Capo primo</h2>')
    expect(first?.content).toContain(`<img src="${siteUrl}/media/7/ab12cd34-1280.jpg"`)
    // What nobody signed is, by RFC 4287, the work of the feed's own author.
    expect(second?.authors.map((entry) => entry.name)).toEqual(format === 'atom' ? ['Altana'] : [])
  }
})

it('Atom says when an article was changed', () => {
  const read = independently(writeFeed(feed(two), 'atom'))
  expect(read.items[0]?.updated).toBe('2026-11-24T15:00:00.000Z')
  expect(read.updated).toBe('2026-11-24T15:00:00.000Z')
})

it.each(feedFormats)('%s is recognised as what it is and has the full text of every article', (format) => {
  const read = parseFeed(writeFeed(feed(two), format))
  expect(read.format).toBe(format)
  const text = JSON.stringify(read.feed)
  for (const words of ['Capo primo', 'Una nota.', 'Il filmato', 'Si passa.']) expect(text).toContain(words)
  expect(text).not.toMatch(/<(?:script|iframe|style)|javascript:/)
})

it('a JSON Feed has what version 1.1 asks for', () => {
  const read = JSON.parse(writeFeed(feed(two, { path: '/citta', title: 'Città' }), 'json'))
  expect(read).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Altana: Città',
    home_page_url: `${siteUrl}/citta`,
    feed_url: `${siteUrl}/citta/feed.json`,
    language: 'it',
  })
  expect(read.items[0]).toMatchObject({
    id: 'tag:testata.example,2026-11-24:article-2',
    title: hostile,
    date_published: '2026-11-24T11:03:00.000Z',
    date_modified: '2026-11-24T15:00:00.000Z',
    authors: [{ name: 'Ada <Neri>', url: `${siteUrl}/authors/autore-1` }, { name: 'Ugo Bruni' }],
    image: `${siteUrl}/media/7/ab12cd34-16x9.jpg`,
  })
  expect(read.items[1]).not.toHaveProperty('summary')
  expect(read.items[1]).not.toHaveProperty('image')
})

it('a feed names its own address and the page it follows', () => {
  expect(writeFeed(feed([]), 'rss')).toContain(`href="${siteUrl}/feed.xml" rel="self"`)
  const read = parseFeed(writeFeed(feed([], { path: '/topics/posidonia', title: 'Posidonia' }), 'atom'))
  expect(read).toMatchObject({
    feed: {
      title: { value: 'Altana: Posidonia' },
      links: [
        { href: `${siteUrl}/topics/posidonia` },
        { href: `${siteUrl}/topics/posidonia/atom.xml`, rel: 'self' },
      ],
    },
  })
})

it('an article keeps its id when its address and headline change', () => {
  const id = (over: Parameters<typeof teaser>[0]) =>
    JSON.parse(writeFeed(feed([item({ teaser: teaser(over) })]), 'json')).items[0].id
  expect(id({ path: '/mare/altro', headline: 'Altro', updatedAt: 1 })).toBe(id({}))
  expect(id({ id: 3 })).not.toBe(id({}))
})

it('RSS and Atom are well-formed for another reader of XML, empty or full of signs', async () => {
  const written = (['rss', 'atom'] as const).flatMap((format) => [
    writeFeed(feed(two, { title: hostile, description: hostile }), format),
    writeFeed(feed([]), format),
  ])
  expect(await xmlErrors(...written)).toEqual([])
})

it('a control character in a headline or text does not make a feed unreadable', async () => {
  const bad = item({ teaser: teaser({ headline: 'Il\u000bponte' }), body: doc(paragraph('Si\u0001passa.')) })
  expect(await xmlErrors(writeFeed(feed([bad]), 'rss'), writeFeed(feed([bad]), 'atom'))).toEqual([])
})
