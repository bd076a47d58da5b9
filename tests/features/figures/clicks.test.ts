import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { addClicks, clickTotals } from '@/db/metrics.ts'
import { clicksByVariant, clicksOf } from '@/features/figures/data.ts'
import { pruneClicks } from '@/features/figures/mutations.ts'
import { readEnv } from '@/lib/env.mjs'
import { Clicks } from '@/server/clicks.ts'
import { addArticle, freshDatabase } from '../../factories/database.ts'
import { doc, link, paragraph, text } from '../../factories/documents.ts'
import { addIssueRow } from '../../factories/issues.ts'
import { addSent } from '../../factories/sent-issues.ts'

freshDatabase()

const reader = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const get = (headers: Record<string, string> = {}, method = 'GET') =>
  ({ method, headers: { 'user-agent': reader, ...headers } }) as unknown as IncomingMessage
const none = { total: 0, byVariant: { a: 0, b: 0 }, paths: [] }

const day = 24 * 3_600_000

/** An issue that went out, with /citta/ponte in it. */
const addOut = async (how: Parameters<typeof addSent>[1] = {}) =>
  addSent({ articles: [await addArticle()] }, how)

it('clicks are counted by issue, subject and page, over several minutes', async () => {
  const id = await addOut({ subjects: 2 })
  const clicks = new Clicks()
  for (const query of [`n=${id}-a`, `x=1&n=${id}-a`, `n=${id}-b&utm=2`])
    clicks.count(get(), '/citta/ponte', query)
  await clicks.flush()
  clicks.count(get(), '/', `n=${id}-b`)
  clicks.count(get(), '/', `n=${id}-a`)
  clicks.count(get(), '/citta/ponte', `n=${id}-b`)
  await clicks.flush()
  await clicks.flush()
  expect(await clicksOf(id)).toEqual({
    total: 6,
    byVariant: { a: 3, b: 3 },
    paths: [
      { path: '/citta/ponte', count: 4 },
      { path: '/', count: 2 },
    ],
  })
  expect(await clicksByVariant(id)).toEqual({ a: 3, b: 3 })
})

it('issues that nobody was sent lately are not counted, nor numbers that somebody made up', async () => {
  const article = await addArticle()
  const put = (how: Parameters<typeof addSent>[1]) => addSent({ articles: [article] }, how)
  const counted = [
    await put({ slug: 's', status: 'sending' }),
    await put({ slug: 'p', status: 'paused' }),
    await put({ slug: 'c', status: 'cancelled' }), // a part of it had gone out
  ]
  const not = [
    await put({ slug: 'o', at: Date.now() - 31 * day }),
    await addIssueRow({ status: 'draft', startedAt: null }),
    await addIssueRow({ status: 'sending' }), // queued, and not composed yet
    4711,
  ]
  const clicks = new Clicks()
  for (const id of [...counted, ...not]) clicks.count(get(), '/citta/ponte', `n=${id}`)
  await clicks.flush()
  expect(await clickTotals([...counted, ...not])).toEqual(new Map(counted.map((id) => [id, 1])))
})

it('only what a letter links is counted, and only for the subjects that it has', async () => {
  const { siteUrl } = readEnv()
  const other = await addArticle({ slug: 'altro' })
  await addArticle({ slug: 'mai-detto' })
  const intro = doc(
    paragraph(text('x', link(null, other)), 'a', text('x', link(`${siteUrl}/meteo?x=1#y`))),
    paragraph(text('x', link('https://example.org/fuori'))),
  )
  const articles = [await addArticle()]
  const one = await addSent({ intro, articles }, { slug: 'uno' })
  const two = await addSent({ articles }, { slug: 'due', subjects: 2 })
  const clicks = new Clicks()
  const linked = ['/', '/newsletter/archive/mattino/uno', '/citta/ponte', '/citta/altro', '/meteo']
  for (const path of [...linked, '/citta/mai-detto', '/fuori', '/citta'])
    clicks.count(get(), path, `n=${one}`)
  clicks.count(get(), '/citta/ponte', `n=${one}-a`)
  clicks.count(get(), '/citta/ponte', `n=${two}`)
  clicks.count(get(), '/citta/altro', `n=${two}-a`)
  await clicks.flush()
  expect((await clicksOf(one)).paths.map(({ path }) => path).sort()).toEqual(linked.sort())
  expect([await clicksOf(two), await clicksByVariant(one)]).toEqual([none, none.byVariant])
})

it('clicks are kept of the issues that are shown or still counted, of no others', async () => {
  const lately = await Promise.all([1, 2].map((n) => addIssueRow({ startedAt: Date.now() - n * day })))
  const old = await Promise.all([...Array(11).keys()].map((n) => addIssueRow({ startedAt: 1_000 + n })))
  const draft = await addIssueRow({ startedAt: null, status: 'draft' })
  const click = (issue: number) => ({ issue, variant: '' as const, path: '/', count: 1 })
  await addClicks(20_000, [...lately, ...old, draft, 4711].map(click))
  await pruneClicks()
  const kept = await clickTotals([...lately, ...old, draft, 4711])
  expect([...kept.keys()].sort((a, b) => a - b)).toEqual([...lately, ...old.slice(1)].sort((a, b) => a - b))
})

it('programs, what is fetched ahead, other methods and other addresses are no clicks', async () => {
  const id = await addOut()
  const clicks = new Clicks()
  clicks.count(get({ 'user-agent': 'Googlebot/2.1' }), '/citta/ponte', `n=${id}`)
  clicks.count({ method: 'GET', headers: {} } as IncomingMessage, '/citta/ponte', `n=${id}`)
  clicks.count(get({ 'sec-purpose': 'prefetch;prerender' }), '/citta/ponte', `n=${id}`)
  clicks.count(get({ purpose: 'preview' }), '/citta/ponte', `n=${id}`)
  clicks.count(get({}, 'HEAD'), '/citta/ponte', `n=${id}`)
  for (const query of ['', `n=${id}-c`, `n=0${id}`, 'n=', `m=${id}`, `nn=${id}`, `n=${id}x`, 'n=12345678901'])
    clicks.count(get(), '/citta/ponte', query)
  for (const path of ['//citta', '/Citt%C3%A0', '/citta/<b>', `/${'x'.repeat(300)}`])
    clicks.count(get(), path, `n=${id}`)
  await clicks.flush()
  expect(await clicksOf(id)).toEqual(none)
})

it('what is counted at once is bounded', async () => {
  const id = await addOut()
  const clicks = new Clicks()
  clicks.count(get(), '/citta/ponte', `n=${id}`)
  for (let i = 0; i < 20_000; i++) clicks.count(get(), `/citta/articolo-${i}`, `n=${id}`)
  clicks.count(get(), '/', `n=${id}`)
  clicks.count(get(), '/citta/ponte', `n=${id}`)
  await clicks.flush()
  expect(await clicksOf(id)).toMatchObject({ paths: [{ path: '/citta/ponte', count: 2 }] })
})
