import 'server-only'
import { and, asc, desc, eq, gte, inArray, isNotNull, lte, ne, or, sql } from 'drizzle-orm'
import { type Read, read } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { media } from '@/db/schema/media.ts'
import { people } from '@/db/schema/people.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import { referencesOf } from '@/features/articles/document/visitor.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { shapeOf } from '@/features/paths/locate.ts'
import type { Facts } from './checks.ts'

const day = 86_400_000
/** How long a headline is remembered. */
const memory = 30 * day

/** The session under which many articles at once get a topic or a section. */
export const filing = 'manyarticles'

const columns = {
  id: articles.id,
  slug: articles.slug,
  path: articles.path,
  headline: articles.headline,
  status: articles.status,
  stage: articles.stage,
  lockVersion: articles.lockVersion,
  ownerId: articles.ownerId,
  assigneeId: articles.assigneeId,
  submittedBy: articles.submittedBy,
  approvedBy: articles.approvedBy,
  working: articles.workingRevisionId,
  live: articles.liveRevisionId,
  approved: articles.approvedRevisionId,
  scheduled: articles.scheduledRevisionId,
  scheduledBy: articles.scheduledBy,
  scheduleTerms: articles.scheduleTerms,
  publishAt: articles.publishAt,
  embargoUntil: articles.embargoUntil,
  firstPublishedAt: articles.firstPublishedAt,
  substantiveUpdatedAt: articles.substantiveUpdatedAt,
  // Filing an article under a topic or section together with many others is no writing: whoever wrote stays the last who did.
  lastEditorId: sql<number | null>`CASE WHEN ${articleRevisions.sessionId} = ${filing} THEN (
    SELECT r.editor_id FROM article_revisions r WHERE r.article_id = ${articles.id} AND r.id < ${articles.workingRevisionId}
      AND coalesce(r.session_id, '') <> ${filing} ORDER BY r.id DESC LIMIT 1
  ) ELSE ${articleRevisions.editorId} END`,
}

/** Where an article stands, with all that decides about it; null when there is none. Inside a unit of work give its `tx`. */
export async function findSituation(id: number, db: Read = read) {
  const [row] = await db
    .select(columns)
    .from(articles)
    .innerJoin(articleRevisions, eq(articleRevisions.id, articles.workingRevisionId))
    .where(eq(articles.id, id))
  return row ?? null
}
export type ArticleSituation = NonNullable<Awaited<ReturnType<typeof findSituation>>>

/** Articles for a list of the command line, the last changed first; of one state when it is given. */
export async function listArticles(status: string | undefined, db: Read = read) {
  return db
    .select({
      id: articles.id,
      slug: articles.slug,
      status: articles.status,
      path: articles.path,
      headline: articles.headline,
    })
    .from(articles)
    .where(status === undefined ? undefined : sql`${articles.status} = ${status}`)
    .orderBy(desc(articles.updatedAt), desc(articles.id))
}

/** Active people, by name: those to whom an article can be given. */
export async function listColleagues(db: Read = read): Promise<{ id: number; name: string }[]> {
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(eq(people.status, 'active'))
    .orderBy(asc(people.name), asc(people.id))
}

/** Names of people, whatever became of them. */
export async function namesOf(
  ids: readonly (number | null)[],
  db: Read = read,
): Promise<Map<number, string>> {
  const wanted = ids.filter((id): id is number => id !== null)
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, wanted))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The public path that a snapshot would have. */
export async function pathOf(snapshot: Snapshot, db: Read = read): Promise<string> {
  const [section] = await db
    .select({ slug: sections.slug })
    .from(sections)
    .where(eq(sections.id, snapshot.sectionId))
  return `/${section?.slug ?? ''}/${snapshot.slug}`
}

