import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { close, databaseFile, handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findArticle } from '@/features/articles/data.ts'
import { makePrivateKey, publicKeyOf } from '@/features/mail/dkim.ts'
import { changeMail } from '@/features/mail/mutations.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { TagClock } from '@/server/tag-clock.ts'
import { dataDir, everyRow, freshDatabase, rows, temporaryFolder } from '../factories/database.ts'

freshDatabase()

let folder: string
beforeAll(async () => {
  await ensureBundled()
}, 60_000)
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

type Run = { code: number; stdout: string; stderr: string }

/** Runs the program as a process of its own, on the test's DATA_DIR. */
async function cli(args: string[], env: Record<string, string> = {}, program = 'dist/cli.mjs'): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...output }
}

const commands = ['import', 'people', 'migrate', 'seed', 'doctor']

function article(name: string, front = '', body = 'Da lunedì si passa di nuovo.'): string {
  const file = path.join(folder, `${name}.md`)
  const head = `title: Il ponte\nsection: Città\nslug: ${name}\nstatus: published\ndate: 2026-03-02T09:00:00Z`
  writeFileSync(file, `---\n${head}\n${front}---\n${body}\n`)
  return file
}

it('asked for help, it names every command and ends well', async () => {
  for (const { code, stdout, stderr } of await Promise.all([cli(['--help']), cli(['help'])])) {
    expect([code, stderr]).toEqual([0, ''])
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ +${command} `, 'm'))
  }
})

it('called through npm, files are meant from where it was called, and other words are left as they are', async () => {
  article('ponte')
  const through = (...args: string[]) => cli(args, { INIT_CWD: folder }, 'scripts/cli.mjs')
  const email = 'ugo@example.org'
  const added = await through('people', 'add', '--email', email, '--name', 'Ugo Neri', '--role', 'editor')
  expect(added.code).toBe(0)
  // Nobody can act before they have accepted the invitation: here somebody did.
  handles().writer.exec("UPDATE people SET status = 'active'")
  const { code, stdout, stderr } = await through('import', 'ponte.md', '--as', email, '--json')
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout).articles).toMatchObject([{ slug: 'ponte', action: 'created' }])
  const [owner] = rows('SELECT p.email FROM articles a JOIN people p ON p.id = a.owner_id')
  expect(owner).toEqual({ email })
})

it.each(commands)('%s explains itself, and does nothing else', async (command) => {
  const { code, stdout, stderr } = await cli([command, '--help'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(new RegExp(`^Usage: npm run cli -- ${command}`))
  expect(stdout).toMatch(/--json/)
  expect(readdirSync(dataDir())).toEqual([])
})

it('without a command it is used wrongly', async () => {
  const { code, stdout, stderr } = await cli([])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^Usage:/)
})

it.each(['publish', 'constructor'])('%s is no command', async (command) => {
  const { code, stdout, stderr } = await cli([command])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`There is no command "${command}".`)
})

it.each(commands)('%s refuses a flag that it does not have, and does nothing', async (command) => {
  const { code, stdout, stderr } = await cli([command, '--surprise', article('ponte')])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/--surprise/)
  expect(readdirSync(dataDir())).toEqual([])
})

it('an import without files is used wrongly', async () => {
  const { code, stderr } = await cli(['import', '--json'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/Name at least one file/)
})

it('an import says what it did: for people, and as one object for programs', async () => {
  const file = article('ponte', 'layout: post\n')
  const first = await cli(['import', file])
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toContain(`${file}: created → /citta/ponte`)
  expect(first.stdout).toContain('1 created, 0 updated, 0 unchanged, 0 refused')
  const second = await cli(['import', '--json', file])
  expect([second.code, second.stderr]).toEqual([0, ''])
  expect(JSON.parse(second.stdout)).toEqual({
    dryRun: false,
    articles: [
      {
        file,
        id: 1,
        slug: 'ponte',
        path: '/citta/ponte',
        status: 'published',
        action: 'unchanged',
        notices: ['front matter key "layout": not known, left out'],
      },
    ],
    errors: [],
  })
})

it('bad files are named with line and reason, the good ones are imported, and the end is 1', async () => {
  const [good, bad] = [article('ponte'), article('nave', 'genre: gossip\n')]
  const missing = path.join(folder, 'missing.md')
  const binary = path.join(folder, 'binary.md')
  writeFileSync(binary, Buffer.from('---\ntitle: citt\xe0\n---\n', 'latin1'))
  const { code, stdout, stderr } = await cli(['import', missing, bad, binary, good, '--json'])
  expect(code).toBe(1)
  expect(stderr).toContain(`${missing}: there is no such file\n`)
  expect(stderr).toContain(`${binary}: is not UTF-8 text\n`)
  expect(stderr).toContain(`${bad}:7: genre: `)
  const report = JSON.parse(stdout)
  expect(report.articles).toMatchObject([{ file: good, action: 'created' }])
  expect(report.errors).toMatchObject([
    { file: missing, line: null, reason: 'there is no such file' },
    { file: binary, line: null },
    { file: bad, line: 7 },
  ])
})

it('a file that is not there alone ends with 1', async () => {
  expect(await cli(['import', path.join(folder, 'missing.md')])).toMatchObject({ code: 1 })
})

it('a folder stands for the Markdown files in it', async () => {
  article('ponte')
  article('nave')
  writeFileSync(path.join(folder, 'notes.txt'), 'no article')
  const { code, stdout } = await cli(['import', folder, '--json'])
  expect([code, JSON.parse(stdout).articles.map((entry: { slug: string }) => entry.slug)]).toEqual([
    0,
    ['nave', 'ponte'],
  ])
})

it('a rehearsal leaves the articles as they are', async () => {
  await cli(['import', article('ponte')])
  const before = everyRow()
  const changed = article('ponte', '', 'Chiude di nuovo.')
  const { code, stdout } = await cli(['import', '--dry-run', changed, article('nave')])
  expect(code).toBe(0)
  expect(stdout).toContain(`${changed}: would be updated → /citta/ponte`)
  expect(stdout).toContain('would be created → /citta/nave')
  expect(everyRow()).toEqual(before)
})

it('an import beside a process that is running shows there at the next look', async () => {
  const clock = new TagClock()
  clock.look()
  expect(await findArticle('/citta/ponte')).toBeNull()
  expect(await cli(['import', article('nave'), article('ponte')])).toMatchObject({ code: 0, stderr: '' })
  clock.look()
  expect(clock.touchedSince(['article:/citta/ponte'], 0)).toBe(true)
  expect(await findArticle('/citta/ponte')).not.toBeNull()
  expect(rows('SELECT article_id, target_id FROM related ORDER BY article_id')).toEqual([
    { article_id: 1, target_id: 2 },
    { article_id: 2, target_id: 1 },
  ])
  expect(rows('SELECT kind FROM outbox')).toEqual([])
})

it('migrate makes the database, and a second time nothing', async () => {
  const first = await cli(['migrate', '--json'])
  expect([first.code, JSON.parse(first.stdout).version]).toEqual([0, expect.any(Number)])
  const second = await cli(['migrate', '--json'])
  expect([second.code, JSON.parse(second.stdout)]).toEqual([
    0,
    { version: JSON.parse(first.stdout).version, applied: [] },
  ])
  expect((await cli(['migrate'])).stdout).toMatch(/^Up to date/)
})

it('the demo is not added to what somebody has begun', async () => {
  await cli(['import', article('ponte')])
  const before = everyRow()
  const { code, stdout, stderr } = await cli(['seed'])
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/already holds a publication.*--force/)
  expect(everyRow()).toEqual(before)
})

type Report = { ok: boolean; checks: { name: string; ok: boolean; message: string; fix?: string }[] }
async function doctor(env: Record<string, string> = {}) {
  const { code, stdout } = await cli(['doctor', '--json'], env)
  const report = JSON.parse(stdout) as Report
  return { code, ok: report.ok, wrong: report.checks.filter((check) => !check.ok), checks: report.checks }
}

it('the doctor finds nothing wrong with an empty folder, and makes nothing in it', async () => {
  const { code, ok, wrong, checks } = await doctor()
  expect([code, ok, wrong]).toEqual([0, true, []])
  expect(checks.map((check) => check.name)).toEqual(
    expect.arrayContaining(['node', 'configuration', 'data', 'disk', 'secret', 'database']),
  )
  expect(readdirSync(dataDir())).toEqual([])
})

it('nor with a publication that is in use', async () => {
  await cli(['import', article('ponte')])
  const before = everyRow()
  expect(await doctor()).toMatchObject({ code: 0, ok: true, wrong: [] })
  expect(everyRow()).toEqual(before)
})

it('a variable that is wrong is named, by the doctor and by every command', async () => {
  const { code, ok, wrong } = await doctor({ PORT: 'abc' })
  expect([code, ok]).toEqual([1, false])
  expect(wrong).toMatchObject([{ name: 'configuration', message: expect.stringMatching(/^PORT: "abc"/) }])
  const people = await cli(['doctor'], { PORT: 'abc' })
  expect([people.code, people.stdout]).toEqual([1, expect.stringMatching(/WRONG.*PORT: "abc"/)])
  const other = await cli(['import', article('ponte')], { PORT: 'abc' })
  expect([other.code, other.stdout, other.stderr]).toEqual([2, '', expect.stringMatching(/^PORT: "abc"/)])
  expect(readdirSync(dataDir())).toEqual([])
})

it('a secret that others can read, a job that is stuck and a newer schema are found', async () => {
  await write((tx) => tx.enqueue('related', {}))
  handles().writer.exec("UPDATE outbox SET attempts = 3, error = 'no ink'")
  writeFileSync(path.join(dataDir(), 'secret'), 'a'.repeat(64))
  chmodSync(path.join(dataDir(), 'secret'), 0o644)
  const { code, wrong } = await doctor()
  expect([code, wrong.map((check) => check.name)]).toEqual([1, ['secret', 'jobs']])
  expect(wrong[0]?.fix).toContain('chmod 600')
  expect(wrong[1]?.message).toContain('no ink')
  handles().writer.pragma('user_version = 9999')
  await close()
  expect((await doctor()).wrong.map((check) => check.name)).toEqual(['secret', 'schema'])
})

it('the doctor says by what mail goes out, and which key to publish', async () => {
  const mailOf = async (env: Record<string, string> = {}) => {
    const { checks } = await doctor(env)
    return checks.filter(({ name }) => name === 'mail' || name === 'dkim')
  }
  expect(await mailOf()).toMatchObject([
    { name: 'mail', ok: true, message: expect.stringMatching(/^no mail/) },
  ])
  const privateKey = await makePrivateKey()
  const server = { host: 'mail.example.org', port: 587, secure: false, user: 'u', password: 'verysecret' }
  await changeMail(systemActor, 0, (before) => ({
    ...before,
    server,
    from: 'Il Faro <faro@example.org>',
    dkim: { domain: 'example.org', selector: 'testata', privateKey },
  }))
  const found = await mailOf()
  expect(found).toMatchObject([
    { message: 'goes out by mail.example.org:587 as faro@example.org (as set under /admin/mail)' },
    {
      message: `we sign; DNS needs: testata._domainkey.example.org TXT "v=DKIM1; k=rsa; p=${publicKeyOf(privateKey)}"`,
    },
  ])
  expect(JSON.stringify(found)).not.toContain('verysecret')
  expect(
    await mailOf({ SMTP_URL: 'smtp://u:p@relay.example.org', MAIL_FROM: 'a@example.org' }),
  ).toMatchObject([
    { message: 'goes out by relay.example.org as a@example.org (from SMTP_URL)' },
    { name: 'dkim' },
  ])
  rmSync(path.join(dataDir(), 'secret'))
  const { wrong } = await doctor()
  expect(wrong).toMatchObject([
    { name: 'secret', fix: expect.stringContaining('Give it as SECRET') },
    { name: 'mail', fix: expect.stringContaining('SECRET') },
  ])
  expect(readdirSync(dataDir())).not.toContain('secret')
})

it('a database that is none is found, and no command touches it', async () => {
  writeFileSync(
    databaseFile(dataDir()),
    'this is not a database, but it is long enough to look like one'.repeat(40),
  )
  const { code, wrong } = await doctor()
  expect([code, wrong.map((check) => check.name)]).toEqual([1, ['database']])
  const { code: imported, stderr } = await cli(['import', article('ponte')])
  expect([imported, stderr]).toEqual([1, expect.stringMatching(/^import: .*not a database/)])
  rmSync(databaseFile(dataDir()))
})

it('the doctor makes no folder, not even above the one that is missing', async () => {
  const { code } = await doctor({ DATA_DIR: path.join(folder, 'a', 'b') })
  expect([code, readdirSync(folder)]).toEqual([0, []])
})

it('a database of another program is not taken for an old one of ours', async () => {
  const other = new Database(databaseFile(folder))
  other.exec('CREATE TABLE notes (text TEXT)')
  other.close()
  const { code, wrong } = await doctor({ DATA_DIR: folder })
  expect([code, wrong.map((check) => check.fix)]).toEqual([1, ['Point DATA_DIR at another folder.']])
})
