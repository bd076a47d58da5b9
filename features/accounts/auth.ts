// next-auth's own endpoints, for those who sign in by them rather than at the page. The session is the same: a row in the
// database whose id stands in the token.
import 'server-only'
import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { write } from '@/db/client.ts'
import { hasFactor } from '@/features/second-factor/data.ts'
import { checkCode } from '@/features/second-factor/worker.ts'
import { AppError } from '@/lib/errors.ts'
import { findSession } from './data.ts'
import { closeSession, openSession } from './mutations.ts'
import {
  cookieName,
  cookieOptions,
  idleTime,
  longestSession,
  requestOrigin,
  sessionSecret,
} from './session.ts'
import { signIn } from './sign-in.ts'
import { hashToken } from './tokens.ts'

/** The configuration of next-auth. Made at each call: the secret is read from the data folder. */
export function authOptions(): AuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: longestSession / 1000 },
    pages: { signIn: '/admin/login', error: '/admin/login' },
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
        authorize: async (given) => {
          try {
            const from = await requestOrigin()
            const person = await signIn(given?.email ?? '', given?.password ?? '', from.address)
            if (await hasFactor(person.id)) await checkCode(person, given?.code ?? '', from.address)
            const actor = { ...person, address: from.address }
            const sid = await write((tx) => openSession(tx, actor, person.id, from, longestSession))
            return { id: String(person.id), name: person.name, sid }
          } catch (error) {
            // The words of an error that is thrown are what next-auth answers; nothing else tells why it was refused.
            if (error instanceof AppError && error.code === 'too-many-attempts') throw new Error(error.code)
            if (error instanceof AppError) return null
            throw error
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, sid: (user as { sid?: string }).sid } : token),
      session: async ({ token }) => {
        const known = typeof token.sid === 'string' ? hashToken(token.sid) : ''
        const found = await findSession(known, Date.now(), idleTime)
        const expires = new Date(Date.now() + idleTime).toISOString()
        return found
          ? { user: { name: found.name, email: found.email }, expires }
          : { expires: new Date(0).toISOString() }
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid !== 'string') return
        const hash = hashToken(token.sid)
        const found = await findSession(hash, Date.now(), idleTime)
        if (found) await write((tx) => closeSession(tx, found.actor, hash))
      },
    },
  }
}
