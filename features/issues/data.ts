import 'server-only'
import { and, desc, eq, getTableColumns, gt, inArray, lte, type SQL } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import { newsletterIssues } from '@/db/schema/sending.ts'
import { linksTo, listTeasers } from '@/features/articles/data.ts'
import { migrateDocument } from '@/features/articles/document/migrations.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { referencesOf } from '@/features/articles/document/visitor.ts'
import type { Teaser } from '@/features/articles/schema.ts'
import { listMedia } from '@/features/media/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { withDescendants } from '@/features/sections/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { registrationOf } from '@/features/settings/imprint.ts'
import type { Publication } from '@/features/settings/schema.ts'
import { readEnv } from '@/lib/env.mjs'
import { type Dictionary, dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { croppedPicture, letterPicture } from './pictures.ts'
import {
  type Issue,
  type IssueContent,
  type IssueItem,
  type IssueStatus,
  mostItems,
  sourceSchema,
} from './schema.ts'

const {
  content: _content,
  messageA: _messageA,
  messageB: _messageB,
  messageHash: _messageHash,
  createdBy: _createdBy,
  createdAt: _createdAt,
  ...columns
} = getTableColumns(newsletterIssues)
type Row = Omit<Issue, 'intro' | 'source'> & { intro: unknown; source: unknown }

const known = (row: Row): Issue => ({
  ...row,
  intro: row.intro as Document,
  source: sourceSchema.parse(row.source),
})

/** An issue, or null. Inside a unit of work give its `tx`. */
export async function findIssue(id: number, db: Read = read): Promise<Issue | null> {
  const [row] = await db.select(columns).from(newsletterIssues).where(eq(newsletterIssues.id, id))
  return row ? known(row) : null
}

/** Whether a schedule has an issue of a planned time. */
export async function isPlanned(scheduleId: number, plannedAt: number, db: Read = read): Promise<boolean> {
  const rows = await db
    .select({ id: newsletterIssues.id })
    .from(newsletterIssues)
    .where(and(eq(newsletterIssues.scheduleId, scheduleId), eq(newsletterIssues.plannedAt, plannedAt)))
  return rows.length > 0
}

export type IssueFilter = {
  newsletterId?: number | undefined
  statuses?: readonly IssueStatus[] | undefined
  limit: number
  offset?: number | undefined
}

/** Issues, the newest first. */
export async function listIssues(
  { newsletterId, statuses, limit, offset = 0 }: IssueFilter,
  db: Read = read,
): Promise<Issue[]> {
  const rows = await db
    .select(columns)
    .from(newsletterIssues)
    .where(
      and(
        newsletterId === undefined ? undefined : eq(newsletterIssues.newsletterId, newsletterId),
        statuses ? inArray(newsletterIssues.status, [...statuses]) : undefined,
      ),
    )
    .orderBy(desc(newsletterIssues.id))
    .limit(limit)
    .offset(offset)
  return rows.map(known)
}

/**
 * Ids of what readers got in the last hours before `until` (UTC milliseconds), the newest first, at most `mostItems`:
 * of the whole publication or of a section with all below it, in one language.
 */
export async function listRecent(
  { hours, sectionId }: { hours: number; sectionId: number | null },
  { until, language }: { until: number; language: string },
  db: Read = read,
): Promise<number[]> {
  let within: SQL | undefined
  if (sectionId !== null)
    within = inArray(articles.sectionId, withDescendants(await listSections(db), sectionId))
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        eq(articles.status, 'published'),
        eq(articles.language, language),
        gt(articles.firstPublishedAt, until - hours * 3_600_000),
        lte(articles.firstPublishedAt, until),
        within,
      ),
    )
    .orderBy(desc(articles.firstPublishedAt), desc(articles.id))
    .limit(mostItems)
  return rows.map(({ id }) => id)
}

/**
 * Ids of the articles that an issue names at a moment, in their order; some may have gone since somebody chose them. The
 * hours of a digest end when it was planned to go, however late it does: so no article falls between two issues.
 */
