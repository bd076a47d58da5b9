import { beforeEach, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { findSession, listSessions } from '@/features/accounts/data.ts'
import {
  changeRole,
  closeOwnSession,
  closeSession,
  closeSessions,
  disablePerson,
  enablePerson,
  touchSession,
} from '@/features/accounts/mutations.ts'
import { type Proven, systemActor } from '@/features/accounts/policy.ts'
import { hashToken } from '@/features/accounts/tokens.ts'
import { pruneAccounts } from '@/features/accounts/worker.ts'
import { saveNewsroom } from '@/features/settings/mutations.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { member, session } from '../../factories/members.ts'

freshDatabase()

const idle = 1_000
let ada: Proven
let sid: string
beforeEach(async () => {
  await member('administrator')
  ada = await member('editor')
  sid = await session(ada)
})

const open = (secret = sid, now = Date.now()) => findSession(hashToken(secret), now, idle)

it('a session opens for the person as they are now', async () => {
  expect(await open()).toMatchObject({ email: 'editor@example.org', actor: { id: ada.id, role: 'editor' } })
  await write((tx) => changeRole(tx, systemActor, ada.id, 'contributor'))
  const actor = (await open())?.actor
  expect(actor?.role).toBe('contributor')
  expect(actor?.permissions).not.toContain('article:publish_any')
})

it('of the secret in the cookie the database has only the hash', () => {
  expect(JSON.stringify(everyRow())).not.toContain(sid)
})

it('another secret opens nothing', async () => {
  expect(await open('x')).toBeNull()
  expect(await open('')).toBeNull()
  expect(await findSession(sid, Date.now(), idle)).toBeNull()
})

it('a session that nobody uses ends, one that is used does not', async () => {
  const start = Date.now()
  expect(await open(sid, start + idle + 100)).toBeNull()
  await write((tx) => touchSession(tx, hashToken(sid), start + idle))
  expect(await open(sid, start + idle + 100)).not.toBeNull()
})

it('every session ends at its time, however much it is used', async () => {
  const end = Date.now() + 3_600_000
  await write((tx) => touchSession(tx, hashToken(sid), end + 50))
  expect(await open(sid, end + 100)).toBeNull()
})

it('a stolen cookie is dead after signing out', async () => {
  await write((tx) => closeSession(tx, ada, hashToken(sid)))
  expect(await open()).toBeNull()
})

it('somebody who was shut out is out, and does not come back in with the old cookie', async () => {
  await write((tx) => disablePerson(tx, systemActor, ada.id))
  expect(await open()).toBeNull()
  await write((tx) => enablePerson(tx, systemActor, ada.id))
  expect(await open()).toBeNull()
})

it('all sessions end, but for the one that is named', async () => {
  const second = await session(ada)
  expect(await write((tx) => closeSessions(tx, ada, ada.id, hashToken(second)))).toBe(1)
  expect([await open(), (await open(second)) !== null]).toEqual([null, true])
})

it('nobody ends somebody else’s session from their own list', async () => {
  const bea = await member('author')
  expect(await write((tx) => closeOwnSession(tx, bea, hashToken(sid)))).toBe(false)
  expect(await open()).not.toBeNull()
  expect(await write((tx) => closeOwnSession(tx, ada, hashToken(sid)))).toBe(true)
  expect(await open()).toBeNull()
})

it('the list names what is open, the one used last first', async () => {
  const second = await session(ada)
  await session(ada, -1)
  await write((tx) => touchSession(tx, hashToken(second), Date.now() + 10))
  expect((await listSessions(ada.id, Date.now(), idle)).map(({ hash }) => hash)).toEqual(
    [second, sid].map(hashToken),
  )
})

it('what is over is taken away in time', async () => {
  await session(ada, -1)
  await pruneAccounts()
  expect(rows('SELECT hash FROM sessions')).toEqual([{ hash: hashToken(sid) }])
})

it('roles are what the settings say', async () => {
  await write((tx) => saveNewsroom(tx, systemActor, { roles: { editor: ['article:create'] } }))
  expect((await open())?.actor.permissions).toEqual(['article:create'])
})

it('an administrator without a second factor has no permission while the setting asks for one', async () => {
  const eva = await member('administrator', 'eva@example.org')
  const secret = await session(eva)
  expect((await open(secret))?.actor.enrolling).toBeUndefined()
  await write((tx) => saveNewsroom(tx, systemActor, { requireSecondFactor: true }))
  expect((await open(secret))?.actor).toMatchObject({ enrolling: true, permissions: [] })
  expect((await open())?.actor.enrolling).toBeUndefined()
})

it('each act is in the log with who did it', async () => {
  await write((tx) => disablePerson(tx, ada, ada.id))
  expect(rows('SELECT event, actor_id FROM audit_log ORDER BY id DESC LIMIT 2')).toEqual([
    { event: 'session.close_all', actor_id: ada.id },
    { event: 'person.disable', actor_id: ada.id },
  ])
})
