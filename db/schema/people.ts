import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, json, timestamp } from './columns.ts'

export const roles = ['contributor', 'author', 'editor', 'administrator'] as const
export const personStatuses = ['invited', 'active', 'disabled'] as const
export const tokenKinds = ['setup', 'invite', 'reset', 'ticket', 'challenge'] as const

/** Those who can sign in. What readers see of a writer is an author. */
export const people = sqliteTable('people', {
  id: id(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  role: text('role', { enum: roles }).notNull(),
  status: text('status', { enum: personStatuses }).notNull().default('invited'),
  authorId: integer('author_id'),
  passwordHash: text('password_hash'),
  /** Encrypted; null while there is no second factor. */
  totpSecret: text('totp_secret'),
  /** Encrypted; a secret that waits to be confirmed with a first code. */
  totpPending: text('totp_pending'),
  /** The last time step whose code was accepted: a code works once. */
  totpStep: integer('totp_step').notNull().default(0),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
  lastSeenAt: timestamp('last_seen_at'),
})

export const recoveryCodes = sqliteTable('recovery_codes', {
  hash: text('hash').primaryKey(),
  personId: integer('person_id').notNull(),
  usedAt: timestamp('used_at'),
})

export const passkeys = sqliteTable('passkeys', {
  id: id(),
  personId: integer('person_id').notNull(),
  credentialId: text('credential_id').notNull(),
  /** Base64url. */
  publicKey: text('public_key').notNull(),
  counter: integer('counter').notNull().default(0),
  transports: json<string[]>('transports').notNull().default([]),
  name: text('name').notNull(),
  createdAt: timestamp('created_at').notNull(),
  lastUsedAt: timestamp('last_used_at'),
})

export const sessions = sqliteTable('sessions', {
  /** Hash of the id in the cookie. */
  hash: text('hash').primaryKey(),
  personId: integer('person_id').notNull(),
  userAgent: text('user_agent').notNull().default(''),
  address: text('address').notNull().default(''),
  createdAt: timestamp('created_at').notNull(),
  seenAt: timestamp('seen_at').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
})

export const accountTokens = sqliteTable('account_tokens', {
  hash: text('hash').primaryKey(),
  kind: text('kind', { enum: tokenKinds }).notNull(),
  personId: integer('person_id'),
  data: json<Record<string, unknown>>('data').notNull().default({}),
  createdAt: timestamp('created_at').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
  usedAt: timestamp('used_at'),
})

/** Append-only: the database refuses changes. */
export const auditLog = sqliteTable('audit_log', {
  id: id(),
  at: timestamp('at').notNull(),
  event: text('event').notNull(),
  actorId: integer('actor_id'),
  actor: text('actor').notNull(),
  address: text('address').notNull().default(''),
  entity: text('entity').notNull().default(''),
  entityId: integer('entity_id'),
  articleId: integer('article_id'),
  before: json<unknown>('before'),
  after: json<unknown>('after'),
  reason: text('reason').notNull().default(''),
})

export const savedViews = sqliteTable('saved_views', {
  id: id(),
  personId: integer('person_id').notNull(),
  name: text('name').notNull(),
  query: text('query').notNull(),
  shared: integer('shared', { mode: 'boolean' }).notNull().default(false),
  createdAt: timestamp('created_at').notNull(),
})
