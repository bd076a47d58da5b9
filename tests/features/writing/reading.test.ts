// What somebody asks of an article that is not theirs, endpoint by endpoint. Next itself is stood in for, as far as it brings
// the request's cookies; everything of ours is real.
import { encode } from 'next-auth/jwt'
import { beforeEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import { type Role, systemActor } from '@/features/accounts/policy.ts'
import { cookieName, sessionSecret } from '@/features/accounts/session.ts'
import { saveNewsroom } from '@/features/settings/mutations.ts'
import { addArticle, addDraft, freshDatabase } from '../../factories/database.ts'
import { member, session } from '../../factories/members.ts'

const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-testata-address': '192.0.2.1' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    delete: (name: string) => void jar.delete(name),
  }),
}))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next/cache', () => ({ cacheLife() {}, cacheTag() {}, refresh() {} }))
vi.mock('next/navigation', () => ({
  redirect: () => {
    throw new Error('redirect')
  },
  forbidden: () => {
    throw new Error('forbidden page')
  },
  notFound: () => {
    throw new Error('not-found page')
  },
}))

freshDatabase()
beforeEach(() => jar.clear())

async function signedInAs(role: Role) {
  const person = await member(role)
  const token = { sid: await session(person) }
  jar.set(cookieName(), await encode({ token, secret: sessionSecret(), maxAge: 3600 }))
  return person
}

type Handlers = Record<string, (request: Request, context: unknown) => Promise<Response>>
const routes = import.meta.glob<Handlers>('/app/api/admin/articles/[[]id]/**/route.ts')
const asked: [method: string, at: string, body?: object][] = [
  ['GET', ''],
  ['GET', 'checks'],
  ['GET', 'commands'],
  ['POST', 'presence', { session: 'abcdefgh', lockVersion: 1 }],
  ['GET', 'notes'],
  ['GET', 'revisions'],
]

async function answers(id: number): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const [method, at, body] of asked) {
    const load = routes[`/app/api/admin/articles/[id]/${at ? `${at}/` : ''}route.ts`]
    const handler = (await load?.())?.[method]
    const request = new Request('http://localhost/', { method, body: body ? JSON.stringify(body) : null })
    found[at] = (await handler?.(request, { params: Promise.resolve({ id: String(id) }) }))?.status ?? 0
  }
  return found
}
const all = (status: number) => Object.fromEntries(asked.map(([, at]) => [at, status]))

it.each(['contributor', 'author'] as const)(
  'nothing of a draft is told to a %s whose it is not',
  async (role) => {
    const id = await addDraft()
    await signedInAs(role)
    expect(await answers(id)).toEqual(all(403))
  },
)

it('of a published text everybody is told what readers have, not how it came about', async () => {
  const id = await addArticle()
  await signedInAs('author')
  expect(await answers(id)).toEqual({ ...all(200), notes: 403, revisions: 403 })
})

it('an editor is told everything, and so is whoever was given the article', async () => {
  const id = await addDraft()
  await signedInAs('editor')
  expect(await answers(id)).toEqual(all(200))
  const { id: personId } = await signedInAs('contributor')
  await write(async (tx) => void (await tx.run(`UPDATE articles SET assignee_id = ${personId}`)))
  expect(await answers(id)).toEqual(all(200))
})

it('an administrator who must add a second factor first is told nothing, and does nothing but that', async () => {
  const id = await addDraft()
  await signedInAs('administrator')
  await write((tx) => saveNewsroom(tx, systemActor, { requireSecondFactor: true }))
  expect(await answers(id)).toEqual(all(403))
  const people = await import('@/features/people/actions.ts')
  const form = new FormData()
  form.set('name', 'Un altro nome')
  expect(await people.saveProfileAction({ status: 'idle' }, form)).toMatchObject({ code: 'forbidden' })
  const desk = await import('@/features/desk/actions.ts')
  expect(await desk.deleteViewAction(1)).toMatchObject({ code: 'forbidden' })
})
