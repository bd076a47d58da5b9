import 'server-only'
import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { accountTokens, passkeys, people, sessions, type tokenKinds } from '@/db/schema/people.ts'
import { findNewsroom, findPublication } from '@/features/settings/data.ts'
import type { Actor, Role } from './policy.ts'
import type { OpenSession, Person } from './schema.ts'
import { hashToken } from './tokens.ts'

const personColumns = {
  id: people.id,
  email: people.email,
  name: people.name,
  role: people.role,
  status: people.status,
  authorId: people.authorId,
  totpSecret: people.totpSecret,
  createdAt: people.createdAt,
  lastSeenAt: people.lastSeenAt,
}

/** Everybody who can, could or will sign in, by name. */
export async function listPeople(db: Read = read): Promise<Person[]> {
  const rows = await db.select(personColumns).from(people).orderBy(asc(people.name), asc(people.id))
  const keys = await db.selectDistinct({ id: passkeys.personId }).from(passkeys)
  const withKey = new Set(keys.map((key) => key.id))
  return rows.map(({ totpSecret, ...row }) => ({
    ...row,
    secondFactor: totpSecret !== null || withKey.has(row.id),
  }))
}

/** One person by id, or null. */
export async function findPerson(id: number, db: Read = read): Promise<Person | null> {
  return (await listPeople(db)).find((person) => person.id === id) ?? null
}

/** A secret that still works; null when it is unknown, used or too old. Looking does not use it up. */
export async function findToken(kind: (typeof tokenKinds)[number], token: string) {
  const [row] = await read
    .select({ personId: accountTokens.personId, data: accountTokens.data })
    .from(accountTokens)
    .where(
      and(
        eq(accountTokens.hash, hashToken(token)),
        eq(accountTokens.kind, kind),
        isNull(accountTokens.usedAt),
        gt(accountTokens.expiresAt, Date.now()),
      ),
    )
  return row ?? null
}

/** One person by address (in its kept form), or null. */
export async function findPersonByEmail(email: string, db: Read = read): Promise<Person | null> {
  return (await listPeople(db)).find((person) => person.email === email) ?? null
}

/** Whether nobody can administer yet: the publication waits for its first administrator. */
export async function needsSetup(db: Read = read): Promise<boolean> {
  const [row] = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'administrator'), eq(people.status, 'active')))
    .limit(1)
  return !row
}

/** What is needed to check a sign-in; null when nobody has that address. */
export async function findCredentials(email: string) {
  const [row] = await read
    .select({
      id: people.id,
      status: people.status,
      role: people.role,
      name: people.name,
      passwordHash: people.passwordHash,
      totpSecret: people.totpSecret,
      totpStep: people.totpStep,
    })
    .from(people)
    .where(eq(people.email, email))
  return row ?? null
}

/** What somebody may do follows from their role, as the settings have it now. */
async function actorFrom(
  person: { id: number; name: string; role: Role },
  session: string,
  address: string,
  db: Read = read,
): Promise<Actor> {
  const { roles } = await findNewsroom(db)
  const { id, name, role } = person
  return { id, name, role, permissions: roles[role], session, address }
}

/** An active person as somebody who acts without a session: at the command line. Null when unknown or not active. */
export async function actorByEmail(email: string): Promise<Actor | null> {
  const [row] = await read
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(and(eq(people.email, email), eq(people.status, 'active')))
  return row ? await actorFrom(row, '', '') : null
}

/** The same for somebody whose id is known: for what was ordered earlier and happens now. */
export async function actorById(id: number, db: Read = read): Promise<Actor | null> {
  const [row] = await db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(and(eq(people.id, id), eq(people.status, 'active')))
  return row ? await actorFrom(row, '', '', db) : null
}

/** A session that opens the door now, with the person as they are now; null when it is over, or they are not active. */
export async function findSession(hash: string, now: number, idle: number) {
  const [row] = await read
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      role: people.role,
      seenAt: sessions.seenAt,
      address: sessions.address,
      totpSecret: people.totpSecret,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(
      and(
        eq(sessions.hash, hash),
        eq(people.status, 'active'),
        gt(sessions.expiresAt, now),
        gt(sessions.seenAt, now - idle),
      ),
    )
  if (!row) return null
  const { name, email, seenAt, address } = row
  const actor = await actorFrom(row, hash, address)
  return { name, email, seenAt, actor: (await mustEnrol(row)) ? enrolling(actor) : actor }
}

/** Whoever must add a second factor first may do nothing else: they have no permission at all. */
const enrolling = (actor: Actor): Actor => ({ ...actor, permissions: [], enrolling: true })

async function mustEnrol(row: { id: number; role: Role; totpSecret: string | null }): Promise<boolean> {
  if (row.role !== 'administrator' || row.totpSecret !== null) return false
  if (!(await findNewsroom()).requireSecondFactor) return false
  const [key] = await read
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.personId, row.id))
    .limit(1)
  return !key
}

/** Whether a session was opened after a time (UTC milliseconds). */
export async function openedAfter(hash: string, time: number): Promise<boolean> {
  const [row] = await read
    .select({ hash: sessions.hash })
    .from(sessions)
    .where(and(eq(sessions.hash, hash), gt(sessions.createdAt, time)))
  return row !== undefined
}

/** The sessions of somebody that are not over, the one used last first. */
export async function listSessions(personId: number, now: number, idle: number): Promise<OpenSession[]> {
  return read
    .select({
      hash: sessions.hash,
      address: sessions.address,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gt(sessions.expiresAt, now), gt(sessions.seenAt, now - idle)))
    .orderBy(desc(sessions.seenAt))
}

/** What others know of somebody, and must not be their passphrase. */
export async function knownOf(person: { name: string; email: string }): Promise<string[]> {
  return [person.name, person.email, (await findPublication()).name]
}
