import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, json, timestamp } from './columns.ts'

export const tagClock = sqliteTable('tag_clock', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  tag: text('tag').notNull(),
  at: timestamp('at').notNull(),
})

/** What whoever runs the publication should know. */
export const alerts = sqliteTable('alerts', {
  name: text('name').primaryKey(),
  since: timestamp('since').notNull(),
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
