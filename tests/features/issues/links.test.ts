import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { contentOf, findIssue } from '@/features/issues/data.ts'
import { createIssue } from '@/features/issues/mutations.ts'
import { checkLinks } from '@/features/issues/worker.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { putRedirect } from '@/features/redirects/mutations.ts'
import type { Network } from '@/lib/public-fetch.ts'
import { addArticle, addDraft, freshDatabase } from '../../factories/database.ts'
import { doc, link, paragraph, text } from '../../factories/documents.ts'

freshDatabase()

let server: Server
let origin: string
const network: Network = {
  resolve: async () => ['127.0.0.1'],
  allow: (address) => address === '127.0.0.1',
  ports: 'all',
}
beforeAll(async () => {
  server = createServer((request, response) => {
    const status = Number.parseInt(request.url?.slice(1) ?? '', 10)
    if (status === 0) return void request.socket.destroy()
    response.writeHead(status).end('x')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

it('each link of the texts is looked at: our own in the database, those of others where they lead', async () => {
  const shown = await addArticle({ slug: 'ponte' })
  const draft = await addDraft({ slug: 'bozza' })
  await putRedirect(systemActor, { before: '', from: '/vecchia', to: '/citta/ponte', seen: '' })
  const to = (href: string | null, articleId: number | null = null) => text('x', link(href, articleId))
  const body = doc(paragraph(to(null, shown), 'a', to(null, draft), 'b', to('/citta/bozza', draft)), {
    type: 'relatedArticle',
    attrs: { articleId: 999 },
  })
  const letter = await addArticle({ slug: 'lettera', body })
  const external = [200, 404, 410, 403, 503, 0].map((status) => `${origin}/${status}`)
  const intro = doc(
    ...['/citta/ponte/?a=1#b', 'http://127.0.0.1:3000/citta', '/vecchia', '/nulla', '/%zz', '/admin/articles']
      .concat('mailto:a@example.org', external, external)
      .map((href) => paragraph(to(href))),
  )
  const newsletterId = await write((tx) => ensureNewsletter(tx, { slug: 'mattino', name: 'Il mattino' }))
  const id = await write((tx) =>
    createIssue(tx, systemActor, { newsletterId, kind: 'letter', articles: [letter], intro }),
  )
  const issue = await findIssue(id)
  const content = issue && (await contentOf(issue))
  const found = content ? await checkLinks(content, network) : []
  expect(found.filter(({ where }) => where === 'article').map(({ url, state }) => [url, state])).toEqual([
    ['/citta/ponte', 'ok'],
    ['', 'missing'],
    ['/citta/bozza', 'missing'],
    ['', 'missing'],
  ])
  expect(found.filter(({ where }) => where === 'intro').map(({ url, state }) => [url, state])).toEqual([
    ['/citta/ponte/?a=1#b', 'ok'],
    ['http://127.0.0.1:3000/citta', 'ok'],
    ['/vecchia', 'moved'],
    ['/nulla', 'missing'],
    ['/%zz', 'missing'],
    ['/admin/articles', 'private'],
    ['mailto:a@example.org', 'ok'],
    [external[0], 'ok'],
    [external[1], 'missing'],
    [external[2], 'missing'],
    [external[3], 'unsure'],
    [external[4], 'unsure'],
    [external[5], 'unreachable'],
  ])
  // From inside, the network that readers cannot see is not looked at.
  const guarded = content ? await checkLinks(content) : []
  expect(guarded.find(({ url }) => url === external[0])?.state).toBe('private')
})

it('of very many links some are not looked at', async () => {
  const content = {
    intro: doc(...Array.from({ length: 100 }, (_, i) => paragraph(text('x', link(`${origin}/200?${i}`))))),
    letter: null,
    links: {},
  }
  const found = await checkLinks(content as never, network)
  expect(found).toHaveLength(100)
  expect(found.slice(0, 5).every(({ state }) => state !== 'unsure')).toBe(true)
  expect(found.filter(({ state }) => state === 'unsure').length).toBe(40)
})
