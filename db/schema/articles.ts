import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, id, json, timestamp } from './columns.ts'

export const genres = ['news', 'opinion', 'analysis', 'interview', 'review', 'live', 'press'] as const
export const statuses = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
  'published',
  'unpublished',
  'archived',
] as const
/** Where the working revision of an article that is published already can stand. */
export const stages = ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled'] as const
export const correctionTypes = ['correction', 'clarification', 'update', 'retraction'] as const
export const bylineRoles = ['author', 'photo', 'translator', 'editor'] as const
export const relatedReasons = ['pin', 'topic', 'section', 'recent'] as const

type Optional<T> = T | undefined
export type Seo = {
  title?: Optional<string>
  description?: Optional<string>
  socialTitle?: Optional<string>
  homeTitle?: Optional<string>
  canonicalUrl?: Optional<string>
  noindex?: Optional<boolean>
}
export type Source = { name?: Optional<string>; url?: Optional<string>; licence?: Optional<string> }

export type ScheduleTerms = { overrides?: { check: string; reason: string }[]; substantive?: boolean }

export const articles = sqliteTable('articles', {
  id: id(),
  status: text('status', { enum: statuses }).notNull().default('draft'),
  lockVersion: integer('lock_version').notNull().default(1),
  liveRevisionId: integer('live_revision_id'),
  workingRevisionId: integer('working_revision_id'),
  scheduledRevisionId: integer('scheduled_revision_id'),
  language: text('language').notNull().default('it'),
  translationGroupId: integer('translation_group_id'),
  sectionId: integer('section_id').notNull(),
  slug: text('slug').notNull(),
  path: text('path').notNull(),
  headline: text('headline').notNull(),
  kicker: text('kicker').notNull().default(''),
  standfirst: text('standfirst').notNull().default(''),
  body: json<unknown>('body').notNull(),
  bodySchemaVersion: integer('body_schema_version').notNull(),
  wordCount: integer('word_count').notNull().default(0),
  genre: text('genre', { enum: genres }).notNull().default('news'),
  seriesId: integer('series_id'),
  place: text('place').notNull().default(''),
  bylineOverride: text('byline_override').notNull().default(''),
  heroMediaId: integer('hero_media_id'),
  heroAlt: text('hero_alt'),
  heroCaption: text('hero_caption'),
  heroCredit: text('hero_credit'),
  social: text('social').notNull().default(''),
  seo: json<Seo>('seo').notNull().default({}),
  source: json<Source>('source').notNull().default({}),
  accessLevel: text('access_level', { enum: ['free'] })
    .notNull()
    .default('free'),
  hideSupport: flag('hide_support').notNull().default(false),
  hideNewsletter: flag('hide_newsletter').notNull().default(false),
  publishAt: timestamp('publish_at'),
  embargoUntil: timestamp('embargo_until'),
  firstPublishedAt: timestamp('first_published_at'),
  substantiveUpdatedAt: timestamp('substantive_updated_at'),
  ownerId: integer('owner_id'),
  assigneeId: integer('assignee_id'),
  stage: text('stage', { enum: stages }),
  submittedBy: integer('submitted_by'),
  approvedBy: integer('approved_by'),
  approvedRevisionId: integer('approved_revision_id'),
  scheduledBy: integer('scheduled_by'),
  scheduleTerms: json<ScheduleTerms>('schedule_terms').notNull().default({}),
  importSource: text('import_source'),
  importId: text('import_id'),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
})

export const articleRevisions = sqliteTable('article_revisions', {
  id: id(),
  articleId: integer('article_id').notNull(),
  parentId: integer('parent_id'),
  kind: text('kind', {
    enum: ['autosave', 'manual', 'submit', 'approve', 'publish', 'restore', 'import'],
  }).notNull(),
  snapshot: json<unknown>('snapshot').notNull(),
  schemaVersion: integer('schema_version').notNull(),
  hash: text('hash').notNull(),
  editorId: integer('editor_id'),
  sessionId: text('session_id'),
  substantive: flag('substantive').notNull().default(false),
  shownAt: timestamp('shown_at'),
  replacedId: integer('replaced_id'),
  createdAt: timestamp('created_at').notNull(),
})

export const articleAuthors = sqliteTable(
  'article_authors',
  {
    articleId: integer('article_id').notNull(),
    position: integer('position').notNull(),
    authorId: integer('author_id').notNull(),
    role: text('role', { enum: bylineRoles }).notNull().default('author'),
    publishedAt: timestamp('published_at'),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.position] })],
)

export const articleTags = sqliteTable(
  'article_tags',
  {
    articleId: integer('article_id').notNull(),
    position: integer('position').notNull(),
    tagId: integer('tag_id').notNull(),
    publishedAt: timestamp('published_at'),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.position] })],
)

export const corrections = sqliteTable('corrections', {
  id: id(),
  articleId: integer('article_id').notNull(),
  type: text('type', { enum: correctionTypes }).notNull(),
  text: text('text').notNull(),
  position: text('position', { enum: ['top', 'bottom'] })
    .notNull()
    .default('bottom'),
  at: timestamp('at').notNull(),
})

export const relatedPins = sqliteTable(
  'related_pins',
  {
    articleId: integer('article_id').notNull(),
    position: integer('position').notNull(),
    targetId: integer('target_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.position] })],
)

export const related = sqliteTable(
  'related',
  {
    articleId: integer('article_id').notNull(),
    rank: integer('rank').notNull(),
    targetId: integer('target_id').notNull(),
    reason: text('reason', { enum: relatedReasons }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.rank] })],
)

export const articlePaths = sqliteTable('article_paths', {
  path: text('path').primaryKey(),
  articleId: integer('article_id').notNull(),
  current: flag('current').notNull(),
  createdAt: timestamp('created_at').notNull(),
})

export const redirects = sqliteTable('redirects', {
  fromPath: text('from_path').primaryKey(),
  toPath: text('to_path'),
  status: integer('status').notNull().default(301),
  origin: text('origin').notNull().default('manual'),
  createdAt: timestamp('created_at').notNull(),
})
