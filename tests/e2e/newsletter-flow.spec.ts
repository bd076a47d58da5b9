// From the form below an article to the letter and out again, with the server as it starts: the inline worker sends.
import { rmSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { simpleParser } from 'mailparser'
import { openSink, type Sink } from '../factories/mail-sink.ts'
import { addPerson, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'
import { cli } from './site.ts'

test.describe.configure({ mode: 'serial', timeout: 150_000 })
let server: Running
let sink: Sink

test.beforeAll(async () => {
  test.setTimeout(240_000)
  sink = await openSink()
  server = await startServer(temporaryFolder(), { SMTP_URL: sink.url })
})
test.afterAll(async () => {
  await server?.stop()
  await sink?.close()
  if (server) rmSync(server.dataDir, { recursive: true, force: true })
})

const reader = 'lettrice@example.org'
async function letter(subject: RegExp) {
  const found = async () => {
    for (const { to, raw } of sink.messages.toReversed()) {
      const mail = await simpleParser(raw)
      if (to === reader && subject.test(mail.subject ?? '')) return { mail, raw }
    }
    return null
  }
  await expect.poll(async () => (await found()) !== null, { timeout: 30_000 }).toBe(true)
  return (await found()) as NonNullable<Awaited<ReturnType<typeof found>>>
}
const newsletter = (...args: string[]) => cli(['newsletter', ...args], server.dataDir)

test('a reader subscribes on an article page and confirms, without scripts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(server.url)
  await page.locator('main h2 a, main h3 a').first().click()
  await page.getByLabel('Indirizzo email').fill(reader)
  await page.locator('section.newsletter button').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Richiesta ricevuta')
  const { mail } = await letter(/Conferma/)
  await page.goto(mail.text?.match(/http:\S+/)?.[0] ?? '')
  await page.getByRole('button', { name: 'Conferma l’iscrizione' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iscrizione confermata')
  await context.close()
})

test('an editor makes a digest, tries it and sends it; it arrives, and one reads it in the browser', async ({
  page,
}) => {
  const ada = await addPerson('editor', 'Ada Neri', server.dataDir)
  await signIn(page, ada, server.url)
  await page.goto(`${server.url}/admin/newsletter`)
  await page.getByRole('button', { name: 'Nuovo numero' }).click()
  await page.getByRole('button', { name: 'Crea la bozza' }).click()
  await page.waitForURL(/\/admin\/newsletter\/\d+$/)
  await page.getByLabel('Oggetto', { exact: true }).fill('Il mattino: perché sì')
  await expect(page.getByRole('status').filter({ hasText: /^Salvato alle/ })).toBeVisible()
  await page.getByRole('button', { name: 'Prova a me' }).click()
  await expect(page.getByText(/Prova inviata a/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Invia', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invia questo numero' })
  await dialog.getByLabel(/Per confermare/).fill('1')
  await dialog.getByRole('button', { name: 'Invia' }).click()
  await expect(page.getByText('Inviato', { exact: true })).toBeVisible({ timeout: 30_000 })

  const { mail, raw } = await letter(/^Il mattino: perché sì$/)
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  // The page that the letter is also on, and the articles it leads to, open for everybody.
  const links = [...new Set(mail.text?.match(/http:[^\s>)]+/g) ?? [])]
  const view = links.find((link) => link.includes('/newsletter/archive/')) ?? ''
  const article = links.find((link) => /\?n=\d+$/.test(link) && !link.includes('/newsletter/')) ?? ''
  for (const link of [view, article]) {
    const answer = await page.goto(link)
    expect(answer?.status(), link).toBe(200)
  }
  await page.goto(view)
  await expect(page.getByRole('heading', { name: /perché sì/ })).toBeVisible()
  expect(await page.content()).not.toContain(reader)
  const feed = await page.request.get(`${view.replace(/\/[^/]+$/, '')}/feed.xml`)
  expect(await feed.text()).toContain('perché sì')
})

test('one POST leaves, as mail programs send it, and the next issue goes to nobody', async () => {
  const { raw } = await letter(/^Il mattino: perché sì$/)
  const leave = /^List-Unsubscribe: <([^>]+)>/m.exec(raw)?.[1] ?? ''
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const answer = await fetch(leave, { method: 'POST', body, redirect: 'manual' })
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
  const made = await newsletter(
    'compose',
    '--list',
    'daily',
    '--hours',
    '700',
    '--subject',
    'Domani',
    '--json',
  )
  expect(JSON.parse(made.stdout)).toMatchObject({ recipients: 0 })
})

test('from the command line: compose, a wrong number, send, status, log, cancel', async () => {
  const file = ['email,lists,consent_source,consent_at']
  for (let n = 1; n <= 30; n++) file.push(`r${n}@example.org,daily,evento,2026-10-01T10:00:00Z`)
  writeFileSync(`${server.dataDir}/r.csv`, file.join('\n'))
  expect((await cli(['subscribers', 'import', `${server.dataDir}/r.csv`], server.dataDir)).code).toBe(0)
  const made = await newsletter(
    'compose',
    '--list',
    'daily',
    '--hours',
    '700',
    '--subject',
    'Da fuori',
    '--json',
  )
  const { issue, recipients } = JSON.parse(made.stdout) as { issue: number; recipients: number }
  expect(recipients).toBe(30)
  const wrong = await newsletter('send', String(issue), '--confirm', '29')
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('30 readers') })
  expect((await newsletter('send', String(issue), '--confirm', '30', '--rate', '20')).code).toBe(0)
  const status = async () => JSON.parse((await newsletter('status', String(issue), '--json')).stdout)
  await expect
    .poll(
      async () => {
        const { queued, sent, failed, skipped, uncertain } = await status()
        expect(queued + sent + failed + skipped + uncertain).toBe(30)
        return sent
      },
      { timeout: 60_000 },
    )
    .toBe(30)
  const log = (await newsletter('log', String(issue), '--json')).stdout.trim().split('\n')
  expect(log.map((line) => JSON.parse(line))).toHaveLength(30)
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ email: 'r1@example.org', state: 'sent', code: 250 })
  expect(await newsletter('cancel', String(issue))).toMatchObject({ code: 1 })
  expect(await newsletter('status', '999')).toMatchObject({ code: 1 })
  expect(await newsletter('send', String(issue))).toMatchObject({ code: 2 })
})
