// From the sign-in page to a published article without touching a mouse, and axe on every page of the newsroom, on wide
// and on narrow screens, light and dark. What other specs check of their own pages is not repeated here.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { addPerson, signIn } from './newsroom.ts'
import { url } from './site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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

/** Goes on with the Tab key until this has the focus. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (
      await target
        .evaluate((element) => element === document.activeElement, null, { timeout: 1_000 })
        .catch(() => false)
    )
      return
    await page.keyboard.press(key)
  }
  throw new Error(`the focus never comes to ${target}`)
}

test('an editor signs in, writes, publishes and corrects by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000)
  const editor = await addPerson('editor')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await page.goto(`${url}/admin/login`)
  await tabTo(page, page.getByLabel('Email'))
  await page.keyboard.type(editor.email)
  await tabTo(page, page.getByLabel('Password'))
  await page.keyboard.type(editor.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin$/)

  await tabTo(page, page.getByRole('link', { name: 'Vai al contenuto' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Nuovo articolo' }).first())
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin\/articles\/\d+$/)
  const title = `Il molo riapre ai pescatori ${process.pid}`
  await tabTo(page, page.getByRole('textbox', { name: 'Titolo', exact: true }))
  await page.keyboard.type(title)
  await tabTo(page, page.getByRole('textbox', { name: 'Sommario' }))
  await page.keyboard.type('Da sabato le barche tornano al loro posto.')
  const body = page.getByRole('textbox', { name: 'Testo dell’articolo' })
  await tabTo(page, body)
  await page.keyboard.type('Il pontile è stato rifatto.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('## Che cosa cambia')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Le corde si legano più in alto.')
  await expect(body.getByRole('heading', { level: 2 })).toHaveText('Che cosa cambia')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('status').filter({ hasText: /^Salvato \d/ })).toBeVisible()

  await tabTo(page, button('Pubblica'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(title)).toBeVisible()
  await tabTo(page, dialog.getByRole('button', { name: 'Pubblica', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Pubblicato.', { exact: true })).toBeVisible()
  await expect(page.locator('header').getByText('Pubblicato', { exact: true })).toBeFocused()
  await expect.poll(async () => (await fetch(url)).text()).toContain(title)

  await tabTo(page, button('Altro'))
  await page.keyboard.press('Enter')
  await page.keyboard.type('Aggiungi una')
  await page.keyboard.press('Enter')
  await tabTo(page, dialog.getByLabel('Testo per i lettori'))
  await page.keyboard.type('Le barche tornano domenica.')
  await tabTo(page, dialog.getByRole('button', { name: 'Pubblica la correzione' }))
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await fetch(`${url}/corrections`)).text())
    .toContain('Le barche tornano domenica.')
})

const pages = [
  '/admin',
  '/admin/articles',
  '/admin/articles/12',
  '/admin/articles/12/revisions',
  '/admin/front-page',
  '/admin/media',
  '/admin/media/1',
  '/admin/sections',
  '/admin/topics',
  '/admin/authors',
  '/admin/authors/1',
  '/admin/redirects',
  '/admin/people',
  '/admin/people/roles',
  '/admin/settings/publication',
  '/admin/settings/look',
  '/admin/settings/newsroom',
  '/admin/audit',
  '/admin/account',
  '/admin/no-such-page',
]

for (const [width, colorScheme] of [
  [1440, 'dark'],
  [390, 'light'],
] as const)
  test(`every page passes axe at ${width} px, ${colorScheme}, and none scrolls sideways`, async ({
    browser,
  }) => {
    test.setTimeout(240_000)
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    await page.goto(`${url}/admin/login`)
    expect(await violations(page)).toEqual([])
    await signIn(page, await addPerson('administrator'))
    for (const address of pages) {
      await page.goto(url + address)
      await page.locator('main').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await violations(page), address).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(wide, address).toBe(false)
    }
    await context.close()
  })