/** The snapshot of one revision of that article; null when it is not one of its. */
export async function findSnapshot(
  id: number,
  revisionId: number,
  db: Read = read,
): Promise<Snapshot | null> {
  const [row] = await db
    .select({ snapshot: articleRevisions.snapshot })
    .from(articleRevisions)
    .where(and(eq(articleRevisions.id, revisionId), eq(articleRevisions.articleId, id)))
  return (row?.snapshot as Snapshot | undefined) ?? null
}

/** Addresses that a text links to on this very site, as they stand in it. */
function ownLinks(document: unknown, siteUrl: string): Map<string, string> {
  const found = new Map<string, string>()
  const open: unknown[] = [document]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue
    const { href, articleId } = node as { href?: unknown; articleId?: unknown }
    if (typeof href === 'string' && typeof articleId !== 'number') {
      const path = href.startsWith(`${siteUrl}/`) ? href.slice(siteUrl.length) : href
      if (path.startsWith('/') && !path.startsWith('//')) found.set(href, path.replace(/[?#].*$/, '') || '/')
    }
    open.push(...Object.values(node))
  }
  return found
}

/** What the checks need to know of the world around a text. */
export async function findFacts(
  id: number,
  snapshot: Snapshot,
  embargoUntil: number | null,
  siteUrl: string,
  db: Read = read,
  now = Date.now(),
): Promise<Facts> {
  const named = referencesOf(snapshot.body)
  const pictureIds = [...new Set([...named.media, ...(snapshot.hero ? [snapshot.hero.mediaId] : [])])]
  const pictures = await db
    .select({ id: media.id, alt: media.alt, credit: media.credit })
    .from(media)
    .where(inArray(media.id, pictureIds))
  const published = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(inArray(articles.id, named.articles), eq(articles.status, 'published')))
  const dead = new Set<string>()
  for (const [href, path] of ownLinks(snapshot.body, siteUrl)) {
    // Pages and lists have addresses by their form; only what could be an article is looked up.
    const { kind } = shapeOf(path)
    if (kind !== 'article' && kind !== 'other') continue
    const answer = await resolvePath(path, db)
    if (answer.kind === 'missing' || answer.kind === 'gone') dead.add(href)
  }
  const recent = await db
    .select({ id: articles.id, headline: articles.headline })
    .from(articles)
    .where(
      and(
        eq(articles.status, 'published'),
        eq(articles.language, snapshot.language),
        gte(articles.firstPublishedAt, now - memory),
        ne(articles.id, id),
      ),
    )
    .orderBy(desc(articles.firstPublishedAt))
    .limit(2000)
  return {
    pictures: new Map(pictures.map(({ id: pictureId, ...texts }) => [pictureId, texts])),
    published: new Set([...published.map((row) => row.id), id]),
    dead,
    recent,
    embargoUntil,
  }
}

const isScheduled = and(
  isNotNull(articles.publishAt),
  isNotNull(articles.scheduledRevisionId),
  or(eq(articles.status, 'scheduled'), eq(articles.stage, 'scheduled')),
)

/** What was to be public by then and is not yet, the earliest first. */
export async function listDue(now: number, db: Read = read) {
  return db
    .select({ id: articles.id, lockVersion: articles.lockVersion, publishAt: articles.publishAt })
    .from(articles)
    .where(and(isScheduled, lte(articles.publishAt, now)))
    .orderBy(asc(articles.publishAt), asc(articles.id))
}

/** The next time at which something is to be published, after `now`; null when nothing is. UTC milliseconds. */
export async function nextDue(now: number, db: Read = read): Promise<number | null> {
  const [row] = await db
    .select({ at: sql<number | null>`min(${articles.publishAt})` })
    .from(articles)
    .where(and(isScheduled, sql`${articles.publishAt} > ${now}`))
  return row?.at ?? null
}

/** Minutes after its hour at which something scheduled counts as overdue, in milliseconds. */
export const overdueAfter = 120_000

/** How many articles should have been published two minutes ago and were not. */
export async function countOverdue(now = Date.now(), db: Read = read): Promise<number> {
  return (await listDue(now - overdueAfter, db)).length
}
