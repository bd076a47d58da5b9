import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, id, json, timestamp } from './columns.ts'

/** Widths that exist on disk, by format. */
export type Variants = { jpg?: number[]; webp?: number[]; avif?: number[] }

export const media = sqliteTable('media', {
  id: id(),
  sha256: text('sha256').notNull(),
  hash: text('hash').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  alt: text('alt').notNull().default(''),
  caption: text('caption').notNull().default(''),
  credit: text('credit').notNull().default(''),
  licence: text('licence').notNull().default(''),
  licenceUrl: text('licence_url').notNull().default(''),
  source: text('source').notNull().default(''),
  focalX: real('focal_x').notNull().default(0.5),
  focalY: real('focal_y').notNull().default(0.5),
  colour: text('colour').notNull().default('#888888'),
  variants: json<Variants>('variants').notNull().default({}),
  sensitive: flag('sensitive').notNull().default(false),
  rightsExpireAt: timestamp('rights_expire_at'),
  name: text('name').notNull().default(''),
  copyright: text('copyright').notNull().default(''),
  takenAt: timestamp('taken_at'),
  bytes: integer('bytes').notNull().default(0),
  uploaderId: integer('uploader_id'),
  withheldAt: timestamp('withheld_at'),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull().default(0),
})
