import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, id, json, timestamp } from './columns.ts'

export const frequencies = ['daily', 'weekly', 'other'] as const
export const newsletters = sqliteTable('newsletters', {
  id: id(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  frequency: text('frequency', { enum: frequencies }).notNull().default('daily'),
  sectionId: integer('section_id'),
  open: flag('open').notNull().default(true),
  position: integer('position').notNull().default(0),
  sender: text('sender').notNull().default(''),
  replyTo: text('reply_to').notNull().default(''),
  createdAt: timestamp('created_at').notNull(),
})

export const paces = ['every', 'weekly'] as const
export const subscriberStates = ['pending', 'confirmed', 'unsubscribed', 'suppressed'] as const
export const subscribers = sqliteTable('subscribers', {
  id: id(),
  uid: text('uid').notNull(),
  email: text('email').notNull(),
  name: text('name').notNull().default(''),
  status: text('status', { enum: subscriberStates }).notNull().default('pending'),
  language: text('language').notNull(),
  consentText: text('consent_text').notNull(),
  consentAt: timestamp('consent_at').notNull(),
  consentSource: text('consent_source').notNull().default(''),
  confirmedAt: timestamp('confirmed_at'),
  pausedUntil: timestamp('paused_until'),
  askedAt: timestamp('asked_at'),
  asked: integer('asked').notNull().default(0),
  pace: text('pace', { enum: paces }).notNull().default('every'),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
})

export const subscriptions = sqliteTable(
  'newsletter_subscriptions',
  {
    subscriberId: integer('subscriber_id').notNull(),
    newsletterId: integer('newsletter_id').notNull(),
    active: flag('active').notNull(),
    changedAt: timestamp('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subscriberId, table.newsletterId] })],
)

export const consentEvents = ['requested', 'confirmed', 'withdrawn', 'refused', 'imported', 'erased'] as const
export const consents = sqliteTable(
  'newsletter_consents',
  {
    id: id(),
    emailKey: text('email_key').notNull(),
    newsletter: text('newsletter').notNull().default(''),
    event: text('event', { enum: consentEvents }).notNull(),
    at: timestamp('at').notNull(),
    page: text('page').notNull().default(''),
    text: text('text').notNull().default(''),
    textVersion: text('text_version').notNull().default(''),
    noticeVersion: integer('notice_version').notNull().default(0),
    language: text('language').notNull().default(''),
    address: text('address').notNull().default(''),
    userAgent: text('user_agent').notNull().default(''),
    messageId: text('message_id').notNull().default(''),
    tokenHash: text('token_hash').notNull().default(''),
  },
  (table) => [index('consents_of').on(table.emailKey, table.event, table.at)],
)

export const newsletterTokens = sqliteTable('newsletter_tokens', {
  hash: text('hash').primaryKey(),
  kind: text('kind', { enum: ['confirm', 'data'] }).notNull(),
  subscriberId: integer('subscriber_id').notNull(),
  newsletters: json<string[]>('newsletters').notNull().default([]),
  messageId: text('message_id').notNull().default(''),
  createdAt: timestamp('created_at').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
  usedAt: timestamp('used_at'),
})

export const suppressionReasons = ['refused', 'erased', 'bounced', 'complained', 'manual'] as const
export const suppressions = sqliteTable('newsletter_suppressions', {
  emailKey: text('email_key').primaryKey(),
  reason: text('reason', { enum: suppressionReasons }).notNull(),
  detail: text('detail').notNull().default(''),
  at: timestamp('at').notNull(),
})

export const newsletterKeys = sqliteTable('newsletter_keys', {
  id: id(),
  sealed: text('sealed').notNull(),
  createdAt: timestamp('created_at').notNull(),
})
