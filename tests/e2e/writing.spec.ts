// No lost words: two people on one article, a server that is killed, a network that goes away, a session that ends.
// The server is this file's own, because it is killed.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { addPerson, type Member, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'
import { cli } from './site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

test.describe.configure({ mode: 'default', timeout: 150_000 })

let server: Running
let base: string
let ada: Member
let ugo: Member

test.beforeAll(async () => {
  test.setTimeout(240_000)
  server = await startServer(temporaryFolder(), { DEMO: '0' })
  base = server.url
  ada = await addPerson('editor', 'Ada Neri', server.dataDir)
  ugo = await addPerson('editor', 'Ugo Sala', server.dataDir)
})
test.afterEach(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close()
})
test.afterAll(async () => {
  await server?.stop()
  if (server) rmSync(server.dataDir, { recursive: true, force: true })
})

/** The same server at the same address, after it was killed. */
async function restart(): Promise<void> {
  const { port } = new URL(base)
  server = await startServer(server.dataDir, { PORT: port, DEMO: '0' })
}
async function kill(): Promise<void> {
  const gone = new Promise((done) => server.child.once('exit', done))
  server.child.kill('SIGKILL')
  await gone
}

async function enter(context: BrowserContext, member: Member): Promise<Page> {
  const page = await context.newPage()
  await signIn(page, member, base)
  return page
}

const body = (page: Page) => page.getByRole('textbox', { name: 'Testo dell’articolo' })
const headline = (page: Page) => page.getByRole('textbox', { name: 'Titolo', exact: true })
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: /^Salvato \d/ })).toBeVisible()

