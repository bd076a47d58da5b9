import 'server-only'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { accountTokens, people, sessions, type tokenKinds } from '@/db/schema/people.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import type { Actor, Proven, Role } from './policy.ts'
import { hashToken, newToken } from './tokens.ts'

export type TokenKind = (typeof tokenKinds)[number]

export type PersonInput = {
  email: string
  name: string
  role: Role
  /** Without one the person sets it by a link. */
  passwordHash?: string | null
}

/**
 * Adds somebody: active when they have a passphrase, else invited. Returns their id.
 * @throws AppError email-taken
 */
export async function addPerson(tx: Tx, actor: Actor, input: PersonInput): Promise<number> {
  const [known] = await tx.select({ id: people.id }).from(people).where(eq(people.email, input.email))
  if (known) throw new AppError('email-taken', input.email)
  const now = Date.now()
  const { passwordHash = null, ...rest } = input
  const [row] = await tx
    .insert(people)
    .values({
      ...rest,
      passwordHash,
      status: passwordHash ? 'active' : 'invited',
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: people.id })
  const id = row?.id as number
  await audit(tx, actor, { event: 'person.add', entity: 'person', entityId: id, after: rest })
  return id
}

/**
 * Makes a secret that works once. Older ones of that kind for that person stop working.
 * @param lifetime milliseconds
 */
export async function makeToken(
  tx: Tx,
  kind: TokenKind,
  personId: number | null,
  lifetime: number,
  data: Record<string, unknown> = {},
): Promise<string> {
  const now = Date.now()
  if (kind !== 'challenge' && kind !== 'ticket')
    await tx
      .update(accountTokens)
      .set({ usedAt: now })
      .where(
        and(
          eq(accountTokens.kind, kind),
          personId === null ? isNull(accountTokens.personId) : eq(accountTokens.personId, personId),
          isNull(accountTokens.usedAt),
        ),
      )
  const token = newToken()
  await tx
    .insert(accountTokens)
    .values({ hash: hashToken(token), kind, personId, data, createdAt: now, expiresAt: now + lifetime })
  return token
}

/**
 * Uses a secret up.
 * @throws AppError link-expired when it is unknown, used or too old
 */
export async function spendToken(
  tx: Tx,
  kind: TokenKind,
  token: string,
): Promise<{ personId: number | null; data: Record<string, unknown> }> {
  const now = Date.now()
  const [row] = await tx
    .update(accountTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(accountTokens.hash, hashToken(token)),
        eq(accountTokens.kind, kind),
        isNull(accountTokens.usedAt),
      ),
    )
    .returning({
      personId: accountTokens.personId,
      data: accountTokens.data,
      expiresAt: accountTokens.expiresAt,
    })
  if (!row || row.expiresAt <= now) throw new AppError('link-expired')
  return row
}

/** Opens a session. Returns the secret for the cookie; the database keeps its hash. `lifetime` in milliseconds. */
export async function openSession(
  tx: Tx,
  actor: Actor,
  personId: number,
  from: { address: string; userAgent: string },
  lifetime: number,
): Promise<string> {
  const now = Date.now()
  const sid = newToken()
  await tx.insert(sessions).values({
    hash: hashToken(sid),
    personId,
    address: from.address,
    userAgent: from.userAgent.slice(0, 300),
    createdAt: now,
    seenAt: now,
    expiresAt: now + lifetime,
  })
  await tx.update(people).set({ lastSeenAt: now }).where(eq(people.id, personId))
  await audit(tx, actor, { event: 'session.open', entity: 'person', entityId: personId })
  return sid
}

/** Notes that a session is in use. */
export async function touchSession(tx: Tx, hash: string, now: number): Promise<void> {
  const [row] = await tx
    .update(sessions)
    .set({ seenAt: now })
    .where(eq(sessions.hash, hash))
    .returning({ personId: sessions.personId })
  if (row) await tx.update(people).set({ lastSeenAt: now }).where(eq(people.id, row.personId))
}

/** Ends a session for good. */
export async function closeSession(tx: Tx, actor: Actor, hash: string): Promise<void> {
  const [row] = await tx
    .delete(sessions)
    .where(eq(sessions.hash, hash))
    .returning({ personId: sessions.personId })
  if (row) await audit(tx, actor, { event: 'session.close', entity: 'person', entityId: row.personId })
}

/** Ends one of somebody's own sessions. False when it is not theirs, or over already. */
export async function closeOwnSession(tx: Tx, actor: Proven, hash: string): Promise<boolean> {
  const [row] = await tx
    .delete(sessions)
    .where(and(eq(sessions.hash, hash), eq(sessions.personId, actor.id)))
    .returning({ personId: sessions.personId })
  if (row) await audit(tx, actor, { event: 'session.close', entity: 'person', entityId: row.personId })
  return Boolean(row)
}

