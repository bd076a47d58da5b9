import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { json, timestamp } from './columns.ts'

/** One row: the publication itself. */
export const settings = sqliteTable('settings', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  tagline: text('tagline').notNull(),
  description: text('description').notNull(),
  language: text('language', { enum: ['it', 'en'] }).notNull(),
  timeZone: text('time_zone').notNull(),
  accent: text('accent').notNull(),
  support: json<Record<string, string>>('support').notNull(),
  newsletter: json<Record<string, string>>('newsletter').notNull(),
  legal: json<Record<string, string>>('legal').notNull(),
  about: json<{ version: number; document?: unknown }>('about'),
  newsroom: json<Record<string, unknown>>('newsroom').notNull().default({}),
  updatedAt: timestamp('updated_at').notNull(),
})
