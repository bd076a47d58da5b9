import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newSession, sendPresence, sendSave } from '@/features/writing/components/browser-world.ts'
import { tabSchema } from '@/features/writing/schema.ts'
import { snapshotOf } from '../../factories/database.ts'

let server: Server
let answer: { status: number; body: string }
beforeEach(async () => {
  server = createServer((_, res) => res.writeHead(answer.status).end(answer.body))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const real = fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init))
})
afterEach(() => {
  server.close()
  vi.unstubAllGlobals()
})

const request = async () => ({
  lockVersion: 1,
  snapshot: await snapshotOf({ sectionId: 1 }),
  kind: 'autosave' as const,
  session: newSession(),
  conflicts: [],
  resolved: [],
})
const kindOf = async (status: number, body: unknown = {}) => {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) }
  return sendSave(1, await request())
}

it('only a clear answer is one: everything else may have been stored', async () => {
  expect(await kindOf(200, { lockVersion: 2 })).toEqual({ kind: 'saved', saved: { lockVersion: 2 } })
  expect(await kindOf(409, { error: {}, current: { lockVersion: 3 } })).toEqual({
    kind: 'stale',
    current: { lockVersion: 3 },
  })
  expect(await kindOf(401)).toEqual({ kind: 'signed-out' })
  expect(await kindOf(403, { error: { message: 'No.' } })).toEqual({ kind: 'refused', message: 'No.' })
  expect(await kindOf(422, 'not JSON')).toEqual({ kind: 'refused', message: '' })
  for (const status of [500, 502, 503, 429]) expect(await kindOf(status)).toEqual({ kind: 'unreachable' })
})

it('without a server nobody is there, and a save throws', async () => {
  server.close()
  server.closeAllConnections()
  await expect(kindOf(200)).rejects.toThrow()
  const beat = { session: newSession(), lockVersion: 1, take: false, leave: false }
  expect(await sendPresence(1, beat)).toBeNull()
})

it('each opening of the page has a name of its own, in the form that the server takes', () => {
  const names = new Set(Array.from({ length: 100 }, newSession))
  expect(names.size).toBe(100)
  for (const name of names) expect(tabSchema.safeParse(name).success).toBe(true)
})
