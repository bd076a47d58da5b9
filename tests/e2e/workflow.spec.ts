// From draft to page: an author, an editor, the clock and the readers, in real browsers on the real server.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { addPerson, type Member, signIn } from './newsroom.ts'
import { cli, url } from './site.ts'

test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

const headline = `La darsena cambia nome ${process.pid}`
let author: Member
let editor: Member
let address = ''
let path = ''

async function open(browser: Browser, member: Member, where: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, member)
  await page.goto(`${url}${where}`)
  return page
}
const text = async (where: string) => (await fetch(`${url}${where}`)).text()
const status = async (where: string) => (await fetch(`${url}${where}`, { redirect: 'manual' })).status
type Standing = { lockVersion: number; status: string; path: string }
const standing = async (page: Page): Promise<Standing> =>
  (await page.request.get(`${url}/api${address}/commands`)).json()
const order = async (page: Page, command: object) => {
  const { lockVersion } = await standing(page)
  return page.request.post(`${url}/api${address}/commands`, { data: { lockVersion, ...command } })
}

test.beforeAll(async () => {
  author = await addPerson('contributor', 'Ada Collaboratrice')
  editor = await addPerson('editor', 'Ugo Redattore')
})

test('an author writes and hands in, and can publish by no way at all', async ({ browser }) => {
  const page = await open(browser, author, '/admin/articles/new')
  await page.waitForURL(/\/admin\/articles\/\d+$/)
  address = new URL(page.url()).pathname
  await page.locator('textarea[name="writing-headline"]').fill(headline)
  await page.locator('textarea[name="writing-standfirst"]').fill('Il consiglio ha deciso.')
  await page.getByRole('textbox', { name: /testo/i }).last().click()
  await page.keyboard.type('Il nuovo nome vale da lunedì.')
  await expect(page.getByRole('button', { name: 'Pubblica', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Invia in revisione' }).click()
  await expect.poll(async () => (await standing(page)).status).toBe('in_review')
  for (const command of [
    { command: 'publish' },
    { command: 'approve' },
    { command: 'schedule', at: Date.now() + 9e5 },
  ])
    expect((await order(page, command)).status()).toBe(403)
  expect((await standing(page)).status).toBe('in_review')
})

test('an editor reviews it, and it appears everywhere within a second of its hour', async ({ browser }) => {
  const page = await open(browser, editor, address)
  await page.getByRole('button', { name: 'Approva' }).click()
  await expect.poll(async () => (await standing(page)).status).toBe('approved')
  await page.getByRole('button', { name: 'Programma', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Programma la pubblicazione' })
  await expect(dialog.getByText(headline)).toBeVisible()
  await dialog.getByRole('button', { name: 'Programma', exact: true }).click()
  await expect.poll(async () => (await standing(page)).status).toBe('scheduled')
  await page.getByRole('button', { name: 'Programma', exact: true }).click()
  await expect(dialog.getByText(/^Adesso è programmato per il .*Qui ne cambi l’ora/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Annulla', exact: true }).click()
  const at = Date.now() + 4_000
  expect((await order(page, { command: 'schedule', at })).status()).toBe(200)
  path = (await standing(page)).path
  expect(await status(path)).toBe(404)
  await expect.poll(() => status(path), { timeout: 10_000, intervals: [100] }).toBe(200)
  const late = Date.now() - at
  expect(late).toBeGreaterThan(-200)
  expect(late).toBeLessThan(2_500) // the request itself takes its time on a busy machine
  for (const where of [path, '/', `/${path.split('/')[1]}`, '/feed.xml', '/sitemaps/articles-1.xml'])
    expect(await text(where), where).toContain(where.endsWith('sitemaps/articles-1.xml') ? path : headline)
})

test('a correction and a change of substance are told to readers', async ({ browser }) => {
  const page = await open(browser, editor, address)
  await page.getByRole('button', { name: 'Altro', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Aggiungi una correzione' }).click()
  await page.getByLabel('Testo per i lettori').fill('Il consiglio è di mercoledì.')
  await page.getByRole('button', { name: 'Pubblica la correzione' }).click()
  await expect.poll(() => text(path)).toContain('Il consiglio è di mercoledì.')
  expect(await text('/corrections')).toContain('Il consiglio è di mercoledì.')
  expect(await text('/corrections/feed.xml')).toContain('Il consiglio è di mercoledì.')
  expect(await status(`${path}/changes`)).toBe(404)

  await page.locator('textarea[name="writing-standfirst"]').fill('La giunta ha deciso.')
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByRole('button', { name: 'Pubblica', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Pubblica le modifiche' })
  await dialog.getByLabel('Modifica sostanziale').check()
  await dialog.getByRole('button', { name: 'Pubblica', exact: true }).click()
  await expect.poll(() => text(path)).toContain('La giunta ha deciso.')
  expect(await text(path)).toContain(`${path}/changes`)
  const changes = await text(`${path}/changes`)
  expect(changes).toMatch(/<ins>.*giunta/)
  expect(changes).toMatch(/<del>.*consiglio/)
  expect(changes).toContain('noindex')
})

test('what is withdrawn is gone, and every step is in the log once', async ({ browser }) => {
  const page = await open(browser, editor, address)
  await page.getByRole('button', { name: 'Altro', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Ritira', exact: true }).click()
  await page.getByRole('button', { name: 'Ritira', exact: true }).click()
  await expect.poll(() => status(path)).toBe(410)
  expect(await status(`${path}/changes`)).toBe(410)
  const { stdout } = await cli(['article', 'show', path, '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ status: 'unpublished', path, edit: address })
})
