import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { JsonLd } from '@/components/ui/json-ld.tsx'
import { genres } from '@/features/articles/schema.ts'
import { articleLd, breadcrumbsLd, organisationLd, profileLd, siteLd } from '@/features/discovery/json-ld.ts'
import { article, author, picture, publication, siteUrl } from '@/tests/factories/views.ts'

const site = { publication: publication(), siteUrl }
const section = {
  id: 2,
  slug: 'citta',
  name: 'Città',
  description: '',
  parentId: null,
  position: 0,
  path: '/citta',
}

type Ld = Record<string, unknown>
/** The article and the breadcrumbs as a search engine reads them. */
function read(over: Parameters<typeof article>[0] = {}): [Ld, Ld] {
  const ld = articleLd(site, article(over), [section])
  const graph = (JSON.parse(JSON.stringify(ld)) as { '@graph': Ld[] })['@graph']
  return [graph[0] ?? {}, graph[1] ?? {}]
}

it('an article says what, when, where and by whom', () => {
  const [ld] = read({
    updatedAt: Date.parse('2026-11-24T15:00:00Z'),
    tags: [{ slug: 'ponti', name: 'Ponti' }],
  })
  expect(ld).toMatchObject({
    '@type': 'NewsArticle',
    headline: 'Il ponte riapre',
    url: `${siteUrl}/citta/ponte`,
    mainEntityOfPage: `${siteUrl}/citta/ponte`,
    datePublished: '2026-11-24T12:03:00+01:00',
    dateModified: '2026-11-24T16:00:00+01:00',
    inLanguage: 'it',
    articleSection: 'Città',
    keywords: ['Ponti'],
    isAccessibleForFree: true,
    author: [{ '@type': 'Person', name: 'Ada Neri', url: `${siteUrl}/authors/ada-neri` }],
    publisher: { '@type': 'NewsMediaOrganization', name: 'Altana' },
  })
})

it('an article that was never changed was changed when it was published', () => {
  const [ld] = read()
  expect(ld['dateModified']).toBe(ld['datePublished'])
})

it('each author has an entry of their own, by name only; without one the newspaper signs', () => {
  const newsroom = author({ id: 2, slug: 'redazione', name: 'La redazione', kind: 'organisation' })
  expect(read({ authors: [author(), newsroom] })[0]['author']).toEqual([
    { '@type': 'Person', name: 'Ada Neri', url: `${siteUrl}/authors/ada-neri` },
    { '@type': 'Organization', name: 'La redazione', url: `${siteUrl}/authors/redazione` },
  ])
  expect(read({ authors: [] })[0]['author']).toEqual([
    { '@type': 'Organization', name: 'Altana', url: `${siteUrl}/` },
  ])
})

it('every genre has a type of schema.org', () => {
  for (const genre of genres) expect(read({ genre })[0]['@type']).toMatch(/(?:NewsArticle|LiveBlogPosting)$/)
  expect(read({ genre: 'opinion' })[0]['@type']).toBe('OpinionNewsArticle')
})

it('a picture comes in the three shapes that are asked for, with its credit; without one there is none', () => {
  const images = read({ hero: { ...picture(), caption: 'Il porto' } })[0]['image'] as Ld[]
  expect(images.map((image) => [image['url'], image['width'], image['height']])).toEqual([
    [`${siteUrl}/media/7/ab12cd34-16x9.jpg`, 1200, 675],
    [`${siteUrl}/media/7/ab12cd34-4x3.jpg`, 1200, 900],
    [`${siteUrl}/media/7/ab12cd34-1x1.jpg`, 1200, 1200],
  ])
  expect(images[0]).toMatchObject({ creditText: 'Foto di Ada Neri', caption: 'Il porto' })
  expect(read()[0]).not.toHaveProperty('image')
})

it('what is not known is left out, never empty', () => {
  const empty = Object.entries(read({ standfirst: '', place: '' })[0]).filter(
    ([, value]) => value === '' || value === null,
  )
  expect(empty).toEqual([])
})

it('corrections are said with their date', () => {
  const at = Date.parse('2026-11-25T08:00:00Z')
  const corrections = [
    { id: 1, type: 'correction' as const, text: 'È lungo 80 metri.', position: 'bottom' as const, at },
  ]
  expect(read({ corrections })[0]['correction']).toEqual([
    { '@type': 'CorrectionComment', text: 'È lungo 80 metri.', datePublished: '2026-11-25T09:00:00+01:00' },
  ])
  expect(read()[0]).not.toHaveProperty('correction')
})

it('breadcrumbs lead from the front page through the sections to the article', () => {
  const [, crumbs] = read()
  expect(crumbs['itemListElement']).toEqual([
    { '@type': 'ListItem', position: 1, name: 'Altana', item: `${siteUrl}/` },
    { '@type': 'ListItem', position: 2, name: 'Città', item: `${siteUrl}/citta` },
    { '@type': 'ListItem', position: 3, name: 'Il ponte riapre', item: `${siteUrl}/citta/ponte` },
  ])
  expect(breadcrumbsLd(siteUrl, [])['itemListElement']).toEqual([])
})

it('the newspaper, its search and its authors are described', () => {
  expect(organisationLd(site)).toMatchObject({
    '@type': 'NewsMediaOrganization',
    correctionsPolicy: `${siteUrl}/corrections`,
  })
  expect(JSON.stringify(siteLd(site))).toContain(`${siteUrl}/search?q={search_term_string}`)
  expect(profileLd(site, author({ expertise: ['porti'] }))).toMatchObject({
    '@type': 'ProfilePage',
    mainEntity: { name: 'Ada Neri', jobTitle: 'Cronista', knowsAbout: ['porti'] },
  })
})

it('no text can end the script element that holds the data', () => {
  const headline = '</script><script>alert(1)</script><!-- <script> ]]>'
  const html = renderToStaticMarkup(<JsonLd data={articleLd(site, article({ headline }), [section])} />)
  expect(html.match(/<\/?script/g)).toEqual(['<script', '</script'])
  expect(html).not.toContain('<!--')
  const data = JSON.parse(html.replace(/^<script[^>]*>|<\/script>$/g, ''))
  expect(data['@graph'][0].headline).toBe(headline)
})
