import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { accountTokens, people, sessions, type tokenKinds } from '@/db/schema/people.ts'
import { audit } from '@/features/audit/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import type { Actor, Role } from './policy.ts'
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
