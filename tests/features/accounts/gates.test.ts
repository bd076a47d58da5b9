// Who gets through: every action and every endpoint of the newsroom is called directly, by nobody, by somebody who was shut
// out, by an administrator who must add a second factor first, and by each role. Next itself is stood in for, as far as it
// brings the request's cookies and carries redirects; everything of ours is real.
import { encode } from 'next-auth/jwt'
import { beforeEach, expect, it, vi } from 'vitest'
import { write } from '@/db/client.ts'
import { disablePerson } from '@/features/accounts/mutations.ts'
import {
  defaultRoles,
  type Permission,
  permissions,
  type Role,
  systemActor,
} from '@/features/accounts/policy.ts'
import { roles } from '@/features/accounts/schema.ts'
import { cookieName, sessionSecret } from '@/features/accounts/session.ts'
import { saveNewsroom } from '@/features/settings/mutations.ts'
import { addDraft, everyRow, freshDatabase } from '../../factories/database.ts'
import { member, session } from '../../factories/members.ts'

const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-testata-address': '192.0.2.1' }),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => void jar.set(name, value),
    delete: (name: string | { name: string }) => void jar.delete(typeof name === 'string' ? name : name.name),
  }),
}))
vi.mock('next/server', () => ({ connection: async () => {}, after: () => {} }))
vi.mock('next/cache', () => ({
  cacheLife() {},
  cacheTag() {},
  refresh() {},
  updateTag() {},
  revalidatePath() {},
}))
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`)
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

type Call = (...args: unknown[]) => Promise<unknown>
type Handlers = Record<string, (request: Request, context: unknown) => Promise<Response>>
const actionFiles = import.meta.glob<Record<string, Call>>('/features/*/actions.ts')
const routeFiles = import.meta.glob<Handlers>('/app/api/admin/**/route.ts')

async function actions() {
  const found: { name: string; call: Call }[] = []
  for (const [file, load] of Object.entries(actionFiles))
    for (const [name, call] of Object.entries(await load()))
      found.push({ name: `${file.split('/')[2]} ${name}`, call })
  return found
}

async function endpoints() {
  const found: { name: string; call: (body?: unknown) => Promise<Response> }[] = []
  for (const [file, load] of Object.entries(routeFiles)) {
    const at = file.replace('/app', '').replace('/route.ts', '')
    for (const [method, handler] of Object.entries(await load())) {
      if (!/^(?:GET|POST|PUT|PATCH|DELETE)$/.test(method)) continue
      const call = (body: unknown = {}) => {
        const url = `http://localhost${at.replaceAll('[id]', '1')}`
        const sent = method === 'GET' ? null : JSON.stringify(body)
        return handler(new Request(url, { method, body: sent }), { params: Promise.resolve({ id: '1' }) })
      }
      found.push({ name: `${method} ${at}`, call })
    }
  }
  return found
}

async function signedInAs(role: Role, email?: string) {
  const person = await member(role, email)
  const sid = await session(person)
  jar.set(cookieName(), await encode({ token: { sid }, secret: sessionSecret(), maxAge: 3600 }))
  return person
}

