// What the newsroom's specs share: people to sign in as, and signing in.
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Page } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '..', '..')

export type Role = 'contributor' | 'author' | 'editor' | 'administrator'
export type Member = { email: string; name: string; password: string; role: Role }

let made = 0

/** Adds somebody by the command line, beside the running server, and returns how to sign in as them. */
export async function addPerson(
  role: Role,
  name = `${role} ${++made}`,
  dataDir = process.env.E2E_DATA ?? '',
): Promise<Member> {
  const email = `${role}-${process.pid}-${++made}@example.org`
  const password = 'una frase lunga e buona'
  const args = ['people', 'add', '--email', email, '--name', name, '--role', role, '--password-stdin']
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ['dist/cli.mjs', ...args], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`people add: ${code}\n${errors}`))))
    child.stdin.end(`${password}\n`)
  })
  return { email, name, password, role }
}

/** Signs in at the page, as a person does, and waits for the desk. */
export async function signIn(page: Page, member: Member, base = process.env.E2E_URL ?? ''): Promise<void> {
  await page.goto(`${base}/admin/login`)
  await page.getByLabel('Email').fill(member.email)
  await page.getByLabel('Password').fill(member.password)
  await page.getByRole('button', { name: 'Accedi', exact: true }).click()
  await page.getByText('Esci', { exact: true }).waitFor({ state: 'attached' }) // on a phone it is in the menu
}

/** Opens a page whose scripts are still on their way: what is there can be seen and used. The answer lets them come. */
export async function openWithoutScripts(page: Page, address: string): Promise<() => void> {
  let release = () => {}
  const come = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await come
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  return release
}
