// The desk: lists, many at once, names that change on the site, settings, addresses; by mouse and by keyboard alone.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { addPerson, type Member, openWithoutScripts, signIn } from './newsroom.ts'
import { articlePaths, url } from './site.ts'

const axe = readFileSync(path.resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')

let administrator: Member
let author: Member
test.beforeAll(async () => {
  administrator = await addPerson('administrator')
  author = await addPerson('author')
})

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

const pages = [
  '/admin',
  '/admin/articles?status=published&genre=opinion',
  '/admin/sections',
  '/admin/topics',
  '/admin/authors',
  '/admin/authors/1',
  '/admin/authors/new',
  '/admin/redirects',
  '/admin/redirects/missing',
  ...['publication', 'look', 'support', 'newsletter', 'legal', 'about', 'newsroom'].map(
    (group) => `/admin/settings/${group}`,
  ),
]

test('every page of the desk passes axe, and none scrolls sideways on a phone', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, administrator)
  for (const address of pages) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(url + address)
    await page.locator('h1').first().waitFor()
    expect(await violations(page), address).toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wide, address).toBe(false)
  }
})

test('an author has no page of the administrators’, and is told so', async ({ page }) => {
  await signIn(page, author)
  for (const address of pages.filter((one) => !/^\/admin(?:$|\/articles)/.test(one))) {
    const answer = await page.goto(url + address)
    expect(answer?.status(), address).toBe(403)
  }
  await page.goto(`${url}/admin/articles`)
  await expect(page.getByRole('checkbox', { name: /Seleziona/ })).toHaveCount(0)
})

test('filters are in the address, are shown as words, and are taken away one by one', async ({ page }) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/articles`)
  await page.getByRole('combobox', { name: 'Stato' }).selectOption('published')
  await expect(page).toHaveURL(/status=published/)
  await page.getByRole('combobox', { name: 'Sezione' }).selectOption({ label: 'Sport' })
  await expect(page).toHaveURL(/section=\d+/)
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toContainText('Sport')
  await page.getByRole('searchbox', { name: 'Cerca negli articoli' }).fill('zzzqqq')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nessun articolo con questi filtri')).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Togli il filtro Sport' }).click()
  await expect(page).not.toHaveURL(/section=/)
  await page.getByRole('button', { name: 'Salva questa vista' }).click()
})

test('rows are chosen, opened and assigned with the keyboard alone', async ({ page }) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/articles?status=published&sort=published`)
  await page.locator('tbody tr').first().waitFor()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Scorciatoie da tastiera' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByText('2 articoli selezionati')).toBeVisible()
  await page.getByRole('button', { name: 'Assegna…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Assegna 2 articoli' })
  await dialog.getByRole('combobox', { name: 'Assegnato a' }).selectOption({ label: author.name })
  await dialog.getByRole('button', { name: 'Assegna' }).press('Enter')
  await expect(page.getByText('Fatto: 2 articoli aggiornati')).toBeVisible()
  await expect(page.locator('tbody tr', { hasText: author.name })).toHaveCount(2)
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/articles\/\d+/)
})

test('keys that are pressed while the page’s scripts are still coming are not lost', async ({ page }) => {
  await signIn(page, administrator)
  const release = await openWithoutScripts(page, `${url}/admin/articles?status=published`)
  await page.locator('tbody tr').nth(2).waitFor()
  await page.keyboard.type('jxjx')
  release()
  await expect(page.getByText('2 articoli selezionati')).toBeVisible()
  await expect(page.locator('tbody tr').nth(1).getByRole('link').first()).toBeFocused()
})

