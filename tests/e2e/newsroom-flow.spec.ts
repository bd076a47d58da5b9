// The whole way of an article, in a browser: the first administrator, an invited author and an editor, review with a
// note, approval, schedule, its hour, a correction, and what readers may compare. The server is this file's own.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { addPerson, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'

test.describe.configure({ mode: 'serial' })

const password = 'una frase lunga e buona'
const title = 'La biblioteca apre anche di notte'

let server: Running
let admin: Page
let author: Page
let editor: Page
let articlePage: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  server = await startServer(temporaryFolder())
})
test.afterAll(async () => {
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
})

const body = (page: Page) => page.getByRole('textbox', { name: 'Testo dell’articolo' })
const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const read = async (address: string) => {
  const answer = await fetch(`${server.url}${address}`, { redirect: 'manual' })
  return { status: answer.status, text: await answer.text() }
}

/** Follows an invitation in a browser of its own. */
async function accept(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('Password').fill(password)
  await button(page, 'Salva la password e accedi').click()
  await expect(button(page, 'Esci')).toBeVisible()
  return page
}

/** Invites somebody as the administrator and returns the link to hand over. */
async function invite(name: string, email: string, role: string): Promise<string> {
  await admin.goto(`${server.url}/admin/people`)
  await button(admin, 'Invita').click()
  await dialog(admin).getByLabel('Nome').fill(name)
  await dialog(admin).getByLabel('Email').fill(email)
  await dialog(admin).getByLabel('Ruolo').selectOption({ label: role })
  await dialog(admin).getByRole('button', { name: 'Crea l’invito' }).click()
  const link = await dialog(admin).getByLabel('Collegamento', { exact: true }).inputValue()
  await admin.keyboard.press('Escape')
  return link
}

test('the link of the first start makes the administrator, once', async ({ browser }) => {
  const link = /http\S+\/admin\/setup\?token=\S+/.exec(server.log())?.[0] ?? ''
  admin = await (await browser.newContext()).newPage()
  await admin.goto(link)
  await admin.getByLabel('Nome e cognome').fill('Ada Neri')
  await admin.getByLabel('Email').fill('ada@example.org')
  await admin.getByLabel('Password').fill(password)
  await button(admin, 'Crea e accedi').click()
  await expect(admin.getByRole('heading', { level: 1, name: 'Scrivania' })).toBeVisible()
  const again = await fetch(link, { redirect: 'manual' })
  expect(again.status).toBe(307)
  expect(again.headers.get('location')).toBe('/admin/login')
})

test('she invites an author and an editor, who choose their passwords', async ({ browser }) => {
  const forAuthor = await invite('Bruno Sala', 'bruno@example.org', 'Collaboratore')
  author = await accept(await browser.newContext(), forAuthor)
  editor = await accept(
    await browser.newContext(),
    await invite('Carla Riva', 'carla@example.org', 'Redattore'),
  )
  await expect(author.getByRole('link', { name: 'Persone', exact: true })).toHaveCount(0)
  const used = await (await browser.newContext()).newPage()
  await used.goto(forAuthor)
  await expect(used.getByRole('heading', { level: 1 })).toHaveText('Questo collegamento non funziona più')
  await used.context().close()
})

test('the author writes with a picture and submits', async () => {
  await author.getByRole('link', { name: 'Nuovo articolo' }).first().click()
  await author.waitForURL(/\/admin\/articles\/\d+$/)
  articlePage = author.url()
  await author.getByRole('textbox', { name: 'Titolo', exact: true }).fill(title)
  await author
    .getByRole('textbox', { name: 'Sommario' })
    .fill('Da dicembre fino alle due, con le luci basse.')
  await body(author).click()
  await author.keyboard.type('Le chiavi le tiene un custode.\n## I numeri\nTrecento posti, due custodi.\n')
  await author.keyboard.type('/imm')
  await author.keyboard.press('Enter')
  const chooser = author.waitForEvent('filechooser')
  await dialog(author).getByRole('button', { name: 'Scegli i file', exact: true }).click()
  await (await chooser).setFiles({ name: 'sala.png', mimeType: 'image/png', buffer: await picture() })
  await dialog(author).getByRole('button', { name: 'Usa questa immagine' }).click()
  await expect(body(author).locator('figure img')).toBeVisible()
  await body(author).getByLabel('Testo alternativo').fill('Una sala con le lampade accese')
  await body(author).getByLabel('Credito').fill('Bruno Sala')
  await button(author, 'Invia in revisione').click()
  await expect(author.getByText('Inviato in revisione.')).toBeVisible()
  await expect(button(author, 'Pubblica')).toHaveCount(0)
})

