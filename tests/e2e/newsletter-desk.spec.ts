// An editor's whole way with an issue: composed, looked at, tried, counted, confirmed, followed, stopped, and its log.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { simpleParser } from 'mailparser'
import { openSink, type Sink } from '../factories/mail-sink.ts'
import { addPerson, type Member, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'
import { cli } from './site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const readers = 60

// One after the other, on a server of their own: each begins with the issue that the one before left.
test.describe.configure({ mode: 'serial', timeout: 150_000 })
let server: Running
let sink: Sink
let ada: Member
let context: BrowserContext
let page: Page
let issue = ''
let slow = false // the mail server takes its time, so that there is time to stop an issue

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  sink = await openSink({
    behave: (to) => {
      if (to.startsWith('nessuno')) return { code: 550, text: '5.1.1 No such user here', at: 'rcpt' }
      if (to.startsWith('perso') && (sink.tries.get(to) ?? 0) < 2) return { drop: 'after' }
      return slow ? { stall: 3_000 } : 'accept'
    },
  })
  server = await startServer(temporaryFolder(), { SMTP_URL: sink.url })
  ada = await addPerson('administrator', 'Ada Neri', server.dataDir)
  const file = path.join(server.dataDir, 'iscritti.csv')
  const rows = Array.from({ length: readers }, (_, i) => {
    const name = i === 20 ? 'nessuno' : i === 40 ? 'perso' : 'lettore'
    return `${name}${i}@example.org,daily,evento,2026-10-01T10:00:00Z`
  })
  writeFileSync(file, ['email,lists,consent_source,consent_at', ...rows].join('\n'))
  const added = await cli(['subscribers', 'import', file], server.dataDir)
  expect(added.code, added.stderr).toBe(0)
  context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, acceptDownloads: true })
  page = await context.newPage()
  await signIn(page, ada, server.url)
})
test.afterAll(async () => {
  await context?.close()
  await server?.stop()
  await sink?.close()
  if (server) rmSync(server.dataDir, { recursive: true, force: true })
})

const line = (tab: Page, name: string) => tab.getByRole('textbox', { name, exact: true })
const pieces = () => page.getByRole('grid', { name: 'Articoli' }).getByRole('row')
const order = async () =>
  Promise.all((await pieces().all()).map(async (row) => (await row.getAttribute('aria-label')) ?? ''))
const saved = () => expect(page.getByRole('status').filter({ hasText: /^Salvato alle/ })).toBeVisible()
const letter = () => page.frameLocator('iframe[title="Anteprima"]')
/** The line that mailboxes show beside the subject is in the letter too, hidden. */
const inLetter = (text: string) => letter().getByText(text).filter({ visible: true }).first()
const count = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd').first()
const numberOf = async (name: string) => Number((await count(name).textContent())?.replaceAll('.', ''))
const toast = (text: RegExp | string) => page.getByText(text).first()

test('an empty list says what to do, and a draft holds what came out in the last hours', async () => {
  await page.goto(`${server.url}/admin/newsletter`)
  await expect(page.getByText('Nessun numero')).toBeVisible()
  await page.getByRole('button', { name: 'Nuovo numero' }).click()
  await page.getByRole('button', { name: 'Crea la bozza' }).click()
  await page.waitForURL(/\/admin\/newsletter\/\d+$/)
  issue = page.url()
  await expect(pieces().first()).toBeVisible()
  expect((await order()).length).toBeGreaterThan(2)
  await expect(inLetter((await order())[0] ?? '')).toBeVisible()
})

