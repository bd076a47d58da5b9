import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { clicksByVariant, clicksOf } from '@/features/figures/data.ts'
import { Clicks } from '@/server/clicks.ts'
import { freshDatabase } from '../../factories/database.ts'
import { addIssueRow } from '../../factories/issues.ts'

freshDatabase()

const reader = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const get = (headers: Record<string, string> = {}, method = 'GET') =>
  ({ method, headers: { 'user-agent': reader, ...headers } }) as unknown as IncomingMessage
const none = { total: 0, byVariant: { a: 0, b: 0 }, paths: [] }

it('clicks are counted by issue, subject and page, over several minutes', async () => {
  const id = await addIssueRow()
  const clicks = new Clicks()
  for (const query of [`n=${id}-a`, `x=1&n=${id}-a`, `n=${id}-b&utm=2`])
    clicks.count(get(), '/citta/ponte', query)
  await clicks.flush()
  clicks.count(get(), '/', `n=${id}-b`)
  clicks.count(get(), '/', `n=${id}`)
  clicks.count(get(), '/citta/ponte', `n=${id}-b`)
  await clicks.flush()
  await clicks.flush()
  expect(await clicksOf(id)).toEqual({
    total: 6,
    byVariant: { a: 2, b: 3 },
    paths: [
      { path: '/citta/ponte', count: 4 },
      { path: '/', count: 2 },
    ],
  })
  expect(await clicksByVariant(id)).toEqual({ a: 2, b: 3 })
})

it('issues that nobody was sent are not counted, nor numbers that somebody made up', async () => {
  const draft = await addIssueRow({ status: 'draft', startedAt: null })
  const clicks = new Clicks()
  for (const id of [draft, 4711]) clicks.count(get(), '/citta/ponte', `n=${id}-a`)
  await clicks.flush()
  expect([await clicksOf(draft), await clicksOf(4711)]).toEqual([none, none])
})

it('programs, what is fetched ahead, other methods and other addresses are no clicks', async () => {
  const id = await addIssueRow()
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
  const id = await addIssueRow()
  const clicks = new Clicks()
  for (let i = 0; i < 20_010; i++) clicks.count(get(), `/citta/articolo-${i}`, `n=${id}`)
  clicks.count(get(), '/citta/articolo-0', `n=${id}`)
  await clicks.flush()
  expect((await clicksOf(id)).total).toBe(20_001)
})