test('the editor leaves a note, approves and schedules', async () => {
  await editor.goto(`${server.url}/admin`)
  await editor.getByRole('link', { name: title }).first().click()
  await editor.waitForURL(articlePage)
  await body(editor).getByText('Trecento posti, due custodi.').selectText()
  await button(editor, 'Nota').click()
  await editor.getByRole('textbox', { name: 'Nota su questo punto' }).fill('Chi li paga?')
  await button(editor, 'Aggiungi la nota').click()
  await expect(editor.getByText('Chi li paga?')).toBeVisible()
  await button(editor, 'Approva').click()
  await expect(editor.getByText('Approvato.')).toBeVisible()
  await button(editor, 'Programma').click()
  const minute = new Date(Math.ceil((Date.now() + 15_000) / 60_000) * 60_000)
  const part = new Intl.DateTimeFormat('it-IT', {
    timeZone: 'Europe/Rome',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  const digits = Object.fromEntries(part.formatToParts(minute).map(({ type, value }) => [type, value]))
  for (const [name, type] of [
    ['giorno', 'day'],
    ['mese', 'month'],
    ['anno', 'year'],
    ['ora', 'hour'],
    ['minuto', 'minute'],
  ] as const) {
    await dialog(editor)
      .getByRole('spinbutton', { name: new RegExp(`^${name}`) })
      .click()
    await editor.keyboard.type(digits[type] ?? '')
  }
  await dialog(editor).getByRole('button', { name: 'Programma', exact: true }).click()
  await expect(editor.getByText('Programmato.')).toBeVisible()
})

test('at its hour it is on article, front page, section, feed and sitemap', async () => {
  test.setTimeout(150_000)
  expect((await read('/')).text).not.toContain(title)
  await expect
    .poll(async () => (await read('/feed.json')).text.includes(title), { timeout: 90_000, intervals: [500] })
    .toBe(true)
  const feed = JSON.parse((await read('/feed.json')).text) as { items: { url: string; title: string }[] }
  const { pathname } = new URL(feed.items.find((item) => item.title === title)?.url ?? '')
  const article = await read(pathname)
  expect(article.status).toBe(200)
  expect(article.text).toContain('Una sala con le lampade accese')
  expect(article.text).not.toContain('Chi li paga?')
  const section = `/${pathname.split('/')[1]}`
  for (const place of ['/', section, '/feed.xml', `${section}/feed.xml`]) {
    expect((await read(place)).text, place).toContain(title)
  }
  expect((await read('/sitemaps/articles-1.xml')).text).toContain(pathname)
  expect((await read('/news-sitemap.xml')).text).toContain(pathname)
})

test('a correction is read on the article, on the page of corrections and in its feed', async () => {
  await editor.goto(articlePage)
  await button(editor, 'Altro').click()
  await editor.getByRole('menuitem', { name: 'Aggiungi una correzione' }).click()
  await dialog(editor).getByLabel('Testo per i lettori').fill('I custodi sono tre, non due.')
  await dialog(editor).getByRole('button', { name: 'Pubblica la correzione' }).click()
  await expect(editor.getByText('La correzione è pubblicata.')).toBeVisible()
  const address = await publicPath()
  for (const page of [address, '/corrections', '/corrections/feed.xml'])
    expect((await read(page)).text, page).toContain('I custodi sono tre, non due.')
  expect((await read(address)).text).toMatch(/"correction":.{0,200}I custodi sono tre/)
})

test('a substantive change stays with editors until it is published, then readers may compare', async () => {
  await editor.goto(articlePage)
  await body(editor).getByText('Trecento posti, due custodi.').click()
  await editor.keyboard.press('End')
  await editor.keyboard.type(' Li paga il Comune.')
  await button(editor, 'Salva').click()
  await expect(editor.getByRole('status').filter({ hasText: /^Salvato \d/ })).toBeVisible()
  const address = await publicPath()
  expect((await read(address)).text).not.toContain('Li paga il Comune.')
  await button(editor, 'Pubblica').click()
  await dialog(editor).getByLabel('Modifica sostanziale').check()
  await dialog(editor).getByRole('button', { name: 'Pubblica', exact: true }).click()
  await expect(editor.getByText('Pubblicato.')).toBeVisible()
  expect((await read(address)).text).toContain('Li paga il Comune.')
  const reader = await (await editor.context().browser()?.newContext({ javaScriptEnabled: false }))?.newPage()
  if (!reader) throw new Error('no browser')
  await reader.goto(`${server.url}${address}`)
  await reader.locator(`a[href="${address}/changes"]`).first().click()
  await expect(reader.locator('ins', { hasText: 'Li paga il Comune.' })).toBeVisible()
  await reader.context().close()
})

test('everything stands in the log, each publication once', async () => {
  const id = Number(articlePage.split('/').at(-1))
  const db = new Database(path.join(server.dataDir, 'testata.db'), { readonly: true })
  const events = db
    .prepare('SELECT event, actor FROM audit_log WHERE article_id = ? ORDER BY id')
    .all(id) as { event: string; actor: string }[]
  db.close()
  const publications = events.filter(({ event }) => event.includes('publish'))
  expect(publications).toHaveLength(2)
  expect(publications[1]).toEqual({ event: 'article.publish', actor: 'Carla Riva' })
  for (const event of ['article.submit', 'article.approve', 'article.schedule', 'article.correct'])
    expect(
      events.filter((entry) => entry.event === event),
      event,
    ).toHaveLength(1)
  await admin.goto(`${server.url}/admin/audit?article=${id}`)
  await expect(admin.getByRole('cell', { name: /approvazione/ })).toBeVisible()
})

test('who may not, cannot: an author of another text reads it and changes nothing', async ({ browser }) => {
  const stranger = await addPerson('author', 'Dina Poli', server.dataDir)
  const page = await (await browser.newContext()).newPage()
  await signIn(page, stranger, server.url)
  await page.goto(articlePage)
  await expect(body(page)).toHaveAttribute('contenteditable', 'false')
  const id = articlePage.split('/').at(-1) ?? ''
  const status = await page.evaluate(
    async (article) =>
      (
        await fetch(`/api/admin/articles/${article}/commands`, {
          method: 'POST',
          body: JSON.stringify({ command: 'unpublish', lockVersion: 1 }),
        })
      ).status,
    id,
  )
  expect(status).toBe(403)
  await page.context().close()
})

async function publicPath(): Promise<string> {
  const feed = JSON.parse((await read('/feed.json')).text) as { items: { url: string; title: string }[] }
  return new URL(feed.items.find((item) => item.title === title)?.url ?? server.url).pathname
}

async function picture(): Promise<Buffer> {
  return sharp({ create: { width: 1400, height: 900, channels: 3, background: '#35506b' } })
    .png()
    .toBuffer()
}
