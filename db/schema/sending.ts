import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, id, json, timestamp } from './columns.ts'

export const issueKinds = ['digest', 'letter'] as const
/**
 * held: it waits for somebody to say that it may go, with the reason. empty: there was nothing to send, so it skipped
 * itself.
 */
export const issueStatuses = [
  'draft',
  'scheduled',
  'held',
  'sending',
  'paused',
  'done',
  'cancelled',
  'empty',
] as const

export const newsletterSchedules = sqliteTable('newsletter_schedules', {
  id: id(),
  newsletterId: integer('newsletter_id').notNull(),
  days: json<number[]>('days').notNull(),
  time: text('time').notNull(),
  hours: integer('hours').notNull(),
  sectionId: integer('section_id'),
  subject: text('subject').notNull().default(''),
  sends: flag('sends').notNull().default(true),
  active: flag('active').notNull().default(true),
  lastPlannedAt: timestamp('last_planned_at').notNull(),
  createdBy: integer('created_by'),
  createdAt: timestamp('created_at').notNull(),
})

export const newsletterIssues = sqliteTable('newsletter_issues', {
  id: id(),
  newsletterId: integer('newsletter_id').notNull(),
  kind: text('kind', { enum: issueKinds }).notNull(),
  status: text('status', { enum: issueStatuses }).notNull().default('draft'),
  slug: text('slug'),
  subject: text('subject').notNull().default(''),
  subjectB: text('subject_b').notNull().default(''),
  preheader: text('preheader').notNull().default(''),
  intro: json<unknown>('intro').notNull(),
  source: json<unknown>('source').notNull(),
  articles: json<number[]>('articles').notNull().default([]),
  testShare: integer('test_share').notNull().default(0),
  testHours: integer('test_hours').notNull().default(4),
  decideAt: timestamp('decide_at'),
  winner: text('winner', { enum: ['a', 'b'] }),
  scheduleId: integer('schedule_id'),
  plannedAt: timestamp('planned_at'),
  reason: text('reason').notNull().default(''),
  detail: text('detail').notNull().default(''),
  rate: real('rate'),
  content: json<unknown>('content'),
  messageA: text('message_a'),
  messageB: text('message_b'),
  messageHash: text('message_hash'),
  audience: integer('audience').notNull().default(0),
  lockVersion: integer('lock_version').notNull().default(1),
  startedAt: timestamp('started_at'),
  finishedAt: timestamp('finished_at'),
  createdBy: integer('created_by'),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
})

export const deliveryStates = ['queued', 'claimed', 'dot', 'sent', 'failed', 'skipped', 'uncertain'] as const
export const newsletterDeliveries = sqliteTable('newsletter_deliveries', {
  id: id(),
  issueId: integer('issue_id').notNull(),
  subscriberId: integer('subscriber_id'),
  email: text('email').notNull(),
  domain: text('domain').notNull(),
  variant: text('variant', { enum: ['a', 'b', 'later'] })
    .notNull()
    .default('a'),
  state: text('state', { enum: deliveryStates }).notNull().default('queued'),
  attempt: integer('attempt').notNull().default(0),
  firstAt: timestamp('first_at'),
  nextAt: timestamp('next_at').notNull(),
  lease: text('lease').notNull().default(''),
  markedAt: timestamp('marked_at'),
  doneAt: timestamp('done_at'),
  smtpCode: integer('smtp_code'),
  smtpText: text('smtp_text').notNull().default(''),
  serverId: text('server_id').notNull().default(''),
})

export const bounceKinds = ['hard', 'soft', 'policy', 'complaint'] as const
export const newsletterBounces = sqliteTable('newsletter_bounces', {
  id: id(),
  subscriberId: integer('subscriber_id'),
  issueId: integer('issue_id'),
  deliveryId: integer('delivery_id'),
  kind: text('kind', { enum: bounceKinds }).notNull(),
  status: text('status').notNull().default(''),
  detail: text('detail').notNull().default(''),
  at: timestamp('at').notNull(),
})

export const newsletterIntake = sqliteTable('newsletter_intake', {
  id: id(),
  lookedAt: timestamp('looked_at').notNull(),
  taken: integer('taken').notNull().default(0),
  failures: integer('failures').notNull().default(0),
  error: text('error').notNull().default(''),
})

export const mailSettings = sqliteTable('mail_settings', {
  id: id(),
  sealed: text('sealed').notNull(),
  lockVersion: integer('lock_version').notNull().default(1),
  updatedAt: timestamp('updated_at').notNull(),
})

export const newsletterWorker = sqliteTable('newsletter_worker', {
  id: id(),
  owner: text('owner').notNull(),
  kind: text('kind').notNull(),
  fence: integer('fence').notNull(),
  seenAt: timestamp('seen_at').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
})