/** Writes at the end of the paragraph that has these words. */
async function continueAfter(page: Page, words: string, text: string): Promise<void> {
  await body(page).locator('p', { hasText: words }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(text)
}

/** A new article with three paragraphs; returns its address. */
async function begin(page: Page, title: string): Promise<string> {
  await page.goto(`${base}/admin/articles/new`)
  await page.waitForURL(/\/admin\/articles\/\d+$/)
  await headline(page).fill(title)
  await body(page).click()
  await page.keyboard.type('Uno.\nDue.\nTre.')
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await saved(page)
  return page.url()
}

test('what is written is saved by itself, the address follows the headline, and all is there after a reload', async ({
  browser,
}) => {
  const page = await enter(await browser.newContext(), ada)
  await page.goto(`${base}/admin/articles/new`)
  await page.waitForURL(/\/admin\/articles\/\d+$/)
  await headline(page).fill('La diga è finita')
  await body(page).click()
  await page.keyboard.type('L’acqua è salita nella notte.')
  await expect(page.getByRole('status').filter({ hasText: 'Modifiche non ancora salvate' })).toBeVisible()
  await saved(page)
  await page.reload()
  await expect(headline(page)).toHaveValue('La diga è finita')
  await expect(body(page)).toContainText('L’acqua è salita nella notte.')
  await expect(page.getByLabel('Indirizzo', { exact: true })).toHaveValue('la-diga-e-finita')
  await page.keyboard.press('Control+s')
  await saved(page)
})

test('two people in different paragraphs: both texts are there, on both screens, and nobody is asked', async ({
  browser,
}) => {
  const one = await enter(await browser.newContext(), ada)
  const two = await enter(await browser.newContext(), ugo)
  await two.goto(await begin(one, 'Scritto a quattro mani'))
  await expect(body(two)).toContainText('Tre.')
  await continueAfter(one, 'Uno.', ' Parole di Ada.')
  await continueAfter(two, 'Tre.', ' Parole di Ugo.')
  for (const page of [one, two]) {
    await expect(body(page)).toContainText('Uno. Parole di Ada.', { timeout: 40_000 })
    await expect(body(page)).toContainText('Tre. Parole di Ugo.', { timeout: 40_000 })
    await expect(page.getByRole('button', { name: /^Conflitto/ })).toHaveCount(0)
  }
  await expect(one.getByText('Qui c’è anche Ugo Sala')).toBeVisible({ timeout: 20_000 })
})

test('two people in one paragraph: one text stands, the other is offered, and either can be had', async ({
  browser,
}) => {
  const one = await enter(await browser.newContext(), ada)
  const two = await enter(await browser.newContext(), ugo)
  await two.goto(await begin(one, 'Lo stesso punto'))
  await expect(body(two)).toContainText('Due.')
  await continueAfter(one, 'Due.', ' Secondo Ada.')
  await continueAfter(two, 'Due.', ' Secondo Ugo.')
  const choose = two.getByRole('button', { name: 'Conflitto: scegli il testo' })
  const other = one.getByRole('button', { name: 'Conflitto: scegli il testo' })
  const offered = async () => (await choose.count()) + (await other.count())
  await expect.poll(offered, { timeout: 40_000 }).toBeGreaterThan(0)
  const page = (await choose.isVisible()) ? two : one
  await page.getByRole('button', { name: 'Conflitto: scegli il testo' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Secondo Ada.')
  await expect(dialog).toContainText('Secondo Ugo.')
  await dialog.getByRole('button', { name: 'Tieni entrambi' }).click()
  await expect(page.getByRole('button', { name: /^Conflitto/ })).toHaveCount(0)
  await saved(page)
  await page.reload()
  await expect(body(page)).toContainText('Secondo Ada.')
  await expect(body(page)).toContainText('Secondo Ugo.')
})

test('the server is killed while somebody writes: after restart and reload the text is there, and is saved', async ({
  browser,
}) => {
  const page = await enter(await browser.newContext(), ada)
  await begin(page, 'Sotto il temporale')
  await kill()
  await continueAfter(page, 'Tre.', ' Scritto senza server.')
  await headline(page).fill('Sotto il temporale, di notte')
  await expect(page.getByRole('status').filter({ hasText: 'Non salvato: sei fuori linea' })).toBeVisible({
    timeout: 20_000,
  })
  await restart()
  await page.reload()
  await expect(body(page)).toContainText('Tre. Scritto senza server.')
  await expect(headline(page)).toHaveValue('Sotto il temporale, di notte')
  await saved(page)
  await page.reload()
  await expect(body(page)).toContainText('Tre. Scritto senza server.')
})

test('text that only this computer has is brought back when the article is opened again, and said', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await enter(context, ada)
  const address = await begin(page, 'Chiuso il coperchio')
  await kill()
  await continueAfter(page, 'Tre.', ' Rimasto qui.')
  await page.waitForTimeout(600)
  await page.close()
  await restart()
  const again = await context.newPage()
  await again.goto(address)
  await expect(body(again)).toContainText('Tre. Rimasto qui.')
  const restore = again.getByRole('button', { name: 'Ripristina' })
  await expect(restore).toBeVisible()
  await restore.click()
  await expect(body(again)).toContainText('Tre. Rimasto qui.')
  await saved(again)
  await again.reload()
  await expect(body(again)).toContainText('Tre. Rimasto qui.')
  await expect(restore).toHaveCount(0)
})

test('offline the text waits on this computer, and goes out when the network is back', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await enter(context, ada)
  const address = await begin(page, 'In galleria')
  await context.setOffline(true)
  await continueAfter(page, 'Uno.', ' Scritto in galleria.')
  await expect(
    page.getByRole('status').filter({ hasText: 'Il testo è al sicuro su questo computer' }),
  ).toBeVisible({
    timeout: 20_000,
  })
  await context.setOffline(false)
  await saved(page)
  const other = await enter(await browser.newContext(), ugo)
  await other.goto(address)
  await expect(body(other)).toContainText('Uno. Scritto in galleria.')
})

test('a session that ended takes no words: signing in elsewhere lets the page go on', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await enter(context, ada)
  await begin(page, 'A sessione finita')
  await context.clearCookies()
  await continueAfter(page, 'Due.', ' Scritto da nessuno.')
  const state = page.getByRole('status').filter({ hasText: 'la sessione è finita' })
  await expect(state).toBeVisible({ timeout: 20_000 })
  const opening = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Accedi in un’altra scheda' }).click()
  const door = await opening
  await door.getByLabel('Email').fill(ada.email)
  await door.getByLabel('Password').fill(ada.password)
  await door.getByRole('button', { name: 'Accedi', exact: true }).click()
  await door.getByRole('button', { name: 'Esci' }).waitFor()
  await page.bringToFront()
  await saved(page)
  await page.reload()
  await expect(body(page)).toContainText('Due. Scritto da nessuno.')
})

test('who takes the lead is said, and the other can only read until they take it back', async ({
  browser,
}) => {
  const one = await enter(await browser.newContext(), ada)
  const two = await enter(await browser.newContext(), ugo)
  await two.goto(await begin(one, 'Chi guida'))
  await continueAfter(one, 'Uno.', ' Di corsa.')
  await two.getByRole('button', { name: 'Prendi la guida' }).click()
  await expect(one.getByText('Ugo Sala ha preso la guida')).toBeVisible({ timeout: 20_000 })
  await expect(body(one)).toHaveAttribute('contenteditable', 'false')
  await expect(body(two)).toContainText('Uno. Di corsa.', { timeout: 20_000 })
  await one.getByRole('button', { name: 'Riprendi tu' }).click()
  await expect(body(one)).toHaveAttribute('contenteditable', 'true')
})

