import { XMLParser } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { writeCorrectionsFeed } from '@/features/corrections/feeds.ts'
import { it as italian } from '@/lib/i18n/it.ts'
import { publication } from '../../factories/views.ts'

const source = {
  publication: publication(),
  siteUrl: 'https://www.example.org',
  t: italian,
  corrections: [
    {
      id: 7,
      type: 'correction' as const,
      text: 'Il ponte è lungo 40 metri & non 50.',
      position: 'bottom' as const,
      at: Date.parse('2026-11-24T09:00:00Z'),
      path: '/citta/ponte',
      headline: 'Il ponte riapre',
    },
  ],
}
const parse = (xml: string) => new XMLParser({ ignoreAttributes: false }).parse(xml)

it('each correction is an item that leads to its article and keeps its name', () => {
  const { channel } = parse(writeCorrectionsFeed(source, 'rss')).rss
  expect(channel.link).toBe('https://www.example.org/corrections')
  expect(channel.item).toMatchObject({
    title: 'Correzione: Il ponte riapre',
    link: 'https://www.example.org/citta/ponte',
    guid: { '#text': 'tag:www.example.org,2026-11-24:correction-7' },
  })
  expect(channel.item.description).toContain('40 metri')
})

it('says the same as Atom and as JSON', () => {
  const { feed } = parse(writeCorrectionsFeed(source, 'atom'))
  expect(feed.entry).toMatchObject({ id: 'tag:www.example.org,2026-11-24:correction-7' })
  const json = JSON.parse(writeCorrectionsFeed(source, 'json'))
  expect(json.feed_url).toBe('https://www.example.org/corrections/feed.json')
  expect(json.items).toMatchObject([{ url: 'https://www.example.org/citta/ponte' }])
})

it('can be empty', () => {
  for (const format of ['rss', 'atom', 'json'] as const)
    expect(writeCorrectionsFeed({ ...source, corrections: [] }, format).length).toBeGreaterThan(50)
})