test('what is typed saves itself, and two windows are brought together or asked', async () => {
  const other = await context.newPage()
  await other.goto(issue)
  await line(page, 'Oggetto').fill('Il mattino di prova')
  await saved()
  await line(other, 'Riga di anteprima').fill('Tutto in breve')
  await expect(other.getByText(/le vostre modifiche sono state unite/)).toBeVisible()
  await expect(line(other, 'Oggetto')).toHaveValue('Il mattino di prova')
  await expect(other.getByRole('status').filter({ hasText: /^Salvato alle/ })).toBeVisible()

  await line(page, 'Riga di anteprima').fill('La mia riga')
  const clash = page.getByRole('alert').filter({ hasText: 'Avete cambiato' })
  await expect(clash).toContainText('Tutto in breve')
  await expect(line(page, 'Riga di anteprima')).toHaveValue('La mia riga')
  await clash.getByRole('button', { name: 'Tieni la mia' }).click()
  await saved()
  await other.reload()
  await expect(line(other, 'Riga di anteprima')).toHaveValue('La mia riga')
  await other.close()
})

test('what could not be saved is there again when the page is opened anew', async () => {
  await page.route('**/api/admin/newsletter/*', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await line(page, 'Oggetto').fill('Scritto senza rete')
  await expect(page.getByText(/Il sito non risponde: quello che scrivi è al sicuro/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/Ho ritrovato su questo computer/)).toBeVisible()
  await expect(line(page, 'Oggetto')).toHaveValue('Scritto senza rete')
  await page.unroute('**/api/admin/newsletter/*')
  await saved()
  await line(page, 'Oggetto').fill('Il mattino di prova')
  await saved()
})

test('articles are put in order with the keyboard, and by pressing', async () => {
  await page.goto(issue)
  await expect(pieces().first()).toBeVisible()
  const before = await order()
  await pieces().first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  const wanted = `Inserisci tra ${before[1]} e ${before[2]}`
  for (let i = 0; i < 20 && (await focused()) !== wanted; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(order).toEqual([before[1], before[0], ...before.slice(2)])
  await expect(page.getByRole('radio', { name: 'Scelti a mano' })).toBeChecked()
  await page.getByRole('button', { name: `Su: «${before[2]}»` }).click()
  await expect.poll(order).toEqual([before[1], before[2], before[0], ...before.slice(3)])
  await saved()
  await page.reload()
  await expect.poll(order).toEqual([before[1], before[2], before[0], ...before.slice(3)])
})

test('an article is taken out, put back, and another found by its words', async () => {
  const before = await order()
  const last = before.at(-1) ?? ''
  await page.getByRole('button', { name: `Togli «${last}»` }).click()
  await expect.poll(order).toEqual(before.slice(0, -1))
  await page.getByRole('button', { name: 'Rimetti' }).click()
  await expect.poll(order).toEqual(before)
  await page.getByRole('combobox', { name: 'Aggiungi un articolo' }).fill('treni')
  await expect(
    page.getByRole('listbox').getByRole('option').filter({ hasText: /tren/i }).first(),
  ).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await order()).length).toBe(before.length + 1)
  await saved()
})

test('dragged with the mouse the order follows', async () => {
  const before = await order()
  await pieces()
    .nth(0)
    .dragTo(pieces().nth(1), {
      sourcePosition: { x: 20, y: 20 },
      targetPosition: { x: 200, y: 40 },
    })
  await expect.poll(order).toEqual([before[1], before[0], ...before.slice(2)])
  await saved()
})

test('it is looked at whole, as text, on a phone and in the dark', async () => {
  const background = () =>
    letter()
      .locator('body')
      .evaluate((body) => getComputedStyle(body).backgroundColor)
  const light = await background()
  await page.getByRole('radio', { name: 'Scuro' }).check()
  await expect.poll(background).not.toBe(light)
  await page.getByRole('radio', { name: 'Telefono' }).check()
  await expect
    .poll(async () => (await page.locator('iframe[title="Anteprima"]').boundingBox())?.width ?? 0)
    .toBeLessThan(380)
  await page.getByRole('radio', { name: 'Solo testo' }).check()
  const text = page.getByRole('region', { name: 'Solo testo' })
  for (const headline of (await order()).slice(0, 2)) await expect(text).toContainText(headline)
  await expect(text).toContainText('http')
  await page.getByRole('radio', { name: 'Lettera' }).check()
  await page.getByRole('radio', { name: 'Computer' }).check()
  await expect(page.getByText(/^\d+ kB$/)).toBeVisible()
})

