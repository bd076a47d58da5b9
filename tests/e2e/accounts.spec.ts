// People: coming in, being kept out, and what nobody may do. A server of its own, because guessing slows it down.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { type ParsedMail, simpleParser } from 'mailparser'
import { Secret, TOTP } from 'otpauth'
import { SMTPServer } from 'smtp-server'
import { addPerson, type Member, signIn } from './newsroom.ts'
import { freePort, type Running, startServer, temporaryFolder } from './server.ts'
import { cli, markdownFile } from './site.ts'

test.describe.configure({ mode: 'serial' })

let server: Running
let base: string
let admin: Member
test.beforeAll(async () => {
  const port = await freePort()
  base = `http://localhost:${port}`
  server = await startServer(temporaryFolder(), {
    PORT: String(port),
    SITE_URL: base,
    DEMO: '0',
    TRUSTED_PROXIES: '127.0.0.1,::1',
    SMTP_URL: '',
  })
})
test.afterAll(async () => {
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
})

const person = (role: Member['role'], name?: string) => addPerson(role, name, server.dataDir)
const people = (...args: string[]) => cli(['people', ...args], server.dataDir)
const out = /\/admin\/login/

/** A window of somebody who comes from another network address. */
async function from(page: Page, address: string): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': address } })
  return context.newPage()
}

/** The state of a page for somebody who has only a cookie. */
const statusWith = async (cookies: Awaited<ReturnType<BrowserContext['cookies']>>, at: string) => {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const answer = await fetch(base + at, { headers: { cookie }, redirect: 'manual' })
  return [answer.status, answer.headers.get('location') ?? '']
}

test('the printed link makes the first administrator, once', async ({ page }) => {
  const link = /http:\S+\/admin\/setup\?token=\S+/.exec(server.log())?.[0] ?? ''
  admin = {
    email: 'ada@example.org',
    name: 'Ada Neri',
    password: 'nebbia sul canale grande',
    role: 'administrator',
  }
  await page.goto(link)
  await page.getByLabel('Nome e cognome').fill(admin.name)
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password').fill('passwordpassword')
  await page.getByRole('button', { name: 'Crea e accedi' }).click()
  await expect(page.locator('form [role=alert]')).toHaveText(/tra le più usate|ripetizione/)
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Crea e accedi' }).click()
  await page.getByRole('button', { name: 'Esci' }).waitFor()
  await page.context().clearCookies()
  await page.goto(link)
  await expect(page).toHaveURL(out)
})

test('an invitation by link: the administrator passes it on, it works once', async ({ page }) => {
  await signIn(page, admin, base)
  await page.goto(`${base}/admin/people`)
  await page.getByRole('button', { name: 'Invita' }).click()
  await page.getByLabel('Nome e cognome').fill('Bea Verdi')
  await page.getByLabel('Email').fill('bea@example.org')
  await page.getByLabel('Ruolo', { exact: true }).selectOption('author')
  await page.getByRole('button', { name: 'Crea l’invito' }).click()
  const link = await page.getByLabel('Collegamento', { exact: true }).inputValue()
  await expect(page.getByRole('button', { name: 'Copia il collegamento' })).toBeVisible()

  const guest = await from(page, '192.0.2.10')
  await guest.goto(link)
  await guest.getByLabel('Password').fill('il treno delle sette')
  await guest.getByRole('button', { name: 'Salva la password e accedi' }).click()
  await guest.getByRole('button', { name: 'Esci' }).waitFor()
  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Questo collegamento non funziona più')
  await page.goto(`${base}/admin/people`)
  await expect(page.getByRole('row', { name: /Bea Verdi/ })).toContainText('Attivo')
})

test('a stolen cookie is dead after signing out', async ({ page }) => {
  const member = await person('editor')
  await signIn(page, member, base)
  const stolen = await page.context().cookies()
  expect(stolen.find(({ name }) => name.endsWith('testata.session'))).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
  })
  expect(await statusWith(stolen, '/admin')).toEqual([200, ''])
  await page.getByRole('button', { name: 'Esci' }).click()
  await page.waitForURL(out)
  expect(await statusWith(stolen, '/admin')).toEqual([expect.any(Number), expect.stringMatching(out)])
  expect(await statusWith(stolen, '/api/admin/audit.csv')).toEqual([401, ''])
})

