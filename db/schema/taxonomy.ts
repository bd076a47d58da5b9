import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, json, timestamp } from './columns.ts'

export const sections = sqliteTable('sections', {
  id: id(),
  parentId: integer('parent_id'),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  position: integer('position').notNull().default(0),
})

export const tags = sqliteTable('tags', {
  id: id(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  /** Where this topic went when it was merged. */
  mergedInto: integer('merged_into'),
})

export const series = sqliteTable('series', {
  id: id(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
})

export const authors = sqliteTable('authors', {
  id: id(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['person', 'organisation'] })
    .notNull()
    .default('person'),
  role: text('role').notNull().default(''),
  bio: text('bio').notNull().default(''),
  expertise: json<string[]>('expertise').notNull().default([]),
  contact: text('contact').notNull().default(''),
  portraitMediaId: integer('portrait_media_id'),
  createdAt: timestamp('created_at').notNull(),
  mergedInto: integer('merged_into'),
})
