import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, expect, it } from 'vitest'
import { handles } from '@/db/client.ts'
import { findCredentials } from '@/features/accounts/data.ts'
import { verifyPassword } from '@/features/accounts/passwords.ts'
import { ensureBundled } from '@/scripts/setup.mjs'
import { everyRow, freshDatabase, rows } from '../factories/database.ts'

freshDatabase()
beforeAll(async () => {
  await ensureBundled()
}, 60_000)

const phrase = 'una frase lunga e buona'

/** Runs `people …` as a process of its own, on the test's DATA_DIR. */
async function people(args: string[], stdin = '') {
  const child = spawn(process.execPath, ['dist/cli.mjs', 'people', ...args], { env: process.env })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  child.stdin.end(stdin)
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...output }
}

const add = (email: string, role: string, stdin?: string) =>
  people(
    ['add', '--email', email, '--name', 'Ada Neri', '--role', role, '--json'].concat(
      stdin === undefined ? [] : ['--password-stdin'],
    ),
    stdin,
  )

it('adds somebody who can sign in at once, with the passphrase of one line', async () => {
  const { code, stdout } = await add('Ada@Example.org', 'editor', `${phrase}\nnot this line\n`)
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    { id: 1, email: 'ada@example.org', name: 'Ada Neri', role: 'editor', status: 'active' },
  ])
  const known = await findCredentials('ada@example.org')
  expect(await verifyPassword(known?.passwordHash ?? null, phrase)).toBe(true)
  expect(rows('SELECT event, actor, entity_id FROM audit_log')).toEqual([
    { event: 'person.add', actor: 'system', entity_id: 1 },
  ])
})

it('without a passphrase it prints a link, of which only the hash is kept', async () => {
  const { code, stdout } = await add('ada@example.org', 'author')
  const { link, status } = JSON.parse(stdout) as { link: string; status: string }
  expect([code, status]).toEqual([0, 'invited'])
  const token = new URL(link).searchParams.get('token') ?? ''
  expect(token.length).toBeGreaterThan(40)
  expect(JSON.stringify(everyRow())).not.toContain(token)
  expect(rows('SELECT kind, person_id, used_at FROM account_tokens')).toEqual([
    { kind: 'invite', person_id: 1, used_at: null },
  ])
})

it.each([
  ['an address that is taken', 'ada@example.org', phrase, /there already/],
  ['a short passphrase', 'bea@example.org', 'troppo breve'.slice(0, 11), /12 characters/],
])('%s is refused with 1, and nothing is changed', async (_, email, stdin, reason) => {
  await add('ada@example.org', 'editor', phrase)
  const before = everyRow()
  const { code, stdout, stderr } = await add(email, 'author', `${stdin}\n`)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(reason)
  expect(everyRow()).toEqual(before)
})

it.each([
  [['add', '--email', 'nobody', '--name', 'Ada', '--role', 'author'], /--email: "nobody"/],
  [['add', '--email', 'a@example.org', '--name', 'Ada', '--role', 'boss'], /--role: give one of contributor/],
  [['add', '--email', 'a@example.org', '--role', 'author'], /--name/],
  [
    ['add', '--email', 'a@example.org', '--name', 'A', '--role', 'author', '--password-stdin'],
    /nothing came in/,
  ],
  [['disable'], /--email is missing/],
  [['dismiss'], /"dismiss" is none of them/],
  [[], /Say what to do/],
])('wrong usage is told apart: %j', async (args, reason) => {
  const { code, stdout, stderr } = await people(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(reason)
})

it('lists everybody, for people and for programs', async () => {
  await add('ada@example.org', 'administrator', phrase)
  expect(JSON.parse((await people(['list', '--json'])).stdout)).toEqual({
    people: [
      {
        id: 1,
        email: 'ada@example.org',
        name: 'Ada Neri',
        role: 'administrator',
        status: 'active',
        secondFactor: false,
        lastSeenAt: null,
      },
    ],
  })
  expect((await people(['list'])).stdout).toMatch(
    /^ada@example\.org +administrator +active +never seen +Ada Neri\n$/,
  )
})

it('shuts somebody out, but never the last administrator', async () => {
  await add('ada@example.org', 'administrator', phrase)
  await add('bea@example.org', 'author', phrase)
  const { code, stdout } = await people(['disable', '--email', 'bea@example.org', '--json'])
  expect([code, JSON.parse(stdout).status]).toEqual([0, 'disabled'])
  const before = everyRow()
  expect(await people(['disable', '--email', 'ada@example.org'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/only active administrator/),
  })
  expect(await people(['disable', '--email', 'eva@example.org'])).toMatchObject({ code: 1 })
  expect(everyRow()).toEqual(before)
})

it('hands out a link for another passphrase, and takes a lost second factor away', async () => {
  await add('ada@example.org', 'administrator', phrase)
  const { stdout } = await people(['link', '--email', 'ada@example.org', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    status: 'active',
    link: expect.stringMatching(/\/admin\/reset\?token=/),
  })
  handles().writer.exec("UPDATE people SET totp_secret = 'sealed'")
  expect((await people(['reset-second-factor', '--email', 'ada@example.org'])).code).toBe(0)
  expect(rows('SELECT totp_secret FROM people')).toEqual([{ totp_secret: null }])
  for (const verb of ['link', 'reset-second-factor'])
    expect(await people([verb, '--email', 'eva@example.org'])).toMatchObject({ code: 1, stdout: '' })
})
