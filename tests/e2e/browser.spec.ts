import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from '@playwright/test'
import { articlePaths, articleWith, pageKinds, url } from './site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] }

test('reader pages run only our own scripts, ask nobody else, set no cookie and log no error', async ({
  browser,
}) => {
  for (const [kind, path] of Object.entries(await pageKinds())) {
    const context = await browser.newContext()
    const page = await context.newPage()
    const foreign: string[] = []
    const errors: string[] = []
    page.on('request', (request) => {
      const asked = new URL(request.url())
      if (asked.origin !== url) foreign.push(request.url())
      if (asked.pathname.startsWith('/_next/') && asked.pathname.endsWith('.js')) foreign.push(request.url())
    })
    page.on('console', (message) => {
      // The browser itself reports the status of a page that is not 2xx.
      if (message.type() === 'error' && !/status of 404/.test(message.text())) errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(url + path, { waitUntil: 'networkidle' })
    expect({ kind, foreign, errors }).toEqual({ kind, foreign: [], errors: [] })
    expect(await context.cookies()).toEqual([])
    await context.close()
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test(`axe finds nothing, ${colorScheme}, ${width} px`, async ({ browser }) => {
      test.setTimeout(180_000)
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
      const page = await context.newPage()
      const paths = {
        ...(await pageKinds()),
        table: await articleWith(/<table/),
        gallery: await articleWith(/<blockquote/),
      }
      for (const [kind, path] of Object.entries(paths)) {
        await page.goto(url + path)
        await page.evaluate(axe)
        const violations = (await page.evaluate(
          'axe.run({ resultTypes: ["violations"] }).then((result) => result.violations)',
        )) as Violation[]
        const found = violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)
        expect({ kind, found }).toEqual({ kind, found: [] })
      }
      await context.close()
    })
  }
}

test('nothing moves while a page loads, and nothing is wider than a small phone or 400 % zoom', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  for (const width of [320, 390, 1440]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    const [article = '/'] = await articlePaths()
    for (const path of ['/', article, await articleWith(/<table/)]) {
      await page.addInitScript(() => {
        const state = window as unknown as { shift: number }
        state.shift = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) state.shift += (entry as unknown as { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
      })
      await page.goto(url + path, { waitUntil: 'networkidle' })
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await page.waitForTimeout(300)
      const { shift, over } = await page.evaluate(() => ({
        shift: (window as unknown as { shift: number }).shift,
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }))
      expect({ path, width, shift, over }).toEqual({ path, width, shift: 0, over: 0 })
    }
    await context.close()
  }
})

test('the theme can be switched and is remembered', async ({ page }) => {
  await page.goto(url)
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const before = await background()
  await page.locator('[data-theme-switch]').click()
  const after = await background()
  expect(after).not.toBe(before)
  await page.reload()
  expect(await background()).toBe(after)
})

test('the support notice closes for the session', async ({ page }) => {
  await page.goto(url + (await articleWith(/./)))
  await page.locator('[data-close]').click()
  await expect(page.locator('.support')).toBeHidden()
  await page.reload()
  await expect(page.locator('.support')).toBeHidden()
})

test('a piece on another site is loaded only after a click', async ({ page }) => {
  // Nothing leaves the machine: what the frame would ask for is answered here.
  await page.route(/youtube-nocookie\.com|vimeo\.com/, (route) =>
    route.fulfill({ body: '<p>film</p>', contentType: 'text/html' }),
  )
  const path = await articleWith(/vimeo\.com|youtube\.com/)
  await page.goto(url + path)
  expect(await page.locator('iframe').count()).toBe(0)
  await page.locator('[data-load]').click()
  await expect(page.locator('.embed iframe')).toHaveAttribute('src', /youtube-nocookie|player\.vimeo/)
})

test('the skip link is the first stop of the keyboard and focus is visible', async ({ page }) => {
  await page.goto(url)
  await page.keyboard.press('Tab')
  await expect(page.locator('.skip-link')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#content$/)
})

test('budgets: one stylesheet, two fonts, small scripts, a light article', async ({ page }) => {
  const sizes: Record<string, number> = {}
  const [article = '/'] = await articlePaths()
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    const { responseBodySize } = await response.request().sizes()
    sizes[pathname] = responseBodySize
  })
  await page.goto(url + article, { waitUntil: 'networkidle' })
  await page.waitForTimeout(200)
  const of = (pattern: RegExp) => Object.entries(sizes).filter(([path]) => pattern.test(path))
  const sum = (list: [string, number][]) => list.reduce((total, [, size]) => total + size, 0)
  expect(of(/\.css$/)).toHaveLength(1)
  expect(of(/\.woff2$/).length).toBeLessThanOrEqual(2)
  expect(sum(of(/\.css$/))).toBeLessThan(14_000)
  expect(sum(of(/\.js$/))).toBeLessThan(10_000)
  expect((sizes[article] ?? Number.POSITIVE_INFINITY) + sum(of(/\.css$/))).toBeLessThan(30_000)
})