export async function articlesOf(issue: Issue, now = Date.now(), db: Read = read): Promise<number[]> {
  if (issue.kind === 'letter') return issue.articles.slice(0, 1)
  if (issue.source.from === 'hand' || issue.articles.length > 0) return issue.articles.slice(0, mostItems)
  const { language } = await findPublication(db)
  const until = Math.min(issue.plannedAt ?? now, now)
  return listRecent(issue.source, { until, language }, db)
}

/** «di Ada Neri e Ugo Bruni»; empty when an article has no author. */
function bylineText({ byline, bylineOverride }: Teaser, words: Dictionary['byline']): string {
  const names = byline.filter(({ role }) => role === 'author').map(({ name }) => name)
  if (bylineOverride || names.length === 0) return bylineOverride
  const last = names.pop()
  return `${words.by} ${names.length > 0 ? `${names.join(', ')} ${words.and} ` : ''}${last}`
}

function itemOf(teaser: Teaser, isLead: boolean, t: Dictionary): IssueItem {
  const { id, path, kicker, headline, standfirst, hero } = teaser
  const { siteUrl } = readEnv()
  // Only the first is shown large.
  const picture = hero && (isLead ? croppedPicture(hero, '16x9', siteUrl) : letterPicture(hero, siteUrl))
  return { id, path, kicker, headline, standfirst, byline: bylineText(teaser, t.byline), picture }
}

async function letterOf(item: IssueItem, now: number, db: Read): Promise<IssueContent['letter']> {
  const [row] = await db
    .select({ body: articles.body, version: articles.bodySchemaVersion })
    .from(articles)
    .where(eq(articles.id, item.id))
  if (!row) return null
  const body = migrateDocument(row.body, row.version) as Document
  const shown = await listMedia(referencesOf(body).media, now, db)
  const pictures = shown.flatMap((media) => {
    const picture = letterPicture(media, readEnv().siteUrl)
    return picture ? [[media.id, picture] as const] : []
  })
  return { item, body, pictures: Object.fromEntries(pictures) }
}

function publicationOf(publication: Publication, t: Dictionary): IssueContent['publication'] {
  const { name, language, accent, legal } = publication
  const imprint = [
    registrationOf(publication, t),
    legal.publisher && `${t.legal.publisher}: ${legal.publisher}`,
    legal.responsibleDirector && `${t.legal.responsibleDirector}: ${legal.responsibleDirector}`,
  ]
  return { name, language, accent, imprint: imprint.filter(Boolean).join('\n'), address: legal.address }
}

/**
 * Everything that an issue says as things stand: articles that nobody can read any more and pictures whose rights are
 * over are not in it. Inside a unit of work give its `tx`.
 * @throws Error when its newsletter is gone
 */
export async function contentOf(issue: Issue, db: Read = read, now = Date.now()): Promise<IssueContent> {
  const publication = await findPublication(db)
  const t = dictionaryOf(publication.language)
  const [newsletter] = await db
    .select({ slug: newsletters.slug, name: newsletters.name })
    .from(newsletters)
    .where(eq(newsletters.id, issue.newsletterId))
  if (!newsletter) throw new Error(`newsletter ${issue.newsletterId} is gone`)
  const teasers = await listTeasers(await articlesOf(issue, now, db), ['published'], db)
  const items = teasers.map((teaser, i) => itemOf(teaser, i === 0, t))
  const letter = issue.kind === 'letter' && items[0] ? await letterOf(items[0], now, db) : null
  const named = [issue.intro, letter?.body].flatMap((text) => referencesOf(text).articles)
  const links = await linksTo([...new Set(named)], db)
  return {
    publication: publicationOf(publication, t),
    newsletter,
    subject: issue.subject,
    preheader: issue.preheader,
    intro: issue.intro,
    items,
    letter,
    links: Object.fromEntries(links.map(({ id, path, headline }) => [id, { path, headline }])),
  }
}

/** What an issue says: as it was sent, once it was; until then as things stand. */
export async function shownContent(issue: Issue, db: Read = read): Promise<IssueContent> {
  if (issue.startedAt === null) return contentOf(issue, db)
  const [row] = await db
    .select({ content: newsletterIssues.content })
    .from(newsletterIssues)
    .where(eq(newsletterIssues.id, issue.id))
  return (row?.content as IssueContent | null) ?? contentOf(issue, db)
}
