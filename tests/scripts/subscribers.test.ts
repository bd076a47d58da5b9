import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { dataDir, everyRow, freshDatabase, rows } from '../factories/database.ts'

freshDatabase()
beforeAll(async () => {
  await ensureBundled()
}, 60_000)
beforeEach(async () => {
  await write((tx) => ensureNewsletter(tx, { slug: 'daily', name: 'Il mattino' }))
})

/** Runs `subscribers …` as a process of its own, on the test's DATA_DIR. */
async function subscribers(...args: string[]) {
  const child = spawn(process.execPath, ['dist/cli.mjs', 'subscribers', ...args], { env: process.env })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...output }
}

const at = (name: string) => path.join(dataDir(), name)
function given(text: string | Buffer): string {
  writeFileSync(at('in.csv'), text)
  return at('in.csv')
}
const header = 'email,name,language,lists,consent_source,consent_at\n'

it('imports, names what it refuses line by line, and ends with 1', async () => {
  const file = given(
    `${header}ada@example.org,Ada,it,daily,fiera,2025-01-01\nnobody,,,daily,fiera,\nbo@example.org,,,sport,fiera,\n`,
  )
  const { code, stdout, stderr } = await subscribers('import', file, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    rows: 3,
    added: 1,
    refusedRows: 2,
    refused: [
      { line: 3, email: 'nobody', reason: 'email' },
      { line: 4, email: 'bo@example.org', reason: 'list-unknown', detail: 'sport' },
    ],
  })
  expect(stderr).toBe(
    'line 3: nobody: this is no address that mail can be sent to\nline 4: bo@example.org: there is no newsletter "sport"\n',
  )
  expect(rows('SELECT email, status FROM subscribers')).toEqual([
    { email: 'ada@example.org', status: 'confirmed' },
  ])
})

it('ends with 0 when everything was taken, and says what was done in one line', async () => {
  const file = given('email\nada@example.org\n')
  const options = ['--consent-source', 'Sito di prima', '--lists', 'daily']
  const trial = await subscribers('import', file, ...options, '--dry-run')
  expect(trial).toEqual({
    code: 0,
    stdout: '1 rows: 1 added, 0 updated, 0 repeated, 0 refused (nothing was written)\n',
    stderr: '',
  })
  expect(rows('SELECT * FROM subscribers')).toEqual([])
  expect(await subscribers('import', file, ...options)).toEqual({
    code: 0,
    stdout: '1 rows: 1 added, 0 updated, 0 repeated, 0 refused\n',
    stderr: '',
  })
  expect(rows('SELECT actor, event FROM audit_log')).toEqual([
    { actor: 'system', event: 'subscribers.import' },
  ])
})

it('exports to a file that only its owner reads, or to standard output, what can be imported again', async () => {
  await subscribers('import', given(`${header}ada@example.org,=1+1,en,daily,fiera,2025-01-01T00:00:00Z\n`))
  const { code, stdout } = await subscribers('export', at('out.csv'), '--json')
  expect([code, JSON.parse(stdout)]).toEqual([0, { rows: 1, file: at('out.csv') }])
  expect(statSync(at('out.csv')).mode & 0o777).toBe(0o600)
  const text = readFileSync(at('out.csv'), 'utf8')
  expect(text).toBe(
    `${header.trim()},status\r\nada@example.org,'=1+1,en,daily,fiera,2025-01-01T00:00:00.000Z,confirmed\r\n`,
  )
  expect(await subscribers('export', '-')).toEqual({ code: 0, stdout: text, stderr: '' })
  expect(await subscribers('import', at('out.csv'))).toMatchObject({
    code: 0,
    stdout: '1 rows: 0 added, 1 updated, 0 repeated, 0 refused\n',
  })
})

it.each([
  ['email,name\nnicol@example.org,Nicol\xf2\n', [], /is not UTF-8 text/],
  [`${header}"ada@example.org,,,daily,fiera,\n`, [], /quotation mark .* \(line \d+\)/],
  ['name\nAda\n', [], /no column "email"/],
  ['', [], /is empty/],
  ['id,email,subscribed_to_emails\n1,ada@example.org,true\n', ['--lists', 'daily'], /--consent-source/],
])('refuses a file as a whole, and changes nothing: %j', async (text, options, reason) => {
  const file = given(Buffer.from(text, 'latin1'))
  const before = everyRow()
  const { code, stdout, stderr } = await subscribers('import', file, ...options)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(reason)
  expect(everyRow()).toEqual(before)
})

it.each([
  [[], /Say what to do/],
  [['erase'], /"erase" is none of them/],
  [['import'], /Name a file/],
  [['import', 'nothing.csv'], /There is no file/],
  [['import', 'a.csv', 'b.csv'], /"b.csv" is not understood/],
  [['export'], /Name a file/],
  [['export', '-', '--surprise'], /--surprise/],
])('wrong usage is told apart: %j', async (args, reason) => {
  const { code, stdout, stderr } = await subscribers(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(reason)
})

it('a newsletter that there is not, named by an option, is wrong usage', async () => {
  const { code, stderr } = await subscribers('import', given(header), '--lists', 'daily,sport')
  expect([code, stderr]).toEqual([2, expect.stringMatching(/--lists: there is no newsletter "sport"/)])
})
