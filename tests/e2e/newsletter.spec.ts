// Joining and leaving the newsletter as a reader does, without scripts, with a real mail server. A server of its own.
import { rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { type Running, startServer, temporaryFolder } from './server.ts'
import { cli } from './site.ts'

test.describe.configure({ mode: 'serial' })
test.use({ javaScriptEnabled: false })

const mails: ParsedMail[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, callback) => {
    simpleParser(stream).then((mail) => {
      mails.push(mail)
      callback()
    }, callback)
  },
})
let server: Running
test.beforeAll(async () => {
  test.setTimeout(180_000) // a first start with the demo, beside others
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  server = await startServer(temporaryFolder(), {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'L’Altana <redazione@example.org>'.replace('’', "'"),
  })
})
test.afterAll(async () => {
  await server.stop()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  rmSync(server.dataDir, { recursive: true, force: true })
})

async function mailTo(address: string, count = 1): Promise<ParsedMail> {
  const to = (mail: ParsedMail) => JSON.stringify(mail.to).includes(address)
  await expect.poll(() => mails.filter(to).length, { timeout: 20_000 }).toBe(count)
  return mails.findLast(to) as ParsedMail
}
const linksIn = (mail: ParsedMail) => mail.text?.match(/http:\S+/g) ?? []
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const post = (url: string, body: BodyInit = new URLSearchParams(), headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers, redirect: 'manual' })

let preferences = ''
test('from an article to a confirmed subscription; scanners that open the link change nothing', async ({
  page,
}) => {
  await page.goto(server.url)
  await page.locator('main h2 a, main h3 a').first().click()
  await page.getByLabel('Indirizzo email').fill('Ada@Example.org')
  await page.locator('section.newsletter button').click()
  await expect(heading(page)).toHaveText('Richiesta ricevuta')
  const mail = await mailTo('ada@example.org')
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  const [confirm = '', refuse = ''] = linksIn(mail)
  expect(refuse).toBe(`${confirm}/non-sono-io`)
  for (const url of [confirm, confirm, refuse])
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(url, { method })
      expect([
        answer.status,
        answer.headers.get('cache-control'),
        answer.headers.get('referrer-policy'),
      ]).toEqual([200, 'no-store', 'no-referrer'])
      expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    }
  await page.goto(confirm)
  await expect(heading(page)).toHaveText('Conferma l’iscrizione')
  await page.getByRole('button', { name: 'Conferma l’iscrizione' }).click()
  await expect(heading(page)).toHaveText('Iscrizione confermata')
  preferences =
    (await page.getByRole('link', { name: 'Scegli che cosa ricevere' }).getAttribute('href')) ?? ''
  expect(preferences).toMatch(/^\/newsletter\/preferences\/k1\./)
  await page.goto(confirm)
  await expect(heading(page)).toHaveText('Iscrizione confermata')
})

test('lists, a break and one’s data are set by a link; the address is not told to who got it passed on', async ({
  page,
}) => {
  await page.goto(server.url + preferences)
  await expect(page.getByText('a•••@example.org')).toBeVisible()
  await expect(page.getByLabel(/L’Altana del mattino/)).toBeChecked()
  await page.getByLabel(/La settimana/).check()
  await page.getByLabel('Quanto spesso').selectOption('Al massimo una volta alla settimana')
  await page.getByLabel('Fai una pausa').selectOption('Per un mese')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByRole('status')).toContainText('apri il collegamento e conferma')
  await expect(page.getByLabel(/La settimana/)).not.toBeChecked()
  await expect(page.getByLabel('Quanto spesso')).toHaveValue('weekly')
  const [add = ''] = linksIn(await mailTo('ada@example.org', 2))
  await page.goto(add)
  await page.getByRole('button', { name: 'Conferma l’iscrizione' }).click()
  await page.goto(server.url + preferences)
  await expect(page.getByLabel(/La settimana/)).toBeChecked()
  await expect(page.getByLabel('Fai una pausa')).toContainText('In pausa fino al')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByRole('status')).toHaveText('Le tue scelte sono salvate.')
  await page.getByRole('button', { name: 'Mandami il collegamento' }).click()
  const [link = ''] = linksIn(await mailTo('ada@example.org', 3))
  const file = await post(link, new URLSearchParams({ download: '1' }))
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect(await file.json()).toMatchObject({ email: 'ada@example.org', status: 'confirmed' })
  await page.goto(link)
  await expect(page.locator('pre')).toContainText('ada@example.org')
})

test('one click leaves, as mail programs send it; opening the page does not', async ({ page }) => {
  const url = server.url + preferences.replace('/newsletter/preferences', '/u')
  await page.goto(url)
  await expect(heading(page)).toHaveText('Cancella l’iscrizione')
  await page.goto(server.url + preferences)
  await expect(page.getByLabel(/La settimana/)).toBeChecked()
  const one = new FormData()
  one.set('List-Unsubscribe', 'One-Click')
  for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), one]) {
    const answer = await post(url, body, { origin: 'https://mail.example' })
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('Iscrizione cancellata'),
    ])
  }
  await page.goto(server.url + preferences)
  await expect(page.getByText('Questa iscrizione non c’è più.')).toBeVisible()
  await expect(page.getByLabel(/La settimana/)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Mandami il collegamento' })).toBeVisible()
  const forged = await post(url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))
  expect(forged.status).toBe(404)
})

