// Editors arrange the front page; readers see it at the next request.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { addPerson, type Member, openWithoutScripts, signIn } from './newsroom.ts'
import { type Running, startServer, temporaryFolder } from './server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// One after the other, on a server of their own: each test begins with the page that the one before left.
test.describe.configure({ mode: 'serial', timeout: 120_000 })
let server: Running
let ada: Member
let bea: Member

test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startServer(temporaryFolder())
  ada = await addPerson('editor', 'Ada Neri', server.dataDir)
  bea = await addPerson('editor', 'Bea Bruni', server.dataDir)
})
test.afterAll(async () => {
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
})

/** Headlines of the lead and the seconds, as readers get them now. */
async function readers(): Promise<string[]> {
  const html = await (await fetch(server.url)).text()
  const front = html.slice(html.indexOf('class="front"'), html.indexOf('opinion-strip'))
  const places = [
    front.slice(0, front.indexOf('front-latest')),
    front.slice(front.indexOf('front-seconds')),
  ].join('')
  return [...places.matchAll(/<h2 class="teaser-headline"><a[^>]*>([^<]*)<\/a>/g)].map(
    (match) => match[1] ?? '',
  )
}

async function desk(browser: Browser, member: Member): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1800 } })
  const page = await context.newPage()
  await signIn(page, member, server.url)
  await page.goto(`${server.url}/admin/front-page`)
  await expect(pieces(page).getByRole('row').first()).toBeVisible()
  return page
}
const pieces = (page: Page) => page.getByRole('grid', { name: 'Articoli' })
const place = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}:`) })
const headlineAt = async (page: Page, name: string) =>
  (await place(page, name).locator('.teaser-headline').textContent()) ?? ''
const status = (page: Page) => page.getByRole('status').filter({ hasText: /lettori|Modifiche/ })
const publish = async (page: Page) => {
  await page.getByRole('button', { name: 'Pubblica la prima pagina' }).click()
  await expect(page.getByText('La prima pagina è aggiornata.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pubblica la prima pagina' })).toBeFocused()
}
/** Puts a piece of the list in a place by its menu, with the keyboard alone. Returns its headline. */
async function put(page: Page, row: number, placeName: string): Promise<string> {
  const button = pieces(page)
    .getByRole('row')
    .nth(row)
    .getByRole('button', { name: /^Metti in pagina/ })
  const headline = /«(.+)»$/.exec((await button.getAttribute('aria-label')) ?? '')?.[1] ?? ''
  await pieces(page).getByRole('row').first().focus()
  for (let i = 0; i < row; i++) await page.keyboard.press('ArrowDown')
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  const entry = page.getByRole('menuitem', { name: placeName, exact: true })
  await expect(entry).toBeVisible()
  await page.keyboard.type(placeName)
  await expect(entry).toBeFocused()
  await page.keyboard.press('Enter')
  return headline
}

test('arranged with the keyboard, it is what readers get at the next request', async ({ browser }) => {
  const page = await desk(browser, ada)
  const headline = await put(page, 6, 'Apertura')
  expect(await headlineAt(page, 'Apertura')).toBe(headline)
  await expect(status(page)).toContainText('conservate su questo computer')
  expect((await readers())[0]).not.toBe(headline)
  await publish(page)
  expect((await readers())[0]).toBe(headline)
  await expect(status(page)).toContainText('Come la vedono i lettori')
  await page.context().close()
})

test('dragged with the mouse, undone and done again, and nothing is lost when the page is left', async ({
  browser,
}) => {
  const page = await desk(browser, ada)
  const row = pieces(page).getByRole('row').nth(8)
  const headline = (await row.getAttribute('aria-label')) ?? ''
  await row.dragTo(place(page, 'Secondo titolo 2'))
  await expect.poll(() => headlineAt(page, 'Secondo titolo 2')).toBe(headline)
  await page.getByRole('button', { name: 'Annulla modifica' }).click()
  expect(await headlineAt(page, 'Secondo titolo 2')).not.toBe(headline)
  await page.getByRole('button', { name: 'Ripeti modifica' }).click()
  await page.reload()
  await expect.poll(() => headlineAt(page, 'Secondo titolo 2')).toBe(headline)
  await publish(page)
  expect((await readers())[2]).toBe(headline)
  await page.context().close()
})

test('dragging works with the keyboard too: two pieces change places', async ({ browser }) => {
  const page = await desk(browser, ada)
  const [lead, second] = [await headlineAt(page, 'Apertura'), await headlineAt(page, 'Secondo titolo 2')]
  await place(page, 'Apertura').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  for (let i = 0; i < 30 && !(await focused()).startsWith('Rilascia su Secondo titolo 2'); i++)
    await page.keyboard.press(/Secondo titolo/.test(await focused()) ? 'ArrowDown' : 'Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => headlineAt(page, 'Secondo titolo 2')).toBe(lead)
  expect(await headlineAt(page, 'Apertura')).toBe(second)
  await page.context().close()
})

test('a piece has words of its own on the front page, and stays where it is locked when the page fills itself', async ({
  browser,
}) => {
  const page = await desk(browser, ada)
  await place(page, 'Apertura').getByRole('button', { name: 'Altro: Apertura' }).click()
  await page.getByRole('menuitem', { name: 'Titolo, immagine e durata…' }).click()
  await page.getByLabel('Titolo in prima pagina').fill('Un titolo solo qui')
  await page.getByLabel('Bloccato finché qualcuno non lo sblocca').check()
  await page.getByRole('button', { name: 'Applica' }).click()
  await page.getByRole('button', { name: 'Riempi in automatico' }).click()
  await publish(page)
  expect((await readers())[0]).toBe('Un titolo solo qui')
  await page.context().close()
})

test('a menu that is pressed while the page’s scripts are still coming opens when they are there', async ({
  browser,
}) => {
  const page = await desk(browser, ada)
  const release = await openWithoutScripts(page, `${server.url}/admin/front-page`)
  await place(page, 'Apertura').getByRole('button', { name: 'Altro: Apertura' }).click()
  release()
  await expect(page.getByRole('menuitem', { name: 'Titolo, immagine e durata…' })).toBeVisible()
  await page.context().close()
})

test('two editors who changed different places are brought together; one place is offered to choose', async ({
  browser,
}) => {
  const [one, two] = [await desk(browser, ada), await desk(browser, bea)]
  const first = await put(one, 10, 'Secondo titolo 1')
  const fourth = await put(two, 11, 'Secondo titolo 4')
  await publish(one)
  await two.getByRole('button', { name: 'Pubblica la prima pagina' }).click()
  await expect(two.getByText(/Anche Ada Neri ha cambiato/)).toBeVisible()
  await expect.poll(readers).toEqual(expect.arrayContaining([first, fourth]))

  await one.reload()
  await expect(pieces(one).getByRole('row').first()).toBeVisible()
  const hers = await put(one, 12, 'Secondo titolo 3')
  const mine = await put(two, 13, 'Secondo titolo 3')
  await publish(one)
  await two.getByRole('button', { name: 'Pubblica la prima pagina' }).click()
  const dialog = two.getByRole('dialog', { name: /Conflitto/ })
  await expect(dialog).toContainText(hers)
  await expect(dialog).toContainText(mine)
  await dialog.getByLabel(/La scelta di Ada Neri/).check()
  await dialog.getByRole('button', { name: 'Pubblica con queste scelte' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await readers())[3]).toBe(hers)
  await one.context().close()
  await two.context().close()
})

test('a scheduled one takes effect by itself, and an earlier one can be taken up again', async ({
  browser,
}) => {
  const page = await desk(browser, ada)
  const before = (await readers())[0] ?? ''
  const current = (await page.evaluate(async () => (await fetch('/api/admin/front-page')).json())) as {
    material: { latest: { id: number; headline: string }[] }
  }
  const piece = current.material.latest[15]
  const at = Date.now() + 3000
  const status = await page.evaluate(
    async ([id, time]) => {
      const item = { articleId: id, placedAt: Date.now(), lock: null }
      const slots = [null, null, null, null]
      const layout = { version: 1, lead: item, seconds: slots, opinions: slots, blocks: null }
      const body = JSON.stringify({ layout, at: time })
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/admin/front-page/scheduled', { method: 'POST', headers, body })).status
    },
    [piece?.id ?? 0, at],
  )
  expect(status).toBe(201)
  expect((await readers())[0]).toBe(before)
  await new Promise((resolve) => setTimeout(resolve, at - Date.now() + 1000))
  expect((await readers())[0]).toBe(piece?.headline)

  await page.reload()
  await page
    .getByRole('button', { name: /^Ripristina la versione/ })
    .first()
    .click()
  await publish(page)
  expect((await readers())[0]).toBe(before)
  await page.context().close()
})

test('axe finds nothing, in light and dark, on a phone and with a dialog open', async ({ browser }) => {
  const page = await desk(browser, ada)
  const violations = async () => {
    await page.evaluate(axe)
    const found = (await page.evaluate(
      'axe.run({ resultTypes: ["violations"] }).then((result) => result.violations)',
    )) as { id: string; nodes: { html: string }[] }[]
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1440]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      expect(await violations()).toEqual([])
    }
  }
  for (const name of ['Programma', 'Sezioni…', 'Anteprima a un’ora']) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.context().close()
})

test('who does not edit the front page neither sees nor changes it', async ({ browser }) => {
  const author = await addPerson('author', 'Carlo Verdi', server.dataDir)
  const page = await (await browser.newContext()).newPage()
  await signIn(page, author, server.url)
  const statuses = await page.evaluate(async () => {
    const ask = async (method: string, path: string) =>
      (await fetch(path, { method, ...(method === 'GET' ? {} : { body: '{}' }) })).status
    return Promise.all([
      ask('GET', '/admin/front-page'),
      ask('GET', '/api/admin/front-page'),
      ask('PUT', '/api/admin/front-page'),
      ask('POST', '/api/admin/front-page/scheduled'),
      ask('PUT', '/api/admin/front-page/scheduled/1'),
      ask('DELETE', '/api/admin/front-page/scheduled/1'),
      ask('GET', '/api/admin/front-page/pieces'),
      ask('GET', '/api/admin/previews'),
    ])
  })
  expect(statuses).toEqual(statuses.map(() => 403))
  expect((await fetch(`${server.url}/api/admin/front-page`)).status).toBe(401)
  await page.context().close()
})
