// Writing in a real browser: by keyboard alone, by paste, from Word, on a phone; what is stored is what readers get.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { line, listLine, run, wordFile } from '../factories/word-files.ts'
import { addPerson, signIn } from './newsroom.ts'
import { url } from './site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../fixtures/paste', name), 'utf8')

const body = (page: Page) => page.getByRole('textbox', { name: 'Testo dell’articolo' })

async function begin(page: Page): Promise<void> {
  await signIn(page, await addPerson('author'))
  await page.goto(`${url}/admin/articles/new`)
  await page.waitForURL(/\/admin\/articles\/\d+$/)
  await body(page).click()
}

type Block = {
  type: string
  attrs?: Record<string, unknown>
  content?: Block[]
  text?: string
  marks?: unknown[]
}

/** What the server has, once everything is saved. */
async function stored(page: Page): Promise<Block[]> {
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Salvato \d/ })).toBeVisible()
  const response = await page.request.get(page.url().replace('/admin/', '/api/admin/'))
  const answer = (await response.json()) as { snapshot: { body: { content: Block[] } } }
  return answer.snapshot.body.content
}

async function paste(page: Page, html: string, text = 'x'): Promise<void> {
  await body(page).evaluate(
    (element, data) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', data.html)
      clipboardData.setData('text/plain', data.text)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { html, text },
  )
}

test('an article is written by keyboard alone: shortcuts, elements, a note, a link to an article of ours', async ({
  page,
}) => {
  await begin(page)
  const keys = page.keyboard
  await keys.type('Il ponte **riapre** oggi.')
  await keys.press('Control+Alt+f')
  await keys.type('Comunicato del Comune')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('## I tempi')
  await keys.press('Enter')
  await keys.type('- primo')
  await keys.press('Enter')
  await keys.type('secondo')
  await keys.press('Enter')
  await keys.press('Enter')
  await keys.type('/tab')
  await expect(page.getByRole('option', { name: /^Tabella/ })).toHaveAttribute('aria-selected', 'true')
  await expect(body(page)).toHaveAttribute('aria-activedescendant', /table$/)
  await keys.press('Enter')
  await keys.type('Anno')
  await keys.press('Tab')
  await keys.type('Spesa')
  await keys.press('Escape')
  await keys.type('Vedi ')
  await keys.press('Control+k')
  await page.getByRole('searchbox', { name: /Cerca un nostro articolo/ }).fill('biblioteca')
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await expect(body(page)).toBeFocused()
  const blocks = await stored(page)
  expect(blocks.map((block) => block.type)).toEqual([
    'paragraph',
    'heading',
    'bulletList',
    'table',
    'paragraph',
  ])
  expect(JSON.stringify(blocks[0])).toContain('"footnote"')
  expect(JSON.stringify(blocks[4])).toMatch(/"articleId":\d+/)
})