test('the introduction is written with the editor of articles, and its links are looked at', async () => {
  const intro = page.getByRole('textbox', { name: 'Introduzione' })
  await intro.click()
  await page.keyboard.type('Buongiorno a chi legge.')
  await saved()
  await expect(inLetter('Buongiorno a chi legge.')).toBeVisible()
  await page.getByRole('button', { name: 'Controlla i collegamenti' }).click()
  await expect(page.getByText('Nei testi non ci sono collegamenti.')).toBeVisible()
})

test('a try goes to whoever asks, marked, and counts nowhere', async () => {
  await page.getByRole('button', { name: 'Prova a me' }).click()
  await expect(toast(/Prova inviata a/)).toBeVisible()
  expect(sink.messages.map(({ to }) => to)).toEqual([ada.email])
  const mail = await simpleParser(sink.messages[0]?.raw ?? '')
  expect(mail.subject).toBe('[Prova] Il mattino di prova')
  expect(mail.text).toContain('Buongiorno a chi legge.')
  const progress = await page.request.get(`${issue.replace('/admin/', '/api/admin/')}/progress`)
  expect(await progress.json()).toMatchObject({ status: 'draft', audience: 0, sent: 0 })
})

test('it is counted before it goes; a wrong number sends nothing', async () => {
  await page.getByRole('button', { name: 'Invia', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invia questo numero' })
  await expect(dialog.getByText(`Va a ${readers} persone`)).toBeVisible()
  await expect(dialog).toContainText('Il mattino di prova')
  await dialog.getByLabel(/Per confermare/).fill(String(readers - 1))
  await dialog.getByRole('button', { name: 'Invia' }).click()
  await expect(dialog.getByText(`Non è il numero giusto: sono ${readers}.`)).toBeVisible()
  expect(sink.messages.length).toBe(1)
  await dialog.getByLabel(/Per confermare/).fill(String(readers))
  await dialog.getByRole('button', { name: 'Invia' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'A che punto è' })).toBeVisible()
})

test('one sees it go, pauses it, and it goes on after the page was loaded anew', async () => {
  await expect.poll(() => numberOf('Inviate')).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Pausa' }).click()
  await expect(page.getByText('L’invio è in pausa').first()).toBeVisible()
  await page.waitForTimeout(1_500) // what was on its way arrives
  const paused = sink.messages.length
  await page.waitForTimeout(2_000)
  expect(sink.messages.length).toBe(paused)
  expect(paused).toBeLessThan(readers)
  await page.reload()
  await expect(page.getByText('Qualcuno lo ha messo in pausa.')).toBeVisible()
  await page.getByRole('button', { name: 'Riprendi' }).click()
  await expect(page.getByText('Inviato', { exact: true })).toBeVisible({ timeout: 60_000 })
  const names = ['In coda', 'Inviate', 'Respinte', 'Saltate', 'Incerte']
  expect(await Promise.all(names.map(numberOf))).toEqual([0, readers - 2, 1, 0, 1])
  const told = sink.messages.slice(1).map(({ to }) => to)
  expect(new Set(told).size).toBe(told.length)
})

test('the uncertain one is explained, and sent again when somebody says so', async () => {
  await page.getByRole('button', { name: 'Rimanda a 1 incerto' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('non sappiamo se è arrivata')
  await dialog.getByRole('button', { name: 'Rimanda a 1 incerto' }).click()
  await expect.poll(() => numberOf('Inviate'), { timeout: 30_000 }).toBe(readers - 1)
  await expect.poll(() => numberOf('Incerte')).toBe(0)
})

test('the log says what the mail server answered, and is taken away as a file', async () => {
  await page.getByRole('link', { name: 'Registro degli invii' }).click()
  await page.getByRole('link', { name: /^Respinte \(1\)/ }).click()
  const row = page.getByRole('row').filter({ hasText: 'nessuno20@example.org' })
  await expect(row).toContainText('550')
  await expect(row).toContainText('No such user here')
  await expect(page.getByRole('row')).toHaveCount(2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Respinte (CSV)' }).click(),
  ])
  const file = readFileSync(await download.path(), 'utf8')
  expect(file.trim().split('\r\n').length).toBe(2)
  expect(file).toContain('nessuno20@example.org,respinta,')
  const all = await page.request.get(
    `${server.url}/api/admin/deliveries.csv?issue=${issue.split('/').at(-1)}`,
  )
  expect((await all.text()).trim().split('\r\n').length).toBe(readers + 1)
})

test('who may send but not see addresses gets neither log nor file', async ({ browser }) => {
  const bea = await addPerson('editor', 'Bea Bruni', server.dataDir)
  const theirs = await browser.newContext()
  const tab = await theirs.newPage()
  await signIn(tab, bea, server.url)
  await tab.goto(issue)
  await expect(tab.getByRole('heading', { name: 'A che punto è' })).toBeVisible()
  await expect(tab.getByRole('link', { name: 'Registro degli invii' })).toHaveCount(0)
  await tab.goto(`${issue}/log`)
  await expect(tab.getByText('Non hai il permesso')).toBeVisible()
  const file = await tab.request.get(`${server.url}/api/admin/deliveries.csv?issue=1`)
  expect(file.status()).toBe(403)
  await theirs.close()
})

test('another one is stopped for good halfway: nobody who waited gets it', async () => {
  slow = true
  await page.goto(issue)
  await page.getByRole('button', { name: 'Usa come nuova bozza' }).click()
  await page.waitForURL((url) => /newsletter\/\d+$/.test(url.pathname) && url.href !== issue)
  const before = sink.messages.length
  await page.getByRole('button', { name: 'Invia', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invia questo numero' })
  // Whoever does not exist was told so the first time, and is not written to again.
  await dialog.getByLabel(/Per confermare/).fill(String(readers - 1))
  await dialog.getByRole('button', { name: 'Invia' }).click()
  await expect.poll(() => numberOf('Inviate'), { timeout: 20_000 }).toBeGreaterThan(2)
  await page.getByRole('button', { name: 'Annulla l’invio' }).click()
  const sure = page.getByRole('alertdialog', { name: 'Annulla l’invio' })
  await expect(sure).toContainText('Non si può riprendere')
  await sure.getByRole('button', { name: 'Annulla l’invio' }).click()
  await expect(page.getByText('Annullato', { exact: true })).toBeVisible()
  await expect.poll(() => numberOf('Saltate')).toBeGreaterThan(0)
  await page.waitForTimeout(4_500)
  const after = sink.messages.length
  await page.waitForTimeout(2_000)
  expect(sink.messages.length).toBe(after)
  expect(after - before).toBeLessThan(readers - 1)
  slow = false
})

test('a digest with nothing in it cannot be sent, and skips itself when its time comes', async () => {
  await page.goto(`${server.url}/admin/newsletter`)
  await page.getByRole('button', { name: 'Nuovo numero' }).click()
  await page.getByRole('button', { name: 'Crea la bozza' }).click()
  await page.waitForURL(/\/admin\/newsletter\/\d+$/)
  const api = page.url().replace('/admin/', '/api/admin/')
  const sections = page.getByLabel('Di', { exact: true })
  await line(page, 'Oggetto').fill('Niente di nuovo')
  // Whatever section of the demo has nothing today.
  for (const option of await sections.locator('option').all()) {
    await sections.selectOption((await option.getAttribute('value')) ?? '')
    await saved()
    await page.waitForTimeout(1_500)
    if (await page.getByText(/il numero non parte/).isVisible()) break
  }
  await expect(page.getByText(/il numero non parte/)).toBeVisible()
  await page.getByRole('button', { name: 'Invia', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invia questo numero' })
  await expect(dialog.getByRole('alert')).toContainText('Nessun articolo')
  await expect(dialog.getByRole('button', { name: 'Invia' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  const { issue: now } = (await (await page.request.get(api)).json()) as { issue: { lockVersion: number } }
  const planned = await page.request.post(`${api}/commands`, {
    headers: { Origin: server.url },
    data: { command: 'schedule', lockVersion: now.lockVersion, at: Date.now() + 1_500 },
  })
  expect(planned.status()).toBe(200)
  await expect
    .poll(
      async () => ((await (await page.request.get(`${api}/progress`)).json()) as { status: string }).status,
      {
        timeout: 30_000,
      },
    )
    .toBe('empty')
  await page.goto(`${server.url}/admin/newsletter`)
  await expect(page.getByText('Saltato: nessun articolo')).toBeVisible()
})

test('a later hour is chosen in the publication’s zone, and taken back', async () => {
  await page.goto(issue)
  await page.getByRole('button', { name: 'Usa come nuova bozza' }).click()
  await page.waitForURL((url) => /newsletter\/\d+$/.test(url.pathname) && url.href !== issue)
  await page.getByRole('button', { name: 'Programma' }).click()
  const dialog = page.getByRole('dialog', { name: 'Programma questo numero' })
  await expect(dialog).toContainText('Europe/Rome')
  await dialog.getByRole('button', { name: 'Programma' }).click()
  await expect(page.getByText(/^Parte da solo/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Torna in bozza' }).click()
  await expect(page.getByText('Bozza', { exact: true })).toBeVisible()
})

test('issues make themselves: a schedule says when the next one goes out', async () => {
  await page.goto(`${server.url}/admin/newsletter/lists`)
  await page.getByRole('button', { name: 'Nuovo invio automatico' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nuovo invio automatico' })
  await dialog.getByLabel('sabato').check()
  await dialog.getByLabel('domenica').check()
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await expect(toast(/^Salvato\. Il prossimo:/)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Ogni giorno alle 07:00' })).toContainText(
    /alle 07:00$|07:00/,
  )
})

test('a new list is offered to readers at the next request, and can be withdrawn', async () => {
  await page.getByRole('button', { name: 'Nuova lista' }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Notizie dal porto')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(toast(/«Notizie dal porto» salvata/)).toBeVisible()
  const offered = async () =>
    (await (await fetch(`${server.url}/newsletter`)).text()).includes('Notizie dal porto')
  expect(await offered()).toBe(true)
  await page.getByRole('button', { name: 'Modifica: Notizie dal porto' }).click()
  await page.getByLabel('Offerta ai lettori nel modulo di iscrizione').uncheck()
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByText('Non offerta')).toBeVisible()
  expect(await offered()).toBe(false)
  await page.getByRole('button', { name: 'Elimina: Notizie dal porto' }).click()
  await page
    .getByRole('alertdialog', { name: /^Elimin/ })
    .getByRole('button', { name: 'Elimina' })
    .click()
  await expect(page.getByText('Notizie dal porto', { exact: true })).toHaveCount(0)
})

test.describe('for everybody', () => {
  for (const [width, scheme] of [
    [1440, 'dark'],
    [390, 'light'],
  ] as const)
    test(`axe finds nothing at ${width} px, ${scheme}`, async ({ browser }) => {
      const state = await context.storageState()
      const look = await browser.newContext({
        storageState: state,
        viewport: { width, height: 1000 },
        colorScheme: scheme,
      })
      const tab = await look.newPage()
      const open = issue.replace(/\d+$/, (n) => String(Number(n) + 3))
      for (const address of [
        `${server.url}/admin/newsletter`,
        `${server.url}/admin/newsletter/lists`,
        open,
        issue,
        `${issue}/log`,
      ]) {
        await tab.goto(address)
        await tab.waitForLoadState('networkidle')
        await tab.evaluate(axe)
        const found = await tab.evaluate(async () => {
          const run = (
            window as unknown as {
              axe: {
                run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
              }
            }
          ).axe
          const { violations } = await run.run({ iframes: false })
          return violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
          )
        })
        expect([address, found]).toEqual([address, []])
        const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect([address, overflow <= 0]).toEqual([address, true])
      }
      await look.close()
    })
})
