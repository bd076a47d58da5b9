// Setting mail up in the newsroom, against a real mail server. A server of its own: its settings are the whole program's.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { addPerson, type Member, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'

test.describe.configure({ mode: 'serial' })

const secret = 'parola-segretissima'
const mails: ParsedMail[] = []
const smtp = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: ({ password }, _session, callback) =>
    password === secret ? callback(null, { user: 'u' }) : callback(new Error('Invalid username or password')),
  onData: (stream, _session, callback) => {
    simpleParser(stream).then((mail) => {
      mails.push(mail)
      callback()
    }, callback)
  },
})
let server: Running
let admin: Member
let page: Page
const answers: string[] = []
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000) // a first start with the demo, beside others
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  server = await startServer(temporaryFolder())
  admin = await addPerson('administrator', 'Ada Neri', server.dataDir)
  page = await browser.newPage({ baseURL: server.url })
  page.on('response', async (response) => {
    if (response.url().includes('/admin/mail')) answers.push(await response.text().catch(() => ''))
  })
  await signIn(page, admin, server.url)
})
test.afterAll(async () => {
  await page.close()
  await server.stop()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  rmSync(server.dataDir, { recursive: true, force: true })
})

const port = () => String((smtp.server.address() as AddressInfo).port)
const result = () => page.locator('section[aria-labelledby="trial"] [aria-live]')
const save = async () => {
  const version = page.locator('input[name="lockVersion"]').first()
  const before = await version.inputValue()
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await expect(version).not.toHaveValue(before)
}

test('the server and the sender are saved, and the password does not come back', async () => {
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Posta', exact: true }).click()
  await expect(page.getByText('per ora non parte nessun messaggio')).toBeVisible()
  await page.getByLabel('Nome del mittente').fill('Il Faro')
  await page.getByLabel('Server SMTP').fill('127.0.0.1')
  await page.getByLabel('Porta', { exact: true }).fill(port())
  await page.getByLabel('Nome utente').fill('u')
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await expect(page.getByText('Questo campo non può restare vuoto.')).toBeVisible()
  await page.getByLabel('Indirizzo del mittente').fill('faro@example.org')
  await page.getByLabel('Password', { exact: true }).fill(secret)
  answers.length = 0
  await save()
  await expect(page.getByText('Impostazioni di posta salvate')).toBeVisible()
  await expect(page.getByText(`127.0.0.1:${port()}`)).toBeVisible()
  await page.reload()
  await expect(page.getByText('lascia vuoto per tenerla')).toBeVisible()
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('')
  expect(await page.content()).not.toContain(secret)
  expect(answers.length).toBeGreaterThan(1)
  expect(answers.join('')).not.toContain(secret)
})

test('a try says in words what happens, and a message arrives', async () => {
  await page.getByRole('button', { name: 'Prova il collegamento' }).click()
  await expect(result()).toContainText('ci lascia entrare')
  expect(mails).toEqual([])
  await page.getByRole('button', { name: 'Manda un messaggio di prova' }).click()
  await expect(result()).toContainText(`il messaggio per ${admin.email}`)
  expect(mails.map(({ from, headers }) => [from?.text, headers.get('auto-submitted')])).toEqual([
    ['"Il Faro" <faro@example.org>', 'auto-generated'],
  ])
  await page.getByLabel('Password', { exact: true }).fill('sbagliata')
  await save()
  await page.getByRole('button', { name: 'Prova il collegamento' }).click()
  await expect(result()).toContainText('non accetta nome utente e password')
  await page.getByLabel('Porta', { exact: true }).fill('1')
  await save()
  await page.getByRole('button', { name: 'Prova il collegamento' }).click()
  await expect(result()).toContainText('rifiuta il collegamento')
})

test('a key is made, its record shown for copying, and taken away', async () => {
  await page.getByRole('link', { name: 'Firma DKIM' }).click()
  await expect(page.getByLabel('Dominio che firma')).toHaveValue('example.org')
  await page.getByRole('button', { name: 'Crea la chiave' }).click()
  await expect(page.getByText('testata._domainkey.example.org')).toBeVisible()
  await expect(page.getByText(/^v=DKIM1; k=rsa; p=MIIB[\w+/=]{300,}$/)).toBeVisible()
  expect(await page.content()).not.toContain('PRIVATE')
  await page.getByRole('button', { name: 'Elimina la chiave' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Elimina la chiave' }).click()
  await expect(page.getByRole('button', { name: 'Crea la chiave' })).toBeVisible()
})

test('somebody whose role does not reach that far is not let in', async ({ browser }) => {
  const other = await browser.newPage({ baseURL: server.url })
  await signIn(other, await addPerson('editor', 'Bo Verdi', server.dataDir), server.url)
  await expect(other.getByRole('link', { name: 'Posta', exact: true })).toHaveCount(0)
  for (const path of ['/admin/mail', '/admin/mail/domain', '/admin/mail/bounces'])
    expect([path, (await other.goto(path))?.status()]).toEqual([path, 403])
  await other.close()
})

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on these pages, ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme })
    for (const path of ['', '/pace', '/signature', '/bounces', '/domain']) {
      await page.goto(`/admin/mail${path}`)
      if (path === '/domain')
        await expect(page.getByRole('heading', { name: 'Allineamento' })).toBeVisible({ timeout: 40_000 })
      if (path === '/bounces') await page.getByLabel('Come tornano').selectOption('imap')
      await page.evaluate(axeSource)
      const found = await page.evaluate(
        'axe.run({ resultTypes: ["violations"] }).then((result) => result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
      )
      expect([path, found]).toEqual([path, []])
    }
  })