test('somebody who is shut out is out at their next request', async ({ page }) => {
  const member = await person('editor')
  await signIn(page, member, base)
  expect((await people('disable', '--email', member.email)).code).toBe(0)
  await page.goto(`${base}/admin/account`)
  await expect(page).toHaveURL(out)
  await page.getByLabel('Email').fill(member.email)
  await page.getByLabel('Password').fill(member.password)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await expect(page.locator('form [role=alert]')).toHaveText('Email o password non corrispondono.')
})

/** Signs in at next-auth's own endpoint, as programs do. */
async function program(email: string, password: string, address: string, code = '') {
  const headers = { 'x-forwarded-for': address }
  const answer = await fetch(`${base}/api/auth/csrf`, { headers })
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return fetch(`${base}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { ...headers, cookie, origin: base },
    body: new URLSearchParams({ csrfToken, email, password, code, json: 'true' }),
    redirect: 'manual',
  })
}

test('twenty wrong passwords are slowed, and the right one from elsewhere gets in', async ({ page }) => {
  const member = await person('author')
  const statuses: number[] = []
  for (let i = 0; i < 20; i++)
    statuses.push((await program(member.email, `sbagliata numero ${i}`, '198.51.100.7')).status)
  expect(statuses).toEqual([...Array(5).fill(401), ...Array(15).fill(429)])

  const guesser = await from(page, '198.51.100.7')
  await guesser.goto(`${base}/admin/login`)
  await guesser.getByLabel('Email').fill(member.email)
  await guesser.getByLabel('Password').fill(member.password)
  await guesser.getByRole('button', { name: 'Accedi', exact: true }).click()
  await expect(guesser.locator('form [role=alert]')).toHaveText(/Troppi tentativi\. Aspetta 1[45] minuti/)

  const owner = await from(page, '203.0.113.5')
  await signIn(owner, member, base)
  expect((await program(member.email, member.password, '203.0.113.6')).headers.getSetCookie().join()).toMatch(
    /testata\.session=/,
  )
})

test('sessions are listed, and ended one by one or all at once', async ({ page }) => {
  const member = await person('author')
  await signIn(page, member, base)
  const other = await from(page, '192.0.2.33')
  await signIn(other, member, base)
  await page.goto(`${base}/admin/account`)
  const row = page.getByRole('row', { name: /192\.0\.2\.33/ })
  await expect(page.getByRole('row', { name: /\(questa\)/ })).toHaveCount(1)
  await row.getByRole('button', { name: /^Chiudi/ }).click()
  await expect(row).toHaveCount(0)
  await other.goto(`${base}/admin`)
  await expect(other).toHaveURL(out)
  await signIn(other, member, base)
  await page.getByRole('button', { name: 'Esci ovunque' }).click()
  await page.waitForURL(out)
  await other.goto(`${base}/admin`)
  await expect(other).toHaveURL(out)
})

const codeOf = (key: string, later = 0) =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + later * 30_000,
  })

test('an authenticator app is added, asked for at the door, and replaced by a recovery code once', async ({
  page,
}) => {
  const member = await person('editor')
  await signIn(page, member, base)
  await page.goto(`${base}/admin/account`)
  await page.getByRole('button', { name: 'Aggiungi un’app' }).click()
  await expect(page.getByRole('img', { name: /Codice QR/ })).toBeVisible()
  const key = (await page.locator('code').textContent()) ?? ''
  await page.getByLabel('Codice', { exact: true }).fill('000000')
  await page.getByRole('button', { name: 'Conferma' }).click()
  await expect(page.locator('form [role=alert]')).toHaveText(/codice non è giusto/)
  await page.getByLabel('Codice', { exact: true }).fill(codeOf(key, -1))
  await page.getByRole('button', { name: 'Conferma' }).click()
  const codes = page.getByRole('status', { name: 'I tuoi codici di recupero' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await page.reload()
  await expect(page.getByText(recovery)).toHaveCount(0)
  await page.getByRole('button', { name: 'Esci', exact: true }).click()

  const enter = async (code: string) => {
    await page.goto(`${base}/admin/login`)
    await page.getByLabel('Email').fill(member.email)
    await page.getByLabel('Password').fill(member.password)
    await page.getByRole('button', { name: 'Accedi', exact: true }).click()
    await page.waitForURL(/second-factor/)
    expect(await statusWith(await page.context().cookies(), '/admin')).toEqual([
      expect.any(Number),
      expect.stringMatching(out),
    ])
    await page.getByLabel('Codice').fill(code)
    await page.getByRole('button', { name: 'Continua' }).click()
  }
  await enter(codeOf(key, 0))
  await page.getByRole('button', { name: 'Esci', exact: true }).click()
  await enter(recovery)
  await page.getByRole('button', { name: 'Esci', exact: true }).click()
  await enter(recovery)
  await expect(page.locator('form [role=alert]')).toHaveText(/codice non è giusto/)

  expect(
    (await program(member.email, member.password, '192.0.2.50')).headers.getSetCookie().join(),
  ).not.toMatch(/testata\.session=/)
  expect(
    (await program(member.email, member.password, '192.0.2.50', codeOf(key, 1))).headers
      .getSetCookie()
      .join(),
  ).toMatch(/testata\.session=/)
})

test('a passkey is made, signs in without a password, and is taken away', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const member = await person('author')
  await signIn(page, member, base)
  await page.goto(`${base}/admin/account`)
  await page.getByLabel('Nome della passkey').fill('portatile')
  await page.getByRole('button', { name: 'Aggiungi una passkey' }).click()
  await expect(page.getByRole('status', { name: 'I tuoi codici di recupero' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Togli: portatile' })).toBeVisible()
  await page.getByRole('button', { name: 'Esci', exact: true }).click()
  await page.waitForURL(out)
  await page.getByRole('button', { name: 'Accedi con una passkey' }).click()
  await page.getByRole('button', { name: 'Esci', exact: true }).waitFor()
  await page.goto(`${base}/admin/account`)
  await page.getByRole('button', { name: 'Togli: portatile' }).click()
  await page
    .getByRole('alertdialog', { name: /Togliere/ })
    .getByRole('button', { name: 'Togli' })
    .click()
  await expect(page.getByRole('button', { name: 'Togli: portatile' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Esci', exact: true }).click()
  await page.waitForURL(out)
  await page.getByRole('button', { name: 'Accedi con una passkey' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /passkey/ })).toBeVisible()
})

test('long after signing in, a way to sign in is added and taken away with the password only', async ({
  page,
}) => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const member = await person('author')
  await signIn(page, member, base)
  await page.goto(`${base}/admin/account`)
  const asked = page.getByLabel('Password attuale')
  const before = await asked.count()
  const db = new Database(path.join(server.dataDir, 'testata.db'))
  db.prepare('UPDATE sessions SET created_at = created_at - 660000').run()
  db.close()

  await page.getByLabel('Nome della passkey').fill('portatile') // the page does not know yet
  await page.getByRole('button', { name: 'Aggiungi una passkey' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /Conferma con la tua password/ })).toBeVisible()
  await expect(asked).toHaveCount(before + 1)
  await page.locator('#passkey-password').fill(member.password)
  await page.getByRole('button', { name: 'Aggiungi una passkey' }).click()
  await expect(page.getByRole('status', { name: 'I tuoi codici di recupero' })).toBeVisible()

  await page.getByRole('button', { name: 'Aggiungi un’app' }).click()
  const key = (await page.locator('code').textContent()) ?? ''
  await page.getByLabel('Codice', { exact: true }).fill(codeOf(key))
  await page.locator('#app-password').fill('non è questa la frase')
  await page.getByRole('button', { name: 'Conferma' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /non è giusta/ })).toBeVisible()
  await page.getByLabel('Codice', { exact: true }).fill(codeOf(key))
  await page.locator('#app-password').fill(member.password)
  await page.getByRole('button', { name: 'Conferma' }).click()
  await expect(page.getByText('Attiva: a ogni accesso ti viene chiesto un codice.')).toBeVisible()

  await page.getByRole('button', { name: 'Togli: portatile' }).click()
  const dialog = page.getByRole('alertdialog', { name: /Togliere/ })
  await dialog.getByLabel('Password attuale').fill(member.password)
  await dialog.getByRole('button', { name: 'Togli' }).click()
  await expect(page.getByRole('button', { name: 'Togli: portatile' })).toHaveCount(0)
})

test('the last administrator stays; roles and states change at once', async ({ page }) => {
  const member = await person('author', 'Carlo Bo')
  const theirs = await from(page, '192.0.2.60')
  await signIn(theirs, member, base)
  await signIn(page, admin, base)
  await page.goto(`${base}/admin/people`)
  await page.getByLabel(`Ruolo di ${admin.name}`, { exact: true }).selectOption('editor')
  await expect(page.getByText(/unico amministratore/)).toBeVisible()
  await page.getByLabel('Ruolo di Carlo Bo', { exact: true }).selectOption('administrator')
  await expect(page.getByText('Il ruolo di Carlo Bo è cambiato')).toBeVisible()
  expect((await theirs.goto(`${base}/admin/people`))?.status()).toBe(200)
  await page.getByLabel('Ruolo di Carlo Bo', { exact: true }).selectOption('contributor')
  await expect(page.getByText('Il ruolo di Carlo Bo è cambiato')).toHaveCount(2)
  expect((await theirs.goto(`${base}/admin/people`))?.status()).toBe(403)
  await page.getByRole('button', { name: 'Azioni per Carlo Bo' }).click()
  await page.getByRole('menuitem', { name: 'Disattiva' }).click()
  await page
    .getByRole('alertdialog', { name: /Disattivare/ })
    .getByRole('button', { name: 'Disattiva' })
    .click()
  await expect(page.getByRole('row', { name: /Carlo Bo/ })).toContainText('Disattivato')
  await theirs.goto(`${base}/admin`)
  await expect(theirs).toHaveURL(out)
})

type Manifest = {
  node: Record<string, { exportedName?: string; filename?: string; workers: Record<string, unknown> }>
}

/** Every server action of the build, with a page that knows it. */
function actions() {
  const file = path.resolve(import.meta.dirname, '../../.next/server/server-reference-manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  return Object.entries(manifest.node).flatMap(([id, { workers }]) => {
    const worker = Object.keys(workers).find((name) => name.includes('/admin/'))
    const at = worker
      ?.replace(/^app/, '')
      .replace(/\/page$/, '')
      .replace(/\/\([^)]*\)/g, '')
      .replace(/\[[^\]]+\]/g, '1')
    return at ? [{ id, at }] : []
  })
}

/** What is in the tables that matter, without what a person may do to themselves and to their own drafts. */
function state(except: string): string {
  const db = new Database(path.join(server.dataDir, 'testata.db'), { readonly: true })
  const own = db.prepare('SELECT id FROM people WHERE email = ?').pluck().get(except) ?? -1
  const rows = [
    db.prepare('SELECT id, email, name, role, status, password_hash FROM people WHERE id <> ?').all(own),
    db.prepare('SELECT * FROM articles WHERE owner_id IS NOT ?').all(own),
    ...['settings', 'sections', 'tags', 'authors', 'media', 'front_pages', 'redirects', 'preview_tokens'].map(
      (table) => db.prepare(`SELECT * FROM ${table}`).all(),
    ),
  ]
  db.close()
  return JSON.stringify(rows)
}

test('no action does anything for nobody, nor more for a contributor than they may', async () => {
  test.setTimeout(240_000)
  const member = await person('contributor')
  const enter = async () =>
    (await program(member.email, member.password, '192.0.2.80')).headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  let cookie = await enter()
  const all = actions()
  expect(all.length).toBeGreaterThan(20)
  // Whoever begins an article where there is no section gets a first one made: here there is one.
  await cli(['import', markdownFile({ title: 'Il ponte', section: 'Città' }, 'Riapre.')], server.dataDir)
  const [victim] = JSON.parse((await people('list', '--json')).stdout).people as { id: number }[]
  const before = state(member.email)
  const inputs = [
    '[{"status":"idle"},{}]',
    `[${victim?.id},"disable"]`,
    `[{"status":"idle"},{"id":"${victim?.id}","act":"disable","role":"contributor","name":"X","email":"x@example.org"}]`,
  ]
  const done: string[] = []
  const refusals = { 'signed-out': 0, forbidden: 0 }
  for (const isMember of [false, true])
    for (const { id, at } of all)
      for (const body of inputs) {
        const answer = await fetch(base + at, {
          method: 'POST',
          headers: {
            ...(isMember ? { cookie } : {}),
            'next-action': id,
            'content-type': 'text/plain;charset=UTF-8',
            origin: base,
          },
          body,
          redirect: 'manual',
        })
        const text = await answer.text()
        // Some of them sign out: whoever tries the next one is in again.
        if (
          isMember &&
          (/login/.test(answer.headers.get('x-action-redirect') ?? '') || text.includes('"signed-out"'))
        )
          cookie = await enter()
        for (const code of ['signed-out', 'forbidden'] as const)
          if (text.includes(`"code":"${code}"`)) refusals[code]++
        if (!isMember && /"status":"done"/.test(text)) done.push(`${id} ${at} ${text.slice(0, 200)}`)
      }
  // What strangers may ask for: a link for a new passphrase, and a question for a passkey. Neither tells anything.
  expect(done.filter((line) => !/"data":"\$undefined"|"challenge"/.test(line))).toEqual([])
  expect(state(member.email)).toBe(before)
  // They were reached: it is our own answer that came back, not Next's.
  expect(refusals['signed-out']).toBeGreaterThan(20)
  expect(refusals.forbidden).toBeGreaterThan(10)
})

test('a page of another site cannot act in somebody’s name', async ({ page }) => {
  await signIn(page, admin, base)
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const [first] = actions()
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await fetch(base + (first?.at ?? ''), {
      method: 'POST',
      headers: { ...headers, cookie, 'next-action': first?.id ?? '', 'content-type': 'text/plain' },
      body: '[]',
      redirect: 'manual',
    })
    expect([headers, answer.status]).toEqual([headers, 403])
  }
})

test('the log is filtered by address and comes as a file', async ({ page }) => {
  await signIn(page, admin, base)
  await page.goto(`${base}/admin/audit`)
  await page.getByLabel('Che cosa').selectOption('person.disable')
  await page.getByRole('button', { name: 'Filtra' }).click()
  await expect(page).toHaveURL(/event=person\.disable/)
  await expect(page.getByRole('row', { name: /Persona: disattivazione/ }).first()).toContainText('disabled')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica in CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text.split('\r\n')[0]).toContain('id,at,event')
  expect(text).toContain('person.disable')
  expect(text).not.toContain('session.open')
})

test('with the setting on, an administrator without a second factor adds one before anything else', async ({
  page,
}) => {
  const other = await person('administrator')
  const theirs = await from(page, '192.0.2.70')
  await signIn(theirs, other, base)
  await signIn(page, admin, base)
  await page.goto(`${base}/admin/people/roles`)
  await page.getByLabel(/Gli amministratori devono avere/).check()
  await page.getByRole('button', { name: 'Salva i permessi' }).click()
  await theirs.goto(`${base}/admin/people`)
  await expect(theirs).toHaveURL(/\/admin\/enrol/)
  await theirs.getByRole('button', { name: 'Aggiungi un’app' }).click()
  const key = (await theirs.locator('code').textContent()) ?? ''
  await theirs.getByLabel('Codice', { exact: true }).fill(codeOf(key))
  await theirs.getByRole('button', { name: 'Conferma' }).click()
  await theirs.getByRole('link', { name: 'Fatto: vai alla scrivania' }).click()
  await theirs.getByRole('button', { name: 'Esci', exact: true }).waitFor()
  await theirs.goto(`${base}/admin/people/roles`)
  await theirs.getByLabel(/Gli amministratori devono avere/).uncheck()
  await theirs.getByRole('button', { name: 'Salva i permessi' }).click()
  await expect(theirs.getByText('I permessi sono salvati.')).toBeVisible()
})

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it is now. */
async function axe(page: Page) {
  await page.evaluate(axeSource)
  const violations = (await page.evaluate(
    'axe.run({ resultTypes: ["violations"] }).then((result) => result.violations)',
  )) as { id: string; nodes: { html: string }[] }[]
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`every page of people is usable by all, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    for (const at of ['/admin/login', '/admin/reset', '/admin/reset?token=x', '/admin/invite?token=x']) {
      await page.goto(base + at)
      expect([at, await axe(page)]).toEqual([at, []])
    }
    await signIn(page, admin, base)
    for (const at of ['/admin/account', '/admin/people', '/admin/people/roles', '/admin/audit']) {
      await page.goto(base + at)
      expect([at, await axe(page)]).toEqual([at, []])
    }
    await page.goto(`${base}/admin/people`)
    await page.getByRole('button', { name: 'Invita' }).click()
    await page.getByRole('dialog').waitFor()
    expect(['dialog', await axe(page)]).toEqual(['dialog', []])
  })

