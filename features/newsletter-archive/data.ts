import 'server-only'
import { and, asc, desc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { read } from '@/db/client.ts'
import { newsletters } from '@/db/schema/newsletter.ts'
import { newsletterIssues as issues } from '@/db/schema/sending.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import type { IssueContent } from '@/features/issues/schema.ts'
import type { Archive, PastIssue, SentIssue } from './schema.ts'

/** Issues that readers got: of one that was stopped before anybody had it there is no page. */
const shown = and(
  isNotNull(issues.slug),
  isNotNull(issues.content),
  or(
    inArray(issues.status, ['sending', 'paused', 'done']),
    and(
      eq(issues.status, 'cancelled'),
      sql`EXISTS (SELECT 1 FROM newsletter_deliveries d WHERE d.issue_id = ${issues.id} AND d.state IN ('dot', 'sent', 'uncertain'))`,
    ),
  ),
)

const archiveColumns = {
  id: newsletters.id,
  slug: newsletters.slug,
  name: newsletters.name,
  description: newsletters.description,
  frequency: newsletters.frequency,
}
const hasIssues = sql`EXISTS (SELECT 1 FROM newsletter_issues WHERE ${issues.newsletterId} = ${newsletters.id} AND ${shown})`

/** Newsletters of which there is something to read, and those that are offered, in the order in which they are. */
export async function listArchives(): Promise<Archive[]> {
  return read
    .select(archiveColumns)
    .from(newsletters)
    .where(or(eq(newsletters.open, true), hasIssues))
    .orderBy(asc(newsletters.position), asc(newsletters.id))
}

/** The archive of a newsletter, or null. */
export async function findArchive(slug: string): Promise<Archive | null> {
  return (await listArchives()).find((archive) => archive.slug === slug) ?? null
}

const pastColumns = {
  id: issues.id,
  slug: sql<string>`${issues.slug}`,
  // What the readers of a test of two subjects mostly saw.
  subject: sql<string>`CASE WHEN ${issues.winner} = 'b' THEN ${issues.subjectB} ELSE ${issues.subject} END`,
  preheader: issues.preheader,
  at: sql<number>`${issues.startedAt}`,
}

/** Issues of a newsletter, the newest first. */
export async function listPast(
  newsletterId: number,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<PastIssue[]> {
  return read
    .select(pastColumns)
    .from(issues)
    .where(and(eq(issues.newsletterId, newsletterId), shown))
    .orderBy(desc(issues.startedAt), desc(issues.id))
    .limit(limit)
    .offset(offset)
}

/** Whether there is an issue at an address of the archive. */
export async function issueExists(list: string, slug: string): Promise<boolean> {
  return (await findSent(list, slug)) !== null
}

/** An issue that was sent, by the addresses of its newsletter and its own; or null. */
export async function findSent(list: string, slug: string): Promise<SentIssue | null> {
  const [row] = await read
    .select({ ...pastColumns, archive: archiveColumns, content: issues.content, kind: issues.kind })
    .from(issues)
    .innerJoin(newsletters, eq(newsletters.id, issues.newsletterId))
    .where(and(eq(newsletters.slug, list), eq(issues.slug, slug), shown))
  if (!row) return null
  const { content, kind, ...past } = row
  const { intro, items } = content as IssueContent
  return {
    ...past,
    intro: intro as Document,
    articles: items.map(({ id }) => id),
    isLetter: kind === 'letter',
  }
}

/** The issues of its newsletter before and after one. */
export async function findNeighbours({ id, at, archive }: SentIssue): Promise<{
  older: PastIssue | null
  newer: PastIssue | null
}> {
  const next = async (where: SQL, ...order: SQL[]) => {
    const [row] = await read
      .select(pastColumns)
      .from(issues)
      .where(and(eq(issues.newsletterId, archive.id), shown, where))
      .orderBy(...order)
      .limit(1)
    return row ?? null
  }
  const place = sql`(${issues.startedAt}, ${issues.id})`
  return {
    older: await next(sql`${place} < (${at}, ${id})`, desc(issues.startedAt), desc(issues.id)),
    newer: await next(sql`${place} > (${at}, ${id})`, asc(issues.startedAt), asc(issues.id)),
  }
}