test('a draft is read by those whose it is; once readers have it, everybody can read it, and not write in it', async ({
  browser,
}) => {
  const one = await enter(await browser.newContext(), ada)
  const address = await begin(one, 'Non è tuo')
  const reader = await addPerson('contributor', 'Lia Conti', server.dataDir)
  const page = await enter(await browser.newContext(), reader)
  expect((await page.goto(address))?.status()).toBe(403)
  expect((await cli(['article', 'publish', 'non-e-tuo', '--as', ada.email], server.dataDir)).code).toBe(0)
  await page.goto(address)
  await expect(page.getByText('Questo articolo non è tuo')).toBeVisible()
  await expect(body(page)).toHaveAttribute('contenteditable', 'false')
  await expect(page.getByRole('button', { name: 'Salva', exact: true })).toBeDisabled()
  // A change that readers do not have yet is not for them either: they are shown what readers see.
  const api = address.replace('/admin/', '/api/admin/')
  const { snapshot, lockVersion } = await (await one.request.get(api)).json()
  const data = { lockVersion, snapshot: { ...snapshot, headline: 'Non ancora' }, kind: 'manual' }
  expect((await one.request.put(api, { data, headers: { Origin: base } })).status()).toBe(200)
  expect((await page.request.get(api)).status()).toBe(403)
  await page.goto(address)
  await expect(page).toHaveURL(/\/non-e-tuo$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Non è tuo')
})

test('the endpoint of saves tells who is nobody, who may not, who is late, and what cannot be stored', async ({
  browser,
}) => {
  const page = await enter(await browser.newContext(), ada)
  const address = (await begin(page, 'Per gli script')).replace('/admin/', '/api/admin/')
  await page.goto(`${base}/admin`)
  const { snapshot, lockVersion } = await (await page.request.get(address)).json()
  const headers = { Origin: base }
  const put = (who: Page, data: object) => who.request.put(address, { data, headers })
  const body = { lockVersion, snapshot: { ...snapshot, headline: 'Da fuori' }, kind: 'manual' }

  const done = await put(page, body)
  expect(done.status()).toBe(200)
  expect(await done.json()).toMatchObject({ lockVersion: lockVersion + 1, status: 'draft' })
  const late = await put(page, { ...body, snapshot: { ...snapshot, headline: 'Tardi' } })
  expect(late.status()).toBe(409)
  expect(await late.json()).toMatchObject({
    error: { code: 'stale-version' },
    current: { lockVersion: lockVersion + 1, snapshot: { headline: 'Da fuori' }, by: 'Ada Neri' },
  })
  const withStatus = await put(page, { ...body, status: 'published' })
  expect(withStatus.status()).toBe(422)
  const unknown = { ...snapshot, body: { type: 'doc', content: [{ type: 'marquee' }] } }
  const refused = await put(page, { ...body, lockVersion: lockVersion + 1, snapshot: unknown })
  expect(refused.status()).toBe(422)
  expect((await refused.json()).error.code).toBe('document-invalid')

  const stranger = await enter(
    await browser.newContext(),
    await addPerson('author', 'Pia Rossi', server.dataDir),
  )
  expect((await put(stranger, { ...body, lockVersion: lockVersion + 1 })).status()).toBe(403)
  const nobody = await (await browser.newContext()).newPage()
  expect((await put(nobody, body)).status()).toBe(401)
  expect(
    (await page.request.put(address, { data: body, headers: { Origin: 'https://evil.example' } })).status(),
  ).toBe(403)
  const now = await (await page.request.get(address)).json()
  expect(now.snapshot.headline).toBe('Da fuori')
})

test('a text with an element that this version does not know can be read, and is never saved', async ({
  browser,
}) => {
  const page = await enter(await browser.newContext(), ada)
  const address = await begin(page, 'Dal futuro')
  await page.goto(`${base}/admin`)
  const strange = '{"type":"marquee","content":[{"type":"text","text":"Parole scorrevoli"}]}'
  const database = new Database(path.join(server.dataDir, 'testata.db'))
  database
    .prepare(
      `UPDATE article_revisions SET snapshot = json_set(snapshot, '$.body.content[#]', json(?))
       WHERE id = (SELECT working_revision_id FROM articles WHERE id = ?)`,
    )
    .run(strange, Number(address.split('/').at(-1)))
  const stored = () => database.prepare('SELECT * FROM article_revisions ORDER BY id').all()
  const before = stored()
  const saves: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') saves.push(request.url())
  })
  await page.goto(address)
  await expect(page.getByText('Parole scorrevoli')).toBeVisible()
  await expect(page.getByText('qualcosa che questa versione di Testata non conosce').first()).toBeVisible()
  await expect(page.locator('[contenteditable="true"]')).toHaveCount(0)
  await expect(headline(page)).not.toBeEditable()
  await page.keyboard.press('Control+s')
  await page.waitForTimeout(4_000)
  expect(saves).toEqual([])
  expect(stored()).toEqual(before)
  database.close()
})

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  test(`axe finds nothing on the page of an article, ${colorScheme}, ${width} px`, async ({ browser }) => {
    const page = await enter(await browser.newContext({ colorScheme }), ada)
    await page.setViewportSize({ width, height: 900 })
    await begin(page, `Per tutti ${width}`)
    if (width < 1000) {
      await page.getByRole('button', { name: 'Dettagli', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    }
    await page.waitForTimeout(500) // colours come to rest
    await page.evaluate(axe)
    const found = await page.evaluate(
      'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))',
    )
    expect(found).toEqual([])
  })
