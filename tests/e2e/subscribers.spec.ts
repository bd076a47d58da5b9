// Subscribers in the newsroom: a file in, found and looked at, blocked, erased, a file out; and how the newsletter is doing.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { addPerson, type Member, signIn } from './newsroom.ts'
import { articlePaths, url } from './site.ts'

test.describe.configure({ mode: 'serial' })

const axe = readFileSync(path.resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> }
    }
    const result = await axe.run()
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(', ')}`)
  })
}
async function judged(page: Page) {
  expect(await violations(page)).toEqual([])
  const size = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
  if (size) await page.setViewportSize(size)
}

let administrator: Member
let editor: Member
test.beforeAll(async () => {
  administrator = await addPerson('administrator')
  editor = await addPerson('editor')
})

const folder = mkdtempSync(path.join(os.tmpdir(), 'testata-csv-'))
function csv(text: string | Buffer): string {
  const file = path.join(folder, 'iscritti.csv')
  writeFileSync(file, text)
  return file
}
const header = 'email;name;language;lists;consent_source;consent_at'
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('a file is tried first, then imported; refused rows are named and can be taken along', async ({
  page,
}) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/subscribers`)
  await page.getByRole('link', { name: 'Importa' }).click()
  await expect(heading(page)).toHaveText('Importa iscritti')
  await judged(page)
  await page.getByRole('button', { name: 'Importa' }).click()
  await expect(page.getByText('Scegli prima un file.')).toBeVisible()
  const many = Array.from(
    { length: 120 },
    (_, i) => `lettrice-${i}@example.net;Lettrice ${i};it;daily;fiera;2025-03-01`,
  )
  const file = csv(
    `\uFEFF${[header, ...many, 'nessuno;;;daily;fiera;', '=uno@example.net;;;daily;;', 'due@example.net;;;sport;fiera;'].join('\r\n')}`,
  )
  await page.getByLabel('File').setInputFiles(file)
  await page.getByRole('button', { name: 'Controlla il file' }).click()
  await expect(page.getByRole('heading', { name: 'Che cosa succederebbe' })).toBeVisible()
  await page.goto(`${url}/admin/subscribers?q=lettrice-1@example.net`)
  await expect(page.getByText('Nessun iscritto con questi filtri')).toBeVisible()

  await page.goto(`${url}/admin/subscribers/import`)
  await page.getByLabel('File').setInputFiles(file)
  await page.getByRole('button', { name: 'Importa' }).click()
  await expect(page.getByRole('heading', { name: 'Importazione finita' })).toBeVisible()
  await expect(page.getByRole('definition').nth(1)).toHaveText('123')
  await expect(page.getByRole('row', { name: /due@example\.net/ })).toContainText(
    'una newsletter che non c’è: sport',
  )
  await judged(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica le righe rifiutate' }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n')
  expect(lines[0]).toBe('\uFEFFemail,name,language,lists,consent_source,consent_at,Motivo')
  expect(lines[2]).toBe("'=uno@example.net,,,daily,,,manca l’origine del consenso")
})

test('a file that cannot be read is refused in words, and changes nothing', async ({ page }) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/subscribers/import`)
  await page
    .getByLabel('File')
    .setInputFiles(csv(Buffer.from('email,name\nnicol@example.net,Nicol\xf2\n', 'latin1')))
  await page.getByRole('button', { name: 'Importa' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'UTF-8' })).toBeVisible()
})

test('subscribers are found by address, state and newsletter, page by page', async ({ page }) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/subscribers?list=daily&status=confirmed`)
  const addresses = page.getByRole('rowheader')
  await expect(addresses).toHaveCount(50)
  await expect(addresses.first()).toHaveText('lettrice-119@example.net')
  await judged(page)
  await page.getByRole('link', { name: /Pagina successiva/ }).click()
  await expect(addresses.first()).toHaveText('lettrice-69@example.net')
  await page.getByRole('link', { name: /Torna all’inizio/ }).click()
  await page.getByLabel('Cerca un indirizzo').fill('trice-42@')
  await page.getByRole('button', { name: 'Mostra' }).click()
  await expect(page).toHaveURL(/q=trice-42/)
  await expect(page).toHaveURL(/status=confirmed/)
  await expect(addresses).toHaveText(['lettrice-42@example.net'])
  await page.getByRole('link', { name: /Bloccati/ }).click()
  await expect(page.getByText('Nessun iscritto con questi filtri')).toBeVisible()
})