test('whoever did not ask for it says so once, and is left alone', async ({ page }) => {
  await page.goto(`${server.url}/newsletter`)
  await page.getByLabel('Indirizzo email').fill('vittima@example.org')
  await page.getByRole('button', { name: 'Registrati' }).click()
  const [confirm = '', refuse = ''] = linksIn(await mailTo('vittima@example.org'))
  await page.goto(confirm)
  await page.getByRole('link', { name: /Non sono stato io/ }).click()
  await expect(page).toHaveURL(refuse)
  await page.getByRole('button', { name: 'Non scrivetemi più' }).click()
  await expect(heading(page)).toHaveText('Non ti scriveremo più')
  await page.goto(confirm)
  await expect(heading(page)).toHaveText('Non ti scriveremo più')
})

test('a page that was kept open over an update still subscribes; an action of before leads to the form', async () => {
  // What the form in an old page sends, to the address that never changes.
  const fields = new URLSearchParams({ source: '/citta/ponte', website: '', email: 'nuova@example.org' })
  const taken = await post(`${server.url}/newsletter/subscribe`, fields, { origin: server.url })
  expect([taken.status, taken.headers.get('location')]).toEqual([303, '/newsletter/thanks'])
  await mailTo('nuova@example.org')
  const dead = new FormData()
  for (const [name, value] of [...fields, [`$ACTION_ID_${'0'.repeat(42)}`, '']])
    dead.set(name ?? '', value ?? '')
  const body = Buffer.from(await new Response(dead).arrayBuffer())
  const type = `multipart/form-data; boundary=${/^--(\S+)/.exec(body.toString())?.[1]}`
  const answer = await post(`${server.url}/newsletter`, body, { origin: server.url, 'content-type': type })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/newsletter'])
  expect((await fetch(`${server.url}/newsletter`)).status).toBe(200)
})

test('the answer is the same for an address that is new, waiting, confirmed, gone or not to be written to', async () => {
  const file = path.join(server.dataDir, 'in.csv')
  writeFileSync(file, 'email,lists,consent_source\nconfermata@example.org,daily,fiera\n')
  expect((await cli(['subscribers', 'import', file], server.dataDir)).code).toBe(0)
  const answers = new Set<string>()
  for (const name of ['mai-vista', 'nuova', 'confermata', 'vittima', 'ada']) {
    const fields = new URLSearchParams({ source: '/', website: '', email: `${name}@example.org` })
    const answer = await post(`${server.url}/newsletter/subscribe`, fields)
    expect(answer.status).toBe(303)
    const headers = [...answer.headers].filter(([header]) => header !== 'date')
    answers.add(JSON.stringify([headers, await answer.text()]))
  }
  expect(answers.size).toBe(1)
})

test('links that are none of ours lead nowhere, and much that is posted is refused', async () => {
  const nothing = 'x'.repeat(43)
  for (const at of [
    `/newsletter/confirm/${nothing}`,
    `/newsletter/confirm/${nothing}/non-sono-io`,
    `/newsletter/data/${nothing}`,
    '/newsletter/preferences/k1.0000000000000000.0.aaaaaaaaaaaaaaaaaaaaaa',
    '/u/k1.0000000000000000.0.aaaaaaaaaaaaaaaaaaaaaa',
    '/u/anything',
  ]) {
    expect([at, (await fetch(server.url + at)).status]).toEqual([at, 404])
    const { status } = await post(server.url + at)
    expect([at, [404, 405].includes(status)]).toEqual([at, true])
  }
  const large = await post(server.url + preferences, 'x'.repeat(20_000))
  expect(large.status).toBe(413)
})

test('what a letter leads to is counted, by issue, subject and page; robots, made-up issues and links are not', async () => {
  const feed = (await (await fetch(`${server.url}/feed.json`)).json()) as { items: { url: string }[] }
  const [page = '', other = ''] = feed.items.map(({ url }) => new URL(url).pathname)
  const text = { type: 'doc', content: [] }
  const content = { newsletter: { slug: 'x' }, intro: text, items: [{ path: page }], letter: null, links: {} }
  const db = new Database(path.join(server.dataDir, 'testata.db'))
  const { lastInsertRowid: issue } = db
    .prepare(
      `INSERT INTO newsletter_issues
         (newsletter_id, kind, status, intro, source, content, message_a, message_b, started_at, created_at, updated_at)
       SELECT id, 'digest', 'done', '{"type":"doc","content":[]}', '{"from":"hand"}', ?, '', '', ?, 1, 1
       FROM newsletters LIMIT 1`,
    )
    .run(JSON.stringify(content), Date.now())
  db.close()
  const open = (query: string, agent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0', at = page) =>
    fetch(`${server.url}${at}?${query}`, { headers: { 'user-agent': agent } })
  for (const query of [`n=${issue}-a`, `n=${issue}-a`, `n=${issue}-b`, 'n=999']) await open(query)
  await open(`n=${issue}-a`, 'Googlebot/2.1')
  await open(`n=${issue}-a`, undefined, other) // not in that letter
  await server.stop() // what was counted is written at the latest now
  const metrics = new Database(path.join(server.dataDir, 'metrics.db'), { readonly: true })
  const rows = metrics.prepare('SELECT issue, variant, path, count FROM letter_clicks ORDER BY variant').all()
  metrics.close()
  expect(rows).toEqual([
    { issue, variant: 'a', path: page, count: 2 },
    { issue, variant: 'b', path: page, count: 1 },
  ])
})
