// Who is asking. The only file that knows how a session travels: a JWT of next-auth's in a cookie, in it the id of a row
// in the database, which is looked up at each request.
import 'server-only'
import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { connection } from 'next/server'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { write } from '@/db/client.ts'
import { readEnv } from '@/lib/env.mjs'
import { deriveKey, readSecret } from '@/lib/secrets.ts'
import { findSession, findToken } from './data.ts'
import { closeSession, makeToken, openSession, touchSession } from './mutations.ts'
import { type Actor, can, type Permission } from './policy.ts'
import { hashToken } from './tokens.ts'

/** A session that nobody uses ends after half a day, any session after a week. Milliseconds. */
export const idleTime = 12 * 3_600_000
export const longestSession = 7 * 24 * 3_600_000
const noteEvery = 60_000

const ticketTime = 10 * 60_000
const ticketCookie = 'testata.ticket'

const secure = () => readEnv().siteUrl.startsWith('https:')

/** Name of the session cookie. `__Host-` ties it to this very host; browsers take it over HTTPS only. */
export const cookieName = () => (secure() ? '__Host-testata.session' : 'testata.session')

/** The key that signs and encrypts the cookie. */
export const sessionSecret = () => deriveKey(readSecret(readEnv()), 'session').toString('hex')

/** How the cookie is set, wherever it is set. `maxAge` in seconds. */
export const cookieOptions = () => ({
  httpOnly: true,
  secure: secure(),
  sameSite: 'lax' as const,
  path: '/',
  maxAge: longestSession / 1000,
})

/** Where a request comes from, as the front door saw it. */
export async function requestOrigin(): Promise<{ address: string; userAgent: string }> {
  const list = await headers()
  return { address: list.get('x-testata-address') ?? '', userAgent: list.get('user-agent') ?? '' }
}

async function sessionHash(): Promise<string | null> {
  const token = (await cookies()).get(cookieName())?.value
  if (!token) return null
  const jwt = await decode({ token, secret: sessionSecret() }).catch(() => null)
  return typeof jwt?.sid === 'string' ? hashToken(jwt.sid) : null
}

/** Who asks: an active person with a session that is not over; null otherwise. Looked up anew at each request. */
export const currentActor: () => Promise<Actor | null> = cache(async () => {
  await connection() // never at build time, never remembered
  const hash = await sessionHash()
  if (!hash) return null
  const now = Date.now()
  const session = await findSession(hash, now, idleTime)
  if (!session) return null
  if (now - session.seenAt > noteEvery) await write((tx) => touchSession(tx, hash, now))
  const { address } = await requestOrigin()
  return { ...session.actor, address }
})

/**
 * Who asks, for a page: without a session they are sent to the sign-in page, without the permission they get the page
 * that says so (403). Actions and endpoints have wrappers of their own.
 */
export async function requireActor(permission?: Permission): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) redirect('/admin/login')
  if (actor.enrolling) redirect('/admin/enrol')
  if (permission && !can(actor, permission)) forbidden()
  return actor
}

/** Opens a session for somebody who has proved who they are, and sets the cookie. */
export async function startSession(person: Actor & { id: number }): Promise<void> {
  const from = await requestOrigin()
  const former = await currentActor()
  const actor = { ...person, address: from.address }
  const sid = await write(async (tx) => {
    if (former) await closeSession(tx, former, former.session)
    return openSession(tx, actor, person.id, from, longestSession)
  })
  const token = await encode({
    token: { sid, sub: String(person.id) },
    secret: sessionSecret(),
    maxAge: longestSession / 1000,
  })
  ;(await cookies()).set(cookieName(), token, cookieOptions())
}

/** Ends the session of the request and takes the cookie away. */
export async function endSession(actor: Actor): Promise<void> {
  await write((tx) => closeSession(tx, actor, actor.session))
  ;(await cookies()).delete(cookieName())
}

/** The first step is proved: remembers who it was until the second one is, for ten minutes. */
export async function holdTicket(personId: number, next: string): Promise<void> {
  const token = await write((tx) => makeToken(tx, 'ticket', personId, ticketTime, { next }))
  ;(await cookies()).set(ticketCookie, token, {
    ...cookieOptions(),
    path: '/admin',
    maxAge: ticketTime / 1000,
  })
}

/** Who proved the first step, and where they want to go; null when nobody did, or too long ago. */
export async function ticketHolder(): Promise<{ token: string; personId: number; next: string } | null> {
  const token = (await cookies()).get(ticketCookie)?.value
  const ticket = token ? await findToken('ticket', token) : null
  if (!token || ticket?.personId == null) return null
  return { token, personId: ticket.personId, next: String(ticket.data.next ?? '') }
}

/** Takes the ticket's cookie away. */
export async function dropTicket(): Promise<void> {
  ;(await cookies()).delete({ name: ticketCookie, path: '/admin' })
}