test('somebody is blocked with a reason, handed their data, and erased when their address is typed', async ({
  page,
}) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/subscribers?q=lettrice-42@example.net`)
  await page.getByRole('link', { name: 'lettrice-42@example.net' }).click()
  await expect(heading(page)).toHaveText('lettrice-42@example.net')
  await expect(page.getByRole('row', { name: /importazione/ })).toContainText(
    'fiera (2025-03-01T00:00:00.000Z)',
  )
  await judged(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Scarica i suoi dati' }).click(),
  ])
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({
    email: 'lettrice-42@example.net',
    newsletters: [{ slug: 'daily', active: true }],
  })
  await page.getByRole('button', { name: 'Blocca' }).click()
  await page.getByLabel('Perché').fill('lo ha chiesto per telefono')
  await page.getByRole('dialog').getByRole('button', { name: 'Blocca' }).click()
  await expect(page.getByText(/Non gli scriviamo dal .* bloccato dalla redazione/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancella i dati' }).click()
  const dialog = page.getByRole('dialog')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('textbox').fill('altro@example.net')
  await dialog.getByRole('button', { name: 'Cancella i dati' }).click()
  await expect(dialog.getByText('Non è lo stesso indirizzo.')).toBeVisible()
  await dialog.getByRole('textbox').fill('lettrice-42@example.net')
  await dialog.getByRole('button', { name: 'Cancella i dati' }).click()
  await expect(page).toHaveURL(`${url}/admin/subscribers`)
  await page.goto(`${url}/admin/subscribers?q=lettrice-42@example.net`)
  await expect(page.getByText(/non gli scriviamo: bloccato dalla redazione/)).toBeVisible()
  await page.goto(`${url}/admin/subscribers/import`)
  await page.getByLabel('File').setInputFiles(csv(`${header}\nlettrice-42@example.net;;;daily;fiera;\n`))
  await page.getByRole('button', { name: 'Importa' }).click()
  await expect(page.getByRole('row', { name: /lettrice-42/ })).toContainText(
    'a questo indirizzo non si scrive',
  )
  await page.goto(`${url}/admin/audit?entity=subscriber`)
  await expect(page.getByRole('cell', { name: 'Iscritto: cancellazione dei dati' })).toBeVisible()
  await expect(page.locator('main')).not.toContainText('lettrice-42')
})

test('everybody goes out into a file that spreadsheets open', async ({ page }) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/subscribers`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Esporta' }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toMatch(/^\uFEFFemail,name,language,lists,consent_source,consent_at,status\r\n/)
  expect(text).toContain(
    '\r\nlettrice-1@example.net,Lettrice 1,it,daily,fiera,2025-03-01T00:00:00.000Z,confirmed\r\n',
  )
  await page.goto(`${url}/admin/audit?entity=subscribers`)
  await expect(page.getByRole('cell', { name: 'Iscritti: esportazione' }).first()).toBeVisible()
})

test('addresses are for administrators; figures, which hold none, for whoever sends', async ({ page }) => {
  await signIn(page, editor)
  for (const address of ['/admin/subscribers', '/admin/subscribers/1', '/admin/subscribers/import']) {
    await page.goto(url + address)
    await expect(heading(page)).toHaveText('Non hai il permesso')
  }
  expect((await page.request.get(`${url}/api/admin/subscribers.csv`)).status()).toBe(403)
  await page.goto(`${url}/admin/newsletter/figures`)
  await expect(page.getByRole('link', { name: 'Iscritti' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Iscritti' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Iscritti\. 1\d\d persone confermate/ })).toBeVisible()
  await page.getByText('Mostra i numeri').first().click()
  await expect(page.getByRole('table').first()).toBeVisible()
  await judged(page)
  await page.getByRole('link', { name: 'Ultimi sei mesi' }).click()
  await expect(page.getByRole('link', { name: 'Ultimi sei mesi' })).toHaveAttribute('aria-current', 'page')
  await judged(page)
})

test('a link of a letter is answered as the plain address is, byte for byte, and known to who has that already', async () => {
  const [article = '/'] = await articlePaths()
  const plain = await fetch(url + article)
  const marked = await fetch(`${url}${article}?n=12-a`)
  expect([marked.status, marked.headers.get('etag')]).toEqual([200, plain.headers.get('etag')])
  expect(await marked.text()).toBe(await plain.text())
  const etag = marked.headers.get('etag') ?? ''
  expect((await fetch(`${url}${article}?n=13`, { headers: { 'if-none-match': etag } })).status).toBe(304)
})