test('a gallery takes several pictures at once, and a video a picture of the library', async ({ page }) => {
  await begin(page)
  await page.keyboard.type('/gall')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Scegli le immagini' })
  const pictures = dialog.getByRole('row')
  await pictures.nth(2).click()
  await pictures.nth(0).click()
  await pictures.nth(1).click()
  await pictures.nth(2).click() // taken out again
  await expect(dialog.getByText('2 immagini scelte')).toBeVisible()
  await dialog.getByRole('searchbox').fill('biblioteca')
  await expect(pictures).toHaveCount(1)
  await pictures.first().click()
  await dialog.getByRole('button', { name: 'Usa queste 3 immagini' }).click()
  await expect(body(page).locator('figure.gallery li')).toHaveCount(3)
  await page.getByRole('button', { name: 'Aggiungi immagini' }).click()
  await pictures.nth(3).click()
  await pictures.nth(4).click()
  await dialog.getByRole('button', { name: 'Usa queste 2 immagini' }).click()
  await expect(body(page).locator('figure.gallery li')).toHaveCount(5)

  await body(page).locator('p').last().click()
  await page.keyboard.type('/video')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Indirizzo').fill('https://www.youtube.com/watch?v=dQw4w9WgXcQ')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Metti un’immagine' }).click()
  const one = page.getByRole('dialog', { name: 'Scegli un’immagine' })
  await one.getByRole('row').nth(1).click()
  await one.getByRole('button', { name: 'Usa questa immagine' }).click()
  await expect(body(page).locator('figure.embed img')).toBeVisible()
  const blocks = await stored(page)
  const items = (blocks.find(({ type }) => type === 'gallery')?.attrs?.items ?? []) as { mediaId: number }[]
  expect(new Set(items.map(({ mediaId }) => mediaId)).size).toBe(5)
  expect(blocks.find(({ type }) => type === 'embed')?.attrs).toMatchObject({
    provider: 'youtube',
    posterMediaId: expect.any(Number),
  })
  await page.getByRole('button', { name: 'Togli l’immagine' }).click()
  await expect(body(page).locator('figure.embed img')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Metti un’immagine' })).toBeFocused()
})

test('the toolbar is one stop of the Tab key, and Escape leads back to the text', async ({ page }) => {
  await begin(page)
  await page.keyboard.type('Parole')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'Grassetto' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('Escape')
  await expect(body(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(body(page)).not.toBeFocused()
  expect(JSON.stringify(await stored(page))).toContain('"bold"')
})

test('a page that is pasted becomes structure, and its pictures wait for the library', async ({ page }) => {
  await begin(page)
  await paste(page, fixture('word.html.txt'))
  await expect(body(page).getByRole('heading', { name: 'Il mercato coperto riapre' })).toBeVisible()
  await expect(body(page).getByRole('alert')).toContainText('Caricala')
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    canvas.getContext('2d')?.fillText(String(Math.random()), 20, 20)
    return canvas.toDataURL('image/png')
  })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Carica l’immagine' }).click()
  const buffer = Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64')
  await (await chooser).setFiles({ name: 'mercato.png', mimeType: 'image/png', buffer })
  await expect(body(page).locator('figure img[src^="/media/"]')).toBeVisible()
  const figure = (await stored(page)).find((block) => block.type === 'figure')
  expect(figure?.attrs).toMatchObject({ alt: 'La facciata del mercato' })
})

test('a picture is pasted, described and credited; nothing of it is shown from elsewhere', async ({
  page,
}) => {
  await begin(page)
  await body(page).evaluate(async (element) => {
    const canvas = document.createElement('canvas')
    canvas.width = 800
    canvas.height = 500
    canvas.getContext('2d')?.fillText(String(Math.random()), 20, 20)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(blob ? [blob] : [], 'foto.png', { type: 'image/png' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  const image = body(page).locator('figure img[src^="/media/"]')
  await expect(image).toBeVisible()
  await expect(page.getByText('Descrivi che cosa si vede')).toBeVisible()
  await page.getByLabel('Testo alternativo').fill('Una piazza vuota')
  await page.getByLabel('Credito').fill('Foto di Ada Neri')
  await page.getByRole('button', { name: 'Più larga' }).click()
  const figure = (await stored(page)).find((block) => block.type === 'figure')
  expect(figure?.attrs).toMatchObject({ alt: 'Una piazza vuota', credit: 'Foto di Ada Neri', layout: 'wide' })
})

test('a picture of a place that must not be asked is refused with words, and the text stays', async ({
  page,
}) => {
  await begin(page)
  await paste(page, '<p>Parole</p><img src="http://127.0.0.1:9/x.png" width="400" height="300">')
  await expect(body(page).getByRole('alert')).toBeVisible()
  await expect(body(page).locator('img[src*="127.0.0.1"]')).toHaveCount(0)
  expect(await stored(page)).toMatchObject([{ type: 'paragraph', content: [{ text: 'Parole' }] }])
})

test('a Word file becomes the text, one undo takes it back, and what is none is refused', async ({
  page,
}) => {
  await begin(page)
  await page.getByRole('button', { name: 'Importa da Word' }).click()
  const docx = wordFile({ body: line(run('Il bosco'), 'Titolo1') + listLine('Abete') + listLine('Larice') })
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const field = page.getByLabel('File .docx')
  await field.setInputFiles({ name: 'no.docx', mimeType, buffer: Buffer.from('ciao') })
  await page.getByRole('button', { name: 'Importa', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('non è un documento Word')
  await field.setInputFiles({ name: 'bosco.docx', mimeType, buffer: docx })
  await page.getByRole('button', { name: 'Importa', exact: true }).click()
  await page.getByRole('button', { name: 'Chiudi', exact: true }).click()
  await expect(body(page).getByRole('heading', { name: 'Il bosco' })).toBeVisible()
  expect((await stored(page)).map((block) => block.type)).toEqual(['heading', 'bulletList'])
  await page.getByRole('button', { name: 'Annulla', exact: true }).click()
  await expect(body(page).getByRole('heading')).toHaveCount(0)
})

test('no accessibility rule is broken while blocks are edited and dialogs are open', async ({ page }) => {
  await begin(page)
  await page.evaluate(axe)
  const violations = async (where: string) => {
    const found = await page.evaluate(async (selector) => {
      const { axe: run } = window as unknown as {
        axe: { run: (where: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      return (await run.run(selector)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    }, where)
    expect(found).toEqual([])
  }
  for (const [typed, wait] of [
    ['/scheda', 'complementary'],
    ['/frase', 'figure'],
    ['/tabella', 'table'],
  ] as const) {
    await page.keyboard.type(typed)
    await violations('body')
    await page.keyboard.press('Enter')
    await expect(body(page).getByRole(wait).first()).toBeVisible()
    await page.keyboard.type('Parole')
    if (wait === 'table') {
      // A column without a heading is the writer's to fill, not the editor's fault.
      for (const name of ['Altre', 'Ancora']) {
        await page.keyboard.press('Tab')
        await page.keyboard.type(name)
      }
    }
    await violations('body')
    await body(page).locator(':scope > p').last().click()
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await violations('[role=dialog]')
})

test('on a phone the toolbar scrolls and its buttons can be hit', async ({ browser, page: desk }) => {
  await begin(desk)
  const storageState = await desk.context().storageState()
  const article = desk.url()
  await desk.close()
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    storageState,
  })
  const page = await context.newPage()
  await page.goto(article)
  await body(page).tap()
  await page.keyboard.type('Correzione dal telefono')
  const sizes = await page
    .getByRole('toolbar', { name: 'Formato del testo' })
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height))
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await stored(page)).toMatchObject([{ content: [{ text: 'Correzione dal telefono' }] }])
  await context.close()
})
