import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, json, timestamp } from './columns.ts'

export const subscribers = sqliteTable('subscribers', {
  id: id(),
  email: text('email').notNull(),
  status: text('status', { enum: ['pending', 'confirmed', 'unsubscribed', 'suppressed'] })
    .notNull()
    .default('pending'),
  language: text('language').notNull(),
  consentText: text('consent_text').notNull(),
  consentAt: timestamp('consent_at').notNull(),
  consentSource: text('consent_source').notNull().default(''),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
})

export const tagClock = sqliteTable('tag_clock', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  tag: text('tag').notNull(),
  at: timestamp('at').notNull(),
})

/** Side effects to be done after the unit of work that wrote the row. */
export const outbox = sqliteTable('outbox', {
  id: id(),
  kind: text('kind').notNull(),
  payload: json<unknown>('payload').notNull(),
  attempts: integer('attempts').notNull().default(0),
  dueAt: timestamp('due_at').notNull(),
  leasedUntil: timestamp('leased_until').notNull().default(0),
  error: text('error'),
  createdAt: timestamp('created_at').notNull(),
})