test('the log is a file that holds all of it', async ({ page }) => {
  await signIn(page, administrator)
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(path.join(process.env.E2E_DATA ?? '', 'testata.db'))
  db.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 51000)
    INSERT INTO audit_log (at, event, actor) SELECT i, 'probe.line', 'Ada' FROM n`)
  db.close()
  const answer = await page.request.get(`${url}/api/admin/audit.csv?event=probe`)
  const text = await answer.text()
  expect(text.split(',probe.line,').length - 1).toBe(51_000)
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.csv"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers()['content-length']).toBeUndefined()
})

test('a renamed section is renamed on the site at the next request, and its old address leads on', async ({
  page,
  request,
}) => {
  await signIn(page, administrator)
  const text = async (address: string) => (await request.get(url + address)).text()
  const article = (await articlePaths()).find((one) => one.startsWith('/libri/')) ?? ''
  expect(await text('/')).toContain('Libri')
  await text(article) // so that it is stored
  await page.goto(`${url}/admin/sections`)
  await page.getByRole('button', { name: 'Modifica: Libri' }).click()
  await page.getByLabel('Nome').fill('Letture')
  await page.getByLabel('Indirizzo').fill('letture')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByText('«Letture» salvato')).toBeVisible()
  const moved = article.replace('/libri/', '/letture/')
  const answer = await request.get(url + article, { maxRedirects: 0 })
  expect(answer.status()).toBe(301)
  expect(answer.headers().location).toContain(moved)
  expect(await text(moved)).toContain('Letture')
  expect(await text('/letture')).toContain('<h1>Letture</h1>')
  expect(await text('/feed.xml')).not.toContain(`${article}<`)
  expect((await request.get(`${url}/libri`, { maxRedirects: 0 })).status()).toBe(301)
})

test('a renamed author has the new name on articles, lists and feeds at the next request', async ({
  page,
  request,
}) => {
  await signIn(page, administrator)
  const text = async (address: string) => (await request.get(url + address)).text()
  await page.goto(`${url}/admin/authors?q=Vismari`)
  await page.getByRole('link', { name: 'Elena Vismari' }).click()
  const list = await text('/authors/elena-vismari')
  const article = /href="(\/[a-z-]+\/[a-z0-9-]+)"/.exec(list.slice(list.indexOf('teaser')))?.[1] ?? ''
  expect(await text(article)).toContain('Elena Vismari')
  await page.getByLabel('Nome', { exact: true }).fill('Elena Vismara')
  await page.getByLabel('Contatto').fill('elena@example.org')
  await page.getByRole('button', { name: 'Salva' }).click()
  await expect(page.getByText('«Elena Vismara» salvato')).toBeVisible()
  expect(await text(article)).toContain('Elena Vismara')
  expect(await text(article)).not.toContain('Elena Vismari<')
  expect(await text('/authors/elena-vismari')).toContain('mailto:elena@example.org')
  expect(await text('/feed.xml')).not.toContain('Elena Vismari<')
})

test('settings are on the site at the next request, and nobody writes over what another saved', async ({
  browser,
  request,
}) => {
  const [one, two] = await Promise.all([browser.newPage(), browser.newPage()])
  await signIn(one, administrator)
  await signIn(two, administrator)
  for (const page of [one, two]) await page.goto(`${url}/admin/settings/support`)
  await one.getByLabel('Titolo').fill('Sostieni il nostro lavoro')
  await expect(one.getByRole('region', { name: 'Anteprima' })).toContainText('Sostieni il nostro lavoro')
  await one.getByRole('button', { name: 'Salva' }).click()
  await expect(one.getByText('Salvato: il sito lo mostra subito')).toBeVisible()
  const [article = '/'] = await articlePaths()
  expect(await (await request.get(url + article)).text()).toContain('Sostieni il nostro lavoro')
  await two.getByLabel('Titolo').fill('Un altro titolo')
  await two.getByRole('button', { name: 'Salva' }).click()
  await expect(two.getByRole('alert').first()).toContainText('qualcun altro')
  await expect(two.getByLabel('Titolo')).toHaveValue('Un altro titolo')
  expect(await (await request.get(url + article)).text()).not.toContain('Un altro titolo')
})

test('a redirect works at once, a circle is refused with words at its field', async ({ page, request }) => {
  await signIn(page, administrator)
  await page.goto(`${url}/admin/redirects`)
  const make = async (from: string, to: string) => {
    await page.getByRole('button', { name: 'Nuovo rinvio' }).click()
    await page.getByLabel('Indirizzo di partenza').fill(from)
    await page.getByLabel('Indirizzo di arrivo').fill(to)
    await page.getByRole('button', { name: 'Salva' }).click()
  }
  await make('/vecchia-rubrica', '/nuova-rubrica')
  await expect(page.getByText('Rinvio da /vecchia-rubrica attivo')).toBeVisible()
  const answer = await request.get(`${url}/vecchia-rubrica`, { maxRedirects: 0 })
  expect(answer.status()).toBe(301)
  expect(answer.headers().location).toContain('/nuova-rubrica')
  await make('/nuova-rubrica', '/vecchia-rubrica')
  await expect(page.getByText('Così i lettori girerebbero in tondo')).toBeVisible()
  await expect(page.getByLabel('Indirizzo di arrivo')).toHaveValue('/vecchia-rubrica')
})
