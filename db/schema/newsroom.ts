import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, json, timestamp } from './columns.ts'

export const articleLocks = sqliteTable('article_locks', {
  articleId: integer('article_id').primaryKey(),
  personId: integer('person_id').notNull(),
  session: text('session').notNull(),
  takenFrom: text('taken_from'),
  acquiredAt: timestamp('acquired_at').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
})

export const articlePresence = sqliteTable(
  'article_presence',
  {
    articleId: integer('article_id').notNull(),
    session: text('session').notNull(),
    personId: integer('person_id').notNull(),
    seenAt: timestamp('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.session] })],
)

/** Text that two people wrote in one place, until somebody decides. `field` is `block:ID` or the name of a field. */
export const articleConflicts = sqliteTable('article_conflicts', {
  id: id(),
  articleId: integer('article_id').notNull(),
  /** Made by the client: a conflict that is reported twice is one. */
  key: text('key').notNull(),
  field: text('field').notNull(),
  base: json<unknown>('base'),
  mine: json<unknown>('mine'),
  theirs: json<unknown>('theirs'),
  personId: integer('person_id').notNull(),
  createdAt: timestamp('created_at').notNull(),
  resolvedAt: timestamp('resolved_at'),
  resolvedBy: integer('resolved_by'),
  resolution: text('resolution', { enum: ['mine', 'theirs', 'both'] }),
})

export type NoteAnchor = { block: string; start: number; end: number; quote: string }

export const articleNotes = sqliteTable('article_notes', {
  id: id(),
  articleId: integer('article_id').notNull(),
  parentId: integer('parent_id'),
  anchor: json<NoteAnchor>('anchor'),
  text: text('text').notNull(),
  personId: integer('person_id').notNull(),
  createdAt: timestamp('created_at').notNull(),
  resolvedAt: timestamp('resolved_at'),
  resolvedBy: integer('resolved_by'),
})

export const previewTokens = sqliteTable('preview_tokens', {
  hash: text('hash').primaryKey(),
  articleId: integer('article_id'),
  revisionId: integer('revision_id'),
  at: timestamp('at'),
  layout: json<unknown>('layout'),
  label: text('label').notNull().default(''),
  createdBy: integer('created_by').notNull(),
  createdAt: timestamp('created_at').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
  revokedAt: timestamp('revoked_at'),
})

export const frontPages = sqliteTable('front_pages', {
  id: id(),
  layout: json<unknown>('layout').notNull(),
  startsAt: timestamp('starts_at').notNull(),
  dueAt: timestamp('due_at'),
  lockVersion: integer('lock_version').notNull().default(1),
  personId: integer('person_id'),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
})

export const articleMedia = sqliteTable(
  'article_media',
  { articleId: integer('article_id').notNull(), mediaId: integer('media_id').notNull() },
  (t) => [primaryKey({ columns: [t.articleId, t.mediaId] })],
)

export const leases = sqliteTable('leases', {
  name: text('name').primaryKey(),
  owner: text('owner').notNull(),
  fence: integer('fence').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
})

/** Byline and topics of the working revision, for the newsroom's lists. */
export const workingAuthors = sqliteTable(
  'working_authors',
  { articleId: integer('article_id').notNull(), authorId: integer('author_id').notNull() },
  (t) => [primaryKey({ columns: [t.articleId, t.authorId] })],
)

export const workingTags = sqliteTable(
  'working_tags',
  { articleId: integer('article_id').notNull(), tagId: integer('tag_id').notNull() },
  (t) => [primaryKey({ columns: [t.articleId, t.tagId] })],
)