/** Ends every session of somebody, except perhaps the one they use. Returns how many ended. */
export async function closeSessions(tx: Tx, actor: Actor, personId: number, except = ''): Promise<number> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), ne(sessions.hash, except)))
    .returning({ hash: sessions.hash })
  if (ended.length > 0)
    await audit(tx, actor, {
      event: 'session.close_all',
      entity: 'person',
      entityId: personId,
      after: { sessions: ended.length },
    })
  return ended.length
}

/** Makes everything useless that somebody could still use up. */
async function spendTokensOf(tx: Tx, personId: number): Promise<void> {
  await tx
    .update(accountTokens)
    .set({ usedAt: Date.now() })
    .where(and(eq(accountTokens.personId, personId), isNull(accountTokens.usedAt)))
}

/** @throws AppError last-administrator when nobody else could administer */
async function keepAnAdministrator(tx: Tx, personId: number): Promise<void> {
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'administrator'), eq(people.status, 'active'), ne(people.id, personId)))
    .limit(1)
  if (!other) throw new AppError('last-administrator')
}

async function personRow(tx: Tx, id: number) {
  const [row] = await tx.select().from(people).where(eq(people.id, id))
  if (!row) throw new AppError('not-found')
  return row
}

/**
 * Shuts somebody out: their sessions end, their links stop working. What they wrote stays.
 * @throws AppError not-found, last-administrator
 */
export async function disablePerson(tx: Tx, actor: Actor, id: number): Promise<void> {
  const before = await personRow(tx, id)
  if (before.status === 'disabled') return
  if (before.role === 'administrator' && before.status === 'active') await keepAnAdministrator(tx, id)
  const now = Date.now()
  await tx.update(people).set({ status: 'disabled', updatedAt: now }).where(eq(people.id, id))
  await spendTokensOf(tx, id)
  await audit(tx, actor, {
    event: 'person.disable',
    entity: 'person',
    entityId: id,
    before: { status: before.status },
    after: { status: 'disabled' },
  })
  await closeSessions(tx, actor, id)
}

/**
 * Lets somebody in again: as active when they have a passphrase, else as invited.
 * @throws AppError not-found
 */
export async function enablePerson(tx: Tx, actor: Actor, id: number): Promise<void> {
  const before = await personRow(tx, id)
  if (before.status !== 'disabled') return
  const status = before.passwordHash ? 'active' : 'invited'
  await tx.update(people).set({ status, updatedAt: Date.now() }).where(eq(people.id, id))
  await audit(tx, actor, {
    event: 'person.enable',
    entity: 'person',
    entityId: id,
    before: { status: before.status },
    after: { status },
  })
}

/**
 * Gives somebody another role; it holds from their next request.
 * @throws AppError not-found, last-administrator
 */
export async function changeRole(tx: Tx, actor: Actor, id: number, role: Role): Promise<void> {
  const before = await personRow(tx, id)
  if (before.role === role) return
  if (before.role === 'administrator' && before.status === 'active') await keepAnAdministrator(tx, id)
  await tx.update(people).set({ role, updatedAt: Date.now() }).where(eq(people.id, id))
  await audit(tx, actor, {
    event: 'person.role',
    entity: 'person',
    entityId: id,
    before: { role: before.role },
    after: { role },
  })
}

/**
 * Sets somebody's passphrase. Who was invited becomes active. Whatever was opened with the former one, or would have set
 * another, works no more: links on their way, and a sign-in that waits for its second step.
 * @throws AppError not-found
 */
export async function setPassword(tx: Tx, actor: Actor, id: number, passwordHash: string): Promise<void> {
  const before = await personRow(tx, id)
  const status = before.status === 'invited' ? 'active' : before.status
  await tx.update(people).set({ passwordHash, status, updatedAt: Date.now() }).where(eq(people.id, id))
  await spendTokensOf(tx, id)
  await audit(tx, actor, {
    event: 'person.password',
    entity: 'person',
    entityId: id,
    before: { status: before.status },
    after: { status },
  })
}

/**
 * Changes what somebody says about themselves.
 * @throws AppError not-found
 */
export async function changeProfile(
  tx: Tx,
  actor: Actor,
  id: number,
  input: { name: string; authorId: number | null },
): Promise<void> {
  const { name, authorId } = await personRow(tx, id)
  if (name === input.name && authorId === input.authorId) return
  await tx
    .update(people)
    .set({ ...input, updatedAt: Date.now() })
    .where(eq(people.id, id))
  await audit(tx, actor, {
    event: 'person.profile',
    entity: 'person',
    entityId: id,
    before: { name, authorId },
    after: input,
  })
}