test('an invitation and a new password by mail, each link good once', async ({ browser }) => {
  const mails: ParsedMail[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, callback) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail)
        callback()
      }, callback)
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const mailing = await startServer(temporaryFolder(), {
    DEMO: '0',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'La Testata <redazione@example.org>',
  })
  const linkTo = async (address: string, kind: string) => {
    const to = (mail: ParsedMail) =>
      JSON.stringify(mail.to).includes(address) && mail.text?.includes(`/${kind}?`)
    await expect.poll(() => mails.filter(to).length, { timeout: 20_000 }).toBeGreaterThan(0)
    return /http:\S+/.exec(mails.findLast(to)?.text ?? '')?.[0] ?? ''
  }
  try {
    const boss = await addPerson('administrator', undefined, mailing.dataDir)
    const page = await (await browser.newContext()).newPage()
    await signIn(page, boss, mailing.url)
    await page.goto(`${mailing.url}/admin/people`)
    await page.getByRole('button', { name: 'Invita' }).click()
    await page.getByLabel('Nome e cognome').fill('Bea Verdi')
    await page.getByLabel('Email').fill('bea@example.org')
    await page.getByRole('button', { name: 'Invia l’invito' }).click()
    await expect(page.getByText('Messaggio inviato a bea@example.org.')).toBeVisible()

    const guest = await (await browser.newContext()).newPage()
    await guest.goto(await linkTo('bea@example.org', 'invite'))
    await guest.getByLabel('Password').fill('il treno delle sette')
    await guest.getByRole('button', { name: 'Salva la password e accedi' }).click()
    await guest.getByRole('button', { name: 'Esci' }).waitFor()

    const lost = await (await browser.newContext()).newPage()
    for (const email of ['nessuno@example.org', 'bea@example.org']) {
      await lost.goto(`${mailing.url}/admin/reset`)
      await lost.getByLabel('Email').fill(email)
      await lost.getByRole('button', { name: 'Manda il collegamento' }).click()
      await expect(lost.getByText(/Se l’indirizzo è di qualcuno/)).toBeVisible()
    }
    const reset = await linkTo('bea@example.org', 'reset')
    expect(mails.filter((mail) => JSON.stringify(mail.to).includes('nessuno'))).toEqual([])
    await lost.goto(reset)
    await lost.getByLabel('Nuova password').fill('sette gatti sul tetto')
    await lost.getByRole('button', { name: 'Salva la password' }).click()
    await lost.waitForURL(/reset=done/)
    await lost.goto(reset)
    await expect(lost.getByRole('heading', { level: 1 })).toHaveText('Questo collegamento non funziona più')
    await guest.goto(`${mailing.url}/admin`)
    await expect(guest).toHaveURL(out)
    await signIn(
      lost,
      { email: 'bea@example.org', password: 'sette gatti sul tetto', name: '', role: 'author' },
      mailing.url,
    )
  } finally {
    await mailing.stop()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    rmSync(mailing.dataDir, { recursive: true, force: true })
  }
})
