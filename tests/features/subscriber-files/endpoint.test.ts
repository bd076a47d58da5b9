// Files of subscribers by the browser. Next is stood in for as far as it brings the request's cookies.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { beforeEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import type { Role } from '@/features/accounts/policy.ts'
import { cookieName, sessionSecret } from '@/features/accounts/session.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { dataEndpoint } from '@/features/subscriber-desk/endpoint.ts'
import { exportEndpoint, importEndpoint } from '@/features/subscriber-files/endpoint.ts'
import type { ImportMessage } from '@/features/subscriber-files/schema.ts'
import { dataDir, everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { member, session } from '../../factories/members.ts'

const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-testata-address': '192.0.2.1' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
}))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next/cache', () => ({ cacheLife() {}, cacheTag() {} }))

freshDatabase()
beforeEach(async () => {
  jar.clear()
  await write((tx) => ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' }))
})

async function signIn(role: Role) {
  const person = await member(role)
  const sid = await session(person)
  jar.set(cookieName(), await encode({ token: { sid }, secret: sessionSecret(), maxAge: 3600 }))
}
const base = 'http://localhost/api/admin'
const send = (body: BodyInit, query = '') =>
  importEndpoint(new Request(`${base}/subscribers/import${query}`, { method: 'POST', body }))
const messages = async (response: Response) =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportMessage)
const left = () => {
  const folder = path.join(dataDir(), 'incoming')
  return existsSync(folder) ? readdirSync(folder) : []
}
const header = 'email,lists,consent_source'

it('says how far it is, what it refused and how it ended, and leaves no file behind', async () => {
  await signIn('administrator')
  const said = await messages(await send(`${header}\nada@example.org,daily,fiera\nnobody,daily,fiera\n`))
  expect(said.map(({ type }) => type)).toEqual(['header', 'refused', 'progress', 'done'])
  expect(said[0]).toEqual({ type: 'header', format: 'testata', cells: header.split(','), rows: 2 })
  expect(said[1]).toMatchObject({ rows: [{ line: 3, reason: 'email', cells: ['nobody', 'daily', 'fiera'] }] })
  expect(said[3]).toMatchObject({ report: { rows: 2, added: 1, refusedRows: 1 } })
  expect(left()).toEqual([])
  expect(rows('SELECT actor FROM audit_log WHERE event = ?', 'subscribers.import')).toEqual([
    { actor: 'Una administrator' },
  ])
})

it('takes what rows do not say from the address, and writes nothing on trial', async () => {
  await signIn('administrator')
  const query = '?source=Sito%20di%20prima&lists=daily'
  const trial = await messages(await send('email\nada@example.org\n', `${query}&trial=1`))
  expect(trial.at(-1)).toMatchObject({ report: { dryRun: true, added: 1 } })
  expect(rows('SELECT 1 FROM subscribers')).toEqual([])
  await messages(await send('email\nada@example.org\n', query))
  expect(rows('SELECT email, consent_source FROM subscribers')).toEqual([
    { email: 'ada@example.org', consent_source: 'Sito di prima' },
  ])
})

it.each([
  ['csv-encoding', Buffer.from('email\nnicol\xf2@example.org\n', 'latin1')],
  ['csv-columns', Buffer.from('name\nAda\n')],
  ['csv-consent', Buffer.from('email,subscribed_to_emails\nada@example.org,true\n')],
])('a file that is refused as a whole changes nothing, and the words say why: %s', async (code, file) => {
  await signIn('administrator')
  const before = everyRow()
  const [said, ...more] = await messages(await send(file))
  expect([said, more]).toEqual([{ type: 'failed', code, message: expect.stringMatching(/\p{L}{3}/u) }, []])
  expect([everyRow(), left()]).toEqual([before, []])
})

it('an upload that breaks off leaves nothing', async () => {
  await signIn('administrator')
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(`${header}\nada@example.org,daily,fiera\n`)),
    pull: (controller) => controller.error(new Error('gone')),
  })
  const request = new Request(`${base}/subscribers/import`, {
    method: 'POST',
    body: broken,
    duplex: 'half',
  } as never)
  const answer = await importEndpoint(request)
  expect([answer.status, (await answer.json()).error.code]).toEqual([422, 'upload-broken'])
  expect([left(), rows('SELECT 1 FROM subscribers')]).toEqual([[], []])
})

it('whoever may not see addresses neither brings any nor takes any along', async () => {
  await signIn('editor')
  const before = everyRow()
  expect((await send(`${header}\nada@example.org,daily,fiera\n`)).status).toBe(403)
  expect((await exportEndpoint(new Request(`${base}/subscribers.csv`))).status).toBe(403)
  expect([everyRow(), left()]).toEqual([before, []])
})

it('everybody goes out as a file with a byte order mark; one person’s data as theirs alone', async () => {
  await signIn('administrator')
  await messages(await send(`${header}\nada@example.org,daily,fiera\n`))
  const file = await exportEndpoint(new Request(`${base}/subscribers.csv`))
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="subscribers.csv"')
  expect(Buffer.from(await file.arrayBuffer()).toString()).toMatch(/^\uFEFFemail,.*\r\nada@example\.org,/)
  const data = (id: string) =>
    dataEndpoint(new Request(`${base}/subscribers/${id}`), { params: Promise.resolve({ id }) })
  expect(await (await data('1')).json()).toMatchObject({ email: 'ada@example.org' })
  expect([(await data('2')).status, (await data('x')).status]).toEqual([404, 404])
})
