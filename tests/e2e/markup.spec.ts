import { expect, test } from '@playwright/test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { articlePaths, pageKinds, url } from './site.ts'
import { validator } from './validator.ts'

test('every kind of page, and every demo article, is valid HTML', async () => {
  test.setTimeout(180_000)
  const paths = [...Object.values(await pageKinds()), ...(await articlePaths())]
  const found: string[] = []
  for (const path of paths) {
    const html = await (await fetch(url + path)).text()
    const report = await validator.validateString(html)
    for (const result of report.results)
      for (const message of result.messages) found.push(`${path}: ${message.ruleId}: ${message.message}`)
  }
  expect([...new Set(found)]).toEqual([])
})

test('structured data parses and says what the page says', async () => {
  const [path = '/'] = await articlePaths()
  const html = await (await fetch(url + path)).text()
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null')
  const [article, crumbs] = data['@graph']
  expect(html).toContain(`<h1>${article.headline.replaceAll('&', '&amp;')}</h1>`)
  expect(article['@type']).toMatch(/NewsArticle$/)
  expect(html).toContain(`datetime="${article.datePublished}"`.replace('datetime', 'dateTime'))
  expect(article.publisher['@type']).toBe('NewsMediaOrganization')
  expect(crumbs.itemListElement.at(-1).item).toBe(url + path)
  expect(html).toContain(`<link rel="canonical" href="${url}${path}"/>`)
  expect(html).toMatch(/<meta property="og:image" content="http[^"]+"\/>/)
})

test('feeds and sitemaps are well-formed and every address in them answers 200', async () => {
  test.setTimeout(120_000)
  const parser = new XMLParser({ ignoreAttributes: false })
  const load = async (address: string) => {
    const answer = await fetch(address)
    const body = await answer.text()
    expect([address, answer.status, XMLValidator.validate(body)]).toEqual([address, 200, true])
    return parser.parse(body)
  }
  for (const list of ['', '/sport', '/authors/samira-belkadi', '/topics/treni-notturni']) {
    const rss = await load(`${url}${list}/feed.xml`)
    const atom = await load(`${url}${list}/atom.xml`)
    const json = (await (await fetch(`${url}${list}/feed.json`)).json()) as {
      items: { url: string; content_html: string }[]
    }
    const links = [rss.rss.channel.item].flat().map((item: { link: string }) => item.link)
    expect(links).toEqual(json.items.map((item) => item.url))
    expect([atom.feed.entry].flat()).toHaveLength(links.length)
    expect(json.items.every((item) => item.content_html.length > 500)).toBe(true)
  }
  const index = await load(`${url}/sitemap.xml`)
  const files = [index.sitemapindex.sitemap].flat().map((entry: { loc: string }) => entry.loc)
  const addresses: string[] = []
  for (const file of files)
    addresses.push(...[(await load(file)).urlset.url].flat().map((entry: { loc: string }) => entry.loc))
  await load(`${url}/news-sitemap.xml`)
  expect(addresses.length).toBeGreaterThan(60)
  expect(new Set(addresses).size).toBe(addresses.length)
  const bad: string[] = []
  for (const address of addresses) {
    const { status } = await fetch(address, { redirect: 'manual' })
    if (status !== 200) bad.push(`${status} ${address}`)
  }
  expect(bad).toEqual([])
})

test('robots, manifest, icons and the social picture are there', async () => {
  for (const [path, type] of [
    ['/robots.txt', 'text/plain'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/favicon.ico', 'image/x-icon'],
    ['/icons/icon-192.png', 'image/png'],
    ['/icons/icon-512.png', 'image/png'],
    ['/icons/maskable-512.png', 'image/png'],
    ['/icons/apple-touch-icon.png', 'image/png'],
    ['/icons/social.png', 'image/png'],
  ] as const) {
    const answer = await fetch(url + path)
    expect([path, answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([
      path,
      200,
      type,
    ])
  }
  expect((await fetch(`${url}/icons/none.png`)).status).toBe(404)
})