/** How a call ended: the code of a refusal, `done`, or what was thrown. */
async function ending(call: Call, ...args: unknown[]): Promise<string> {
  try {
    const state = (await call(...args)) as { status?: string; code?: string } | undefined
    return state?.code ?? state?.status ?? 'nothing'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const idle = { status: 'idle' }
const form = (fields: Record<string, string> = {}) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

// Before the door, and on the readers' site: these are for strangers.
const forStrangers = /^(?:accounts (?!signOutAction)|subscribers subscribeAction)/

it('there are actions and endpoints to call', async () => {
  expect((await actions()).length).toBeGreaterThan(25)
  expect((await endpoints()).length).toBeGreaterThan(15)
})

it.each(['nobody', 'somebody who was shut out', 'a forged cookie'])('%s gets nowhere', async (who) => {
  if (who === 'a forged cookie')
    jar.set(
      cookieName(),
      await encode({ token: { sid: 'x', sub: '1' }, secret: 'another key', maxAge: 3600 }),
    )
  if (who === 'somebody who was shut out') {
    await member('administrator', 'first@example.org')
    const person = await signedInAs('administrator')
    await write((tx) => disablePerson(tx, systemActor, person.id))
  }
  const before = everyRow()
  const through: string[] = []
  for (const { name, call } of await actions()) {
    if (forStrangers.test(name)) continue
    for (const args of [[idle, form({ id: '1' })], [1, 'disable'], [{ id: 1 }], []]) {
      const end = await ending(call, ...args)
      if (!/^(?:signed-out|redirect \/admin\/login)$/.test(end)) through.push(`${name}: ${end}`)
    }
  }
  for (const { name, call } of await endpoints()) {
    const { status } = await call()
    if (status !== 401) through.push(`${name}: ${status}`)
  }
  expect(through).toEqual([])
  expect(everyRow()).toEqual(before)
})

it('an administrator who must add a second factor first can do that, and nothing else', async () => {
  await signedInAs('administrator')
  await write((tx) => saveNewsroom(tx, systemActor, { requireSecondFactor: true }))
  const through: string[] = []
  for (const [name, permission] of Object.entries(guarded)) {
    const call = (await actions()).find((action) => action.name === name)?.call
    const end = call ? await ending(call, ...argsOf(name)) : 'there is no such action'
    if (end !== 'forbidden') through.push(`${name} (${permission}): ${end}`)
  }
  for (const [name] of Object.entries(guardedEndpoints)) {
    const status = (await (await endpoints()).find((endpoint) => endpoint.name === name)?.call())?.status
    if (status !== 403) through.push(`${name}: ${status}`)
  }
  expect(through).toEqual([])
  const begin = (await actions()).find(({ name }) => name === 'second-factor beginTotpAction')
  expect(begin && (await ending(begin.call, idle, form()))).toBe('done')
})

/** What each action needs. Those for whoever is signed in, about themselves, are not here. */
const guarded: Record<string, Permission> = {
  'subscriber-desk suppressAction': 'subscribers:manage',
  'subscriber-desk liftAction': 'subscribers:manage',
  'subscriber-desk eraseAction': 'subscribers:manage',
  'alerts dismissAlertAction': 'newsletter:send',
  'newsletter saveNewsletterAction': 'newsletter:send',
  'newsletter orderNewslettersAction': 'newsletter:send',
  'newsletter deleteNewsletterAction': 'newsletter:send',
  'schedules saveScheduleAction': 'newsletter:send',
  'schedules deleteScheduleAction': 'newsletter:send',
  'issues createIssueAction': 'newsletter:send',
  'issues copyIssueAction': 'newsletter:send',
  'issues deleteIssueAction': 'newsletter:send',
  'people inviteAction': 'people:manage',
  'people sendLinkAction': 'people:manage',
  'people changeRoleAction': 'people:manage',
  'people personAction': 'people:manage',
  'people saveRolesAction': 'people:manage',
  'authors saveAuthorAction': 'taxonomy:edit',
  'authors mergeAuthorsAction': 'taxonomy:edit',
  'authors deleteAuthorAction': 'taxonomy:edit',
  'sections saveSectionAction': 'taxonomy:edit',
  'sections orderSectionsAction': 'taxonomy:edit',
  'sections deleteSectionAction': 'taxonomy:edit',
  'topics saveTopicAction': 'taxonomy:edit',
  'topics mergeTopicsAction': 'taxonomy:edit',
  'topics deleteTopicAction': 'taxonomy:edit',
  'redirects saveRedirectAction': 'redirects:edit',
  'redirects deleteRedirectAction': 'redirects:edit',
  'redirects dismissMissingAction': 'redirects:edit',
  'mail saveServerAction': 'settings:edit',
  'mail savePaceAction': 'settings:edit',
  'mail saveBouncesAction': 'settings:edit',
  'mail makeKeyAction': 'settings:edit',
  'mail deleteKeyAction': 'settings:edit',
  'mail saveRelayAction': 'settings:edit',
  'mail tryServerAction': 'settings:edit',
  'mail trySendingAction': 'settings:edit',
  'settings savePublicationAction': 'settings:edit',
  'settings saveLookAction': 'settings:edit',
  'settings saveSupportAction': 'settings:edit',
  'settings saveNewsletterAction': 'settings:edit',
  'settings saveLegalAction': 'settings:edit',
  'settings saveAboutAction': 'settings:edit',
  'settings saveNewsroomAction': 'settings:edit',
  'writing beginAction': 'article:create',
}
const guardedEndpoints: Record<string, Permission> = {
  'GET /api/admin/subscribers.csv': 'subscribers:manage',
  'GET /api/admin/subscribers/[id]': 'subscribers:manage',
  'POST /api/admin/subscribers/import': 'subscribers:manage',
  'GET /api/admin/audit.csv': 'audit:read',
  'GET /api/admin/deliveries.csv': 'subscribers:manage',
  'GET /api/admin/newsletter/[id]': 'newsletter:send',
  'PUT /api/admin/newsletter/[id]': 'newsletter:send',
  'GET /api/admin/newsletter/[id]/preview': 'newsletter:send',
  'GET /api/admin/newsletter/[id]/progress': 'newsletter:send',
  'POST /api/admin/newsletter/[id]/links': 'newsletter:send',
  'POST /api/admin/newsletter/[id]/commands': 'newsletter:send',
  'POST /api/admin/newsletter/[id]/test': 'newsletter:send',
  'POST /api/admin/media': 'media:upload',
  'POST /api/admin/media/fetch': 'media:upload',
  'DELETE /api/admin/media/[id]': 'media:delete',
  'POST /api/admin/articles': 'article:create',
  'GET /api/admin/front-page': 'front_page:edit',
  'POST /api/admin/front-page/scheduled': 'front_page:edit',
  'PUT /api/admin/front-page/scheduled/[id]': 'front_page:edit',
  'DELETE /api/admin/front-page/scheduled/[id]': 'front_page:edit',
  'PUT /api/admin/front-page': 'front_page:edit',
}
/** For whoever is signed in, about themselves; and bulk, where each command has a permission of its own (desk/bulk). */
const aboutThemselves =
  /^(?:second-factor |people (?:saveProfile|changePassword|endSession|signOutEverywhere)|desk )/
/** What depends on the article, the picture or the link that is asked for: writing/reading, workflow/gate, media, previews. */
const byThing =
  /^\w+ \/api\/admin\/(?:articles\/\[id\]|articles\/(?:choices|docx|search)$|media(?:\/\[id\]|$)|previews|front-page\/pieces$|terms$)/

it('there is no action and no endpoint that nobody has thought about', async () => {
  const names = [...(await actions()), ...(await endpoints())].map(({ name }) => name)
  const known = new Set([...Object.keys(guarded), ...Object.keys(guardedEndpoints)])
  const open = names.filter((name) => !known.has(name))
  expect(
    open.filter(
      (name) =>
        !forStrangers.test(name) &&
        !aboutThemselves.test(name) &&
        !byThing.test(name) &&
        name !== 'accounts signOutAction',
    ),
  ).toEqual([])
  expect([...known].filter((name) => !names.includes(name))).toEqual([])
})

const argsOf = (name: string): unknown[] =>
  /sendLink|changeRole|personAction/.test(name) ? [1, 'disable'] : [idle, form({ id: '1' })]

it.each(roles)('%s gets through where the role allows it, and only there', async (role) => {
  await member('administrator', 'first@example.org')
  await signedInAs(role)
  const wrong: string[] = []
  for (const [name, permission] of Object.entries(guarded)) {
    const call = (await actions()).find((action) => action.name === name)?.call
    if (!call) continue
    const before = everyRow()
    const end = await ending(call, ...argsOf(name))
    const allowed = defaultRoles[role].includes(permission)
    if ((end !== 'forbidden') !== allowed || end === 'signed-out') wrong.push(`${name}: ${end}`)
    if (!allowed) expect([name, everyRow()]).toEqual([name, before])
  }
  for (const [name, permission] of Object.entries(guardedEndpoints)) {
    const status = (await (await endpoints()).find((endpoint) => endpoint.name === name)?.call())?.status
    if (status === undefined) continue
    if ((status !== 403) !== defaultRoles[role].includes(permission)) wrong.push(`${name}: ${status}`)
  }
  expect(wrong).toEqual([])
})

it('the settings decide: a permission that a role is given or loses holds at the next call', async () => {
  await signedInAs('contributor')
  const save = (await actions()).find(({ name }) => name === 'topics saveTopicAction')?.call as Call
  expect(await ending(save, idle, form())).toBe('forbidden')
  await write((tx) => saveNewsroom(tx, systemActor, { roles: { contributor: ['taxonomy:edit'] } }))
  expect(await ending(save, idle, form())).not.toBe('forbidden')
  await write((tx) => saveNewsroom(tx, systemActor, { roles: { contributor: [] } }))
  expect(await ending(save, idle, form())).toBe('forbidden')
})

it('somebody whose role was emptied gets nothing but their own account', async () => {
  await addDraft() // the article 1 that endpoints are asked for
  await signedInAs('contributor')
  await write((tx) => saveNewsroom(tx, systemActor, { roles: { contributor: [] } }))
  const through: string[] = []
  for (const { name, call } of await endpoints()) {
    const { status } = await call()
    if (![403, 404, 422].includes(status)) through.push(`${name}: ${status}`)
  }
  // Names of topics and authors, which readers see too.
  expect(through).toEqual(['GET /api/admin/terms: 200'])
  for (const { name, call } of await actions())
    if (!forStrangers.test(name) && !aboutThemselves.test(name) && name !== 'accounts signOutAction')
      expect([name, await ending(call, ...argsOf(name))]).toEqual([name, 'forbidden'])
})

it('nobody makes themselves a new way in from the list of people: their own account asks for the passphrase', async () => {
  const me = await signedInAs('administrator')
  const other = await member('editor')
  const find = async (name: string) => (await actions()).find((one) => one.name === name)?.call as Call
  const [send, person] = [await find('people sendLinkAction'), await find('people personAction')]
  const before = everyRow()
  expect(await ending(send, me.id)).toBe('own-account')
  expect(await ending(person, me.id, 'reset-factor')).toBe('own-account')
  expect(everyRow()).toEqual(before)
  expect(await ending(send, other.id)).toBe('done')
  expect(await ending(person, other.id, 'reset-factor')).toBe('done')
})

it('whoever may change settings does not thereby change what roles may do', async () => {
  const editor = { ...(await signedInAs('editor')), permissions: ['settings:edit'] as const }
  for (const input of [{ roles: { editor: permissions.slice() } }, { requireSecondFactor: true }])
    await expect(write((tx) => saveNewsroom(tx, editor, input))).rejects.toThrow('forbidden')
  await expect(write((tx) => saveNewsroom(tx, editor, { fourEyes: true }))).resolves.toMatchObject({
    fourEyes: true,
  })
})

const table: Record<Permission, Role[]> = {
  'article:create': ['contributor', 'author', 'editor', 'administrator'],
  'article:edit_own': ['contributor', 'author', 'editor', 'administrator'],
  'article:submit': ['contributor', 'author', 'editor', 'administrator'],
  'media:upload': ['contributor', 'author', 'editor', 'administrator'],
  'article:publish_own': ['author', 'editor', 'administrator'],
  'media:edit': ['author', 'editor', 'administrator'],
  'article:edit_any': ['editor', 'administrator'],
  'article:review': ['editor', 'administrator'],
  'article:publish_any': ['editor', 'administrator'],
  'article:archive': ['editor', 'administrator'],
  'article:override_check': ['editor', 'administrator'],
  'media:delete': ['editor', 'administrator'],
  'front_page:edit': ['editor', 'administrator'],
  'newsletter:send': ['editor', 'administrator'],
  'taxonomy:edit': ['editor', 'administrator'],
  'redirects:edit': ['editor', 'administrator'],
  'article:override_embargo': ['administrator'],
  'subscribers:manage': ['administrator'],
  'people:manage': ['administrator'],
  'settings:edit': ['administrator'],
  'audit:read': ['administrator'],
}

it.each(permissions)('%s is for the roles that it is meant for', (permission) => {
  expect(roles.filter((role) => defaultRoles[role].includes(permission))).toEqual(table[permission])
})
