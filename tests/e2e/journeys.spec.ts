import { expect, test } from '@playwright/test'
import { articleWith, cli, url } from './site.ts'

// Every journey works with JavaScript switched off.
test.use({ javaScriptEnabled: false })

test('a reader goes from the front page to an article, its section, its author and a topic', async ({
  page,
}) => {
  await page.goto(url)
  await expect(page.locator('h1')).toHaveCount(1)
  await page.locator('.teaser-lead .teaser-headline a').click()
  await expect(page.locator('article h1')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Potrebbe anche interessarti' })).toBeVisible()
  expect(await page.locator('.article-side li').count()).toBeGreaterThanOrEqual(10)
  await page.locator('.article-meta .byline a').first().click()
  await expect(page).toHaveURL(/\/authors\//)
  await page.goBack()
  await page.locator('.topics a').first().click()
  await expect(page).toHaveURL(/\/topics\//)
  await page.locator('.teaser-headline a').first().click()
  await page.locator('.kicker a').first().click()
  await expect(page.locator('h1')).toBeVisible()
})

test('the menu opens and leads to subsections', async ({ page }) => {
  await page.goto(url)
  await page.locator('details.menu summary').click()
  await page.locator('.menu-children a').first().click()
  await expect(page.locator('.page-head h1')).toBeVisible()
})

test('search finds words without accents and says so when there is nothing', async ({ page }) => {
  await page.goto(`${url}/search`)
  await page.getByLabel('Cerca negli articoli').fill('citta')
  await page.getByRole('button', { name: 'Cerca' }).click()
  await expect(page.locator('.list mark').first()).toBeVisible()
  await page.getByLabel('Cerca negli articoli').fill('qwertyuiopzxcv')
  await page.getByRole('button', { name: 'Cerca' }).click()
  await expect(page.locator('main')).toContainText('Nessun articolo contiene')
})

test('the newsletter form of an article takes an address, and the same one again with the same answer', async ({
  page,
}) => {
  for (const email of ['Ada.Neri@Esempio.it', 'ada.neri@esempio.it']) {
    await page.goto(url + (await articleWith(/./)))
    await page.getByLabel('Indirizzo email').fill(email)
    await page.locator('.newsletter button').click()
    await expect(page).toHaveURL(`${url}/newsletter/thanks`)
    await expect(page.locator('h1')).toHaveText('Richiesta ricevuta')
  }
})

test('an address that cannot be right comes back in the form with words on what is wrong', async ({
  page,
}) => {
  for (const start of ['/newsletter', '/citta']) {
    await page.goto(url + (start === '/citta' ? '/' : start))
    await page.getByLabel('Indirizzo email').fill('ada@esempio')
    const [response] = await Promise.all([
      page.waitForResponse((candidate) => candidate.request().method() === 'POST'),
      page.locator('main form button[type=submit]').click(),
    ])
    expect(response.status()).toBe(422)
    await expect(page.getByRole('alert')).toContainText('non sembra completo')
    await expect(page.getByLabel('Indirizzo email')).toHaveValue('ada@esempio')
  }
})

test('the server action of the newsletter page stores an address too', async ({ page }) => {
  await page.goto(`${url}/newsletter`)
  await page.getByLabel('Indirizzo email').fill('ugo@esempio.it')
  await page.locator('main form button[type=submit]').click()
  await expect(page).toHaveURL(`${url}/newsletter/thanks`)
})

test('a missing page helps with search and the latest news', async ({ page }) => {
  const response = await page.goto(`${url}/citta/non-esiste-proprio`)
  expect(response?.status()).toBe(404)
  await expect(page.locator('h1')).toHaveText('Pagina non trovata')
  expect(await page.locator('.list li').count()).toBeGreaterThan(3)
  await page.getByLabel('Cerca negli articoli').fill('porto')
  await page.getByRole('button', { name: 'Cerca' }).click()
  await expect(page).toHaveURL(/\/search\?q=porto/)
})

test('archive and corrections lead to articles', async ({ page }) => {
  await page.goto(`${url}/archive`)
  await page.locator('.months a').first().click()
  await page.locator('.plain-list a').first().click()
  await expect(page.locator('article h1')).toBeVisible()
  await page.goto(`${url}/corrections`)
  await page.locator('.corrections h2 a').first().click()
  await expect(page.locator('.corrections')).toContainText('Correzione')
})

test('the command line answers beside the running server', async () => {
  const result = await cli(['doctor', '--json'])
  expect(result.code).toBe(0)
  expect(JSON.parse(result.stdout).ok).toBe(true)
})
