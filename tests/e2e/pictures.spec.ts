// Pictures in the newsroom, against the production build: what comes in, what is refused, who may do what, and how a
// picture leaves the readers' pages when its rights end.
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { bomb, foreign, jpeg, stripes, withSegment } from '../factories/pictures.ts'
import { addPerson, openWithoutScripts, signIn } from './newsroom.ts'
import { cli, url } from './site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const data = () => process.env.E2E_DATA ?? ''
const api = `${url}/api/admin/media`

let shade = 0
/** A picture like no other: equal ones are one in the library. */
const unlike = (width = 900, height = 600) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: ++shade % 256, g: process.pid % 256, b: Date.now() % 256 },
    },
  })
    .composite([
      {
        input: { create: { width: 40, height: 40, channels: 3, background: '#ffffff' } },
        left: shade,
        top: 5,
      },
    ])
    .jpeg()
    .toBuffer()

type File = { name: string; buffer: Buffer; mimeType: string }
const file = (name: string, buffer: Buffer, mimeType = 'image/jpeg'): File => ({ name, buffer, mimeType })

async function choose(page: Page, files: File[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Scegli i file', exact: true }).click()
  await (await chooser).setFiles(files)
}

async function withTelltales(): Promise<Buffer> {
  const photo = await sharp(await unlike())
    .withExif({
      IFD0: { Make: 'TELLTALE', Artist: 'Ada Neri', Copyright: 'Ondine' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '41/1 53/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '12/1 29/1 0/1',
      },
    })
    .jpeg()
    .toBuffer()
  return Buffer.concat([
    withSegment(photo, 0xfe, Buffer.from('<script>TELLTALE</script>')),
    Buffer.from('<script>TELLTALE</script>'),
  ])
}

test('uploads in the browser: each file gets its answer, in words, at its own row', async ({ page }) => {
  await signIn(page, await addPerson('author'))
  await page.goto(`${url}/admin/media`)
  const whole = await jpeg(900, 600)
  const huge = await sharp({ create: { width: 10_000, height: 6_001, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  const polyglot = await withTelltales()
  await choose(page, [
    file('vignetta.png', foreign.svg, 'image/png'),
    file('IMG_0042.HEIC', foreign.heic, 'image/heic'),
    file('moderna.avif', foreign.avif, 'image/avif'),
    file('bomba.png', bomb(60_000, 60_000), 'image/png'),
    file('enorme.png', huge, 'image/png'),
    file('a metà.jpg', whole.subarray(0, whole.length / 2)),
    file('pesante.jpg', Buffer.concat([whole, Buffer.alloc(26 << 20)])),
    file('molo all’alba.jpg', polyglot),
    file('ancora il molo.jpg', polyglot),
  ])
  const alert = (text: RegExp) =>
    expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible({ timeout: 30_000 })
  await alert(/vignetta\.png: I disegni SVG non si possono usare/)
  await alert(/IMG_0042\.HEIC: L’iPhone salva in HEIC.*esporta la foto come JPEG/)
  await alert(/moderna\.avif: Le immagini AVIF non si possono caricare/)
  await alert(/bomba\.png: .*60 megapixel/)
  await alert(/enorme\.png: .*60 megapixel/)
  await alert(/a metà\.jpg: L’immagine è rovinata o incompleta/)
  await alert(/pesante\.jpg: Il file è troppo pesante: al massimo 25 MB/)
  const status = (text: RegExp) =>
    expect(page.getByRole('status').filter({ hasText: text })).toBeVisible({ timeout: 30_000 })
  await status(/^molo all’alba\.jpg: (caricata|c’era già)/)
  await status(/^ancora il molo\.jpg: (caricata|c’era già)/)
  await expect(page.getByText('c’era già', { exact: false })).toHaveCount(1)
  await page.getByRole('link', { name: 'Apri' }).first().click()
  await expect(page.getByLabel('Credito')).toHaveValue('Ada Neri')
  await expect(page.getByLabel('Diritti')).toHaveValue('Ondine')
  const id = /\/admin\/media\/(\d+)/.exec(page.url())?.[1] ?? ''
  const files = ['media', 'masters'].flatMap((folder) =>
    readdirSync(path.join(data(), folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter(
        (name) =>
          name.includes(`${path.sep}media${path.sep}${id}${path.sep}`) ||
          path.basename(name).startsWith(`${id}-`),
      ),
  )
  expect(files.length).toBeGreaterThan(8)
  for (const name of files)
    expect([name, /TELLTALE|GPS|<script|Exif/.test(readFileSync(name, 'latin1'))]).toEqual([name, false])
  expect(existsSync(path.join(data(), 'originals'))).toBe(false)
  expect(readdirSync(path.join(data(), 'incoming'))).toEqual([])
})

test('pictures can be dropped and pasted, several at once, and an upload can be taken back', async ({
  page,
}) => {
  await signIn(page, await addPerson('author'))
  await page.goto(`${url}/admin/media`)
  const done = (name: string) =>
    expect(page.getByRole('status').filter({ hasText: `${name}: caricata` })).toBeVisible({ timeout: 30_000 })

  const line = await page.context().newCDPSession(page)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'testata-drop-'))
  const files = ['una.jpg', 'due.jpg'].map((name) => path.join(folder, name))
  for (const name of files) writeFileSync(name, await unlike())
  const box = await page.getByText('Trascina qui le immagini', { exact: false }).boundingBox()
  const place = {
    x: (box?.x ?? 0) + 5,
    y: (box?.y ?? 0) + 5,
    data: { items: [], files, dragOperationsMask: 1 },
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await line.send('Input.dispatchDragEvent', { type, ...place })
  await done('una.jpg')
  await done('due.jpg')

  const pasted = (await unlike()).toString('base64')
  await page.evaluate((bytes) => {
    const clipboardData = new DataTransfer()
    const content = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))
    clipboardData.items.add(new File([content], 'image.png', { type: 'image/png' }))
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, pasted)
  await done('Immagine incollata')

  await line.send('Network.enable')
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 60_000 }
  await line.send('Network.emulateNetworkConditions', slow)
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 50 }
  const large = await sharp({ create: { width: 1500, height: 1000, channels: 3, background: '#888', noise } })
    .jpeg()
    .toBuffer()
  await choose(page, [file('lenta.jpg', large)])
  await expect(page.getByRole('progressbar', { name: 'lenta.jpg' })).toBeVisible()
  await expect.poll(() => readdirSync(path.join(data(), 'incoming')).length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Annulla il caricamento di lenta.jpg' }).click()
  await expect(page.getByText('lenta.jpg')).toHaveCount(0)
  await expect.poll(() => readdirSync(path.join(data(), 'incoming'))).toEqual([])
})

test('the server itself refuses what a browser would have refused', async ({ page }) => {
  await signIn(page, await addPerson('contributor'))
  const whole = await jpeg(900, 600)
  const send = async (buffer: Buffer) => {
    const answer = await page.request.post(api, { data: buffer, headers: { 'x-file-name': 'foto.png' } })
    return [answer.status(), (await answer.json()).error?.code]
  }
  expect(await send(foreign.svg)).toEqual([415, 'picture-svg'])
  expect(await send(foreign.svgInUtf16)).toEqual([415, 'picture-svg'])
  expect(await send(foreign.heic)).toEqual([415, 'picture-heic'])
  expect(await send(foreign.avif)).toEqual([415, 'picture-avif'])
  expect(await send(foreign.gif)).toEqual([415, 'picture-gif'])
  expect(await send(foreign.pdf)).toEqual([415, 'picture-pdf'])
  expect(await send(foreign.page)).toEqual([415, 'picture-unsupported'])
  expect(await send(bomb(60_000, 60_000))).toEqual([413, 'picture-pixels'])
  expect(await send(Buffer.concat([whole, Buffer.alloc(26 << 20)]))).toEqual([413, 'picture-heavy'])
  expect(await send(whole.subarray(0, whole.length / 2))).toEqual([422, 'picture-unreadable'])
  expect(readdirSync(path.join(data(), 'incoming'))).toEqual([])
})

test('pictures come from public addresses only', async ({ page }) => {
  await signIn(page, await addPerson('author'))
  const fetched = async (address: string) => {
    const answer = await page.request.post(`${api}/fetch`, { data: { url: address } })
    return [answer.status(), (await answer.json()).error?.code]
  }
  for (const address of [
    `${url}/api/health`,
    'http://127.0.0.1/x.jpg',
    'http://localhost/x.jpg',
    'http://[::1]/x.jpg',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/x.jpg',
    'http://0x7f.1/x.jpg',
  ])
    expect([address, ...(await fetched(address))]).toEqual([address, 422, 'address-private'])
  for (const address of ['file:///etc/passwd', 'gopher://example.org/', 'http://a:b@example.org/'])
    expect([address, ...(await fetched(address))]).toEqual([address, 422, 'address-invalid'])
})

type Call = [method: string, path: string, body?: unknown]
const calls: Call[] = [
  ['GET', ''],
  ['POST', ''],
  ['POST', '/fetch', { url: 'https://example.org/x.jpg' }],
  ['GET', '/1'],
  ['PATCH', '/1', { alt: 'x' }],
  ['DELETE', '/1'],
  ['GET', '/1/preview'],
]
const statusOf = async (request: APIRequestContext, [method, at, body]: Call) =>
  (await request.fetch(api + at, { method, ...(body ? { data: body } : {}) })).status()

test('without a session nothing answers, not even whether a picture exists', async ({ request }) => {
  for (const call of calls)
    expect([...call.slice(0, 2), await statusOf(request, call)]).toEqual([...call.slice(0, 2), 401])
  for (const at of ['/999999', '/nonsense']) expect(await statusOf(request, ['GET', at])).toBe(401)
})

test('who is signed in but not permitted is refused; what is missing is missing', async ({
  page,
  browser,
}) => {
  await signIn(page, await addPerson('contributor'))
  const mine = (await (await page.request.post(api, { data: await unlike() })).json()) as { id: number }
  const { request } = page
  expect(await statusOf(request, ['PATCH', '/1', { alt: 'Non mia' }])).toBe(403)
  expect(await statusOf(request, ['PATCH', `/${mine.id}`, { alt: 'Mia' }])).toBe(200)
  expect(await statusOf(request, ['PATCH', `/${mine.id}`, { hash: 'x' }])).toBe(422)
  expect(await statusOf(request, ['DELETE', `/${mine.id}`])).toBe(403)
  for (const at of ['/999999', '/nonsense', '/0', '/1e3']) {
    expect(await statusOf(request, ['GET', at])).toBe(404)
    expect(await statusOf(request, ['PATCH', at, { alt: 'x' }])).toBe(404)
    expect(await statusOf(request, ['GET', `${at}/preview`])).toBe(404)
  }
  const editor = await browser.newPage()
  await signIn(editor, await addPerson('editor'))
  expect(await statusOf(editor.request, ['DELETE', '/999999'])).toBe(404)
  const used = await editor.request.delete(`${api}/1`)
  expect([used.status(), (await used.json()).error.uses.length > 0]).toEqual([409, true])
  expect(await statusOf(editor.request, ['DELETE', `/${mine.id}`])).toBe(200)
  expect(await statusOf(editor.request, ['GET', `/${mine.id}`])).toBe(404)
  await editor.close()
})

/** A published article of its own with a picture of its own. */
async function illustrated(title: string): Promise<{ path: string; id: number; picture: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'testata-md-'))
  writeFileSync(path.join(folder, 'sua.jpg'), await unlike())
  writeFileSync(path.join(folder, 'dentro.jpg'), await unlike())
  const front = `title: ${title}\nsection: Città\nstatus: published\ndate: 2020-02-03T10:00:00+01:00\nhero: { file: sua.jpg, alt: Prova }`
  writeFileSync(path.join(folder, 'pezzo.md'), `---\n${front}\n---\n\nTesto.\n\n![Dentro](dentro.jpg)\n`)
  const { stdout } = await cli(['import', path.join(folder, 'pezzo.md'), '--json'])
  const [article] = JSON.parse(stdout).articles as { path: string; id: number }[]
  const html = await (await fetch(url + article?.path)).text()
  return {
    path: article?.path ?? '',
    id: article?.id ?? 0,
    picture: Number(/\/media\/(\d+)\//.exec(html)?.[1]),
  }
}

test('a picture leaves every page when its rights end, and comes back when they are extended', async ({
  page,
}) => {
  const { path: at, picture } = await illustrated(`Prova dei diritti ${Date.now()}`)
  await signIn(page, await addPerson('editor'))
  const shown = async () => (await (await fetch(url + at)).text()).includes(`/media/${picture}/`)
  const address = /\/media\/\d+\/[a-z0-9]+-640\.jpg/.exec(await (await fetch(url + at)).text())?.[0] ?? ''
  expect([await shown(), (await fetch(url + address)).status]).toEqual([true, 200])
  await page.goto(`${url}/admin/media/${picture}`)
  await page.getByLabel('Si può pubblicare fino al').fill('2024-12-31')
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await expect(page.getByText('Salvato.')).toBeVisible()
  await expect(page.getByText('Diritti scaduti: i lettori non la vedono')).toBeVisible()
  expect(await shown()).toBe(false)
  await expect.poll(async () => (await fetch(url + address)).status, { timeout: 15_000 }).toBe(404)
  expect((await page.request.get(`${api}/${picture}/preview`)).status()).toBe(200)
  expect((await page.request.patch(`${api}/${picture}`, { data: { rightsUntil: '' } })).status()).toBe(200)
  expect(await shown()).toBe(true)
  await expect.poll(async () => (await fetch(url + address)).status, { timeout: 15_000 }).toBe(200)
})

test('what is typed while the page’s scripts are still coming is noticed and saved', async ({ page }) => {
  await signIn(page, await addPerson('author'))
  const made = (await (
    await page.request.post(api, { data: await unlike(), headers: { 'x-file-name': 'presto.jpg' } })
  ).json()) as { id: number }
  const release = await openWithoutScripts(page, `${url}/admin/media/${made.id}`)
  await page.getByLabel('Credito').fill('Ada Neri')
  await page.getByLabel('Testo alternativo').fill('Un molo vuoto')
  await page.getByLabel('Contenuto delicato').check()
  release()
  const save = page.getByRole('button', { name: 'Salva', exact: true })
  await save.click()
  await expect(page.getByText('Salvato.')).toBeVisible()
  await expect(save).toBeFocused()
  expect(await (await page.request.get(`${api}/${made.id}`)).json()).toMatchObject({
    credit: 'Ada Neri',
    alt: 'Un molo vuoto',
    sensitive: true,
  })
})

test('rights end by themselves while nobody looks', async ({ page }) => {
  const { path: at, picture } = await illustrated(`Prova della scadenza ${Date.now()}`)
  await signIn(page, await addPerson('editor'))
  const shown = async () => (await (await fetch(url + at)).text()).includes(`/media/${picture}/`)
  expect(await shown()).toBe(true)
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(path.join(data(), 'testata.db'))
  db.prepare('UPDATE media SET rights_expire_at = ? WHERE id = ?').run(Date.now() + 2_000, picture)
  db.close()
  expect(await shown()).toBe(true)
  await expect.poll(shown, { timeout: 25_000 }).toBe(false)
})

test('the focal point is set with the keyboard, and the crops get new addresses', async ({ page }) => {
  await signIn(page, await addPerson('author'))
  const made = (await (
    await page.request.post(api, {
      data: await stripes(1500, 500),
      headers: { 'x-file-name': 'strisce.png' },
    })
  ).json()) as { id: number; hash: string }
  await page.goto(`${url}/admin/media/${made.id}`)
  const target = page.getByRole('button', { name: /^Punto focale/ })
  await target.focus()
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
  await expect(target).toHaveAccessibleName('Punto focale: Da sinistra 40 %, Dall’alto 50 %')
  await page.getByLabel(/^Dall’alto/).fill('20')
  await page.getByRole('button', { name: 'Salva il punto focale' }).click()
  await expect.poll(async () => (await (await page.request.get(`${api}/${made.id}`)).json()).focalY).toBe(0.2)
  const after = (await (await page.request.get(`${api}/${made.id}`)).json()) as {
    hash: string
    focalX: number
  }
  expect([after.focalX, after.hash === made.hash]).toEqual([0.4, false])
  for (const hash of [made.hash, after.hash])
    expect((await fetch(`${url}/media/${made.id}/${hash}-1x1.jpg`)).status).toBe(200)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the library and on a picture's page, ${colorScheme}`, async ({ browser }) => {
    const page = await browser.newPage({ colorScheme })
    await signIn(page, await addPerson('editor'))
    for (const at of [
      '/admin/media',
      '/admin/media?view=list&filter=unused',
      '/admin/media?q=qwertyuiop',
      '/admin/media/1',
    ]) {
      await page.goto(url + at)
      await page.evaluate(axe)
      const found = (await page.evaluate(
        'axe.run({ resultTypes: ["violations"] }).then((result) => result.violations)',
      )) as { id: string; nodes: { html: string }[] }[]
      expect([at, found.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([at, []])
    }
    await page.close()
  })
