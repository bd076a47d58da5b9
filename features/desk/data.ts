import 'server-only'
import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { read } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { workingAuthors, workingTags } from '@/db/schema/newsroom.ts'
import { people, savedViews } from '@/db/schema/people.ts'
import { authors, sections } from '@/db/schema/taxonomy.ts'
import { matchExpression } from '@/features/search/query.ts'
import { listSections } from '@/features/sections/data.ts'
import { withDescendants } from '@/features/sections/schema.ts'
import { instantOf } from '@/lib/dates.ts'
import type { Scope } from './policy.ts'
import { type Cursor, sortOf, writeCursor } from './query.ts'
import {
  type ArticlePage,
  type ArticleRow,
  type Filter,
  type SavedView,
  type Sort,
  stages,
} from './schema.ts'

const owners = alias(people, 'owners')
const assignees = alias(people, 'assignees')

export const pageLength = 50

const sortColumns = {
  updated: articles.updatedAt,
  published: articles.firstPublishedAt,
  scheduled: articles.publishAt,
  created: articles.id,
} as const
const ascending: ReadonlySet<Sort> = new Set(['scheduled'])

const mine = ({ personId }: { personId: number }) =>
  or(eq(articles.ownerId, personId), eq(articles.assigneeId, personId)) as SQL
/** Spelled as in the index. */
const state = sql`coalesce(${articles.stage}, ${articles.status})`

export type ListOptions = {
  scope: Scope
  filter: Filter
  after?: Cursor | null
  timeZone: string
  limit?: number
  now?: number
}

/** Conditions of a list. Times of day are those of the publication's zone. */
async function conditions({ scope, filter, timeZone, now = Date.now() }: ListOptions): Promise<SQL[]> {
  const all: (SQL | undefined)[] = []
  const { status, q } = filter
  if (!scope.all) all.push(or(eq(articles.status, 'published'), mine(scope)))
  if (q !== undefined) all.push(wordsIn(q, scope))
  if (status === 'changed') all.push(sql`${articles.stage} IS NOT NULL`, scope.all ? undefined : mine(scope))
  else if (status === 'overdue')
    all.push(
      sql`${articles.publishAt} < ${now}`,
      sql`${state} = 'scheduled'`,
      scope.all ? undefined : mine(scope),
    )
  else if (status && (stages as readonly string[]).includes(status))
    all.push(sql`${state} = ${status}`, scope.all ? undefined : or(eq(articles.status, status), mine(scope)))
  else if (status) all.push(eq(articles.status, status))
  if (filter.section !== undefined)
    all.push(inArray(articles.sectionId, withDescendants(await listSections(), filter.section)))
  if (filter.author !== undefined)
    all.push(
      inArray(
        articles.id,
        read
          .select({ id: workingAuthors.articleId })
          .from(workingAuthors)
          .where(eq(workingAuthors.authorId, filter.author)),
      ),
    )
  if (filter.topic !== undefined)
    all.push(
      inArray(
        articles.id,
        read
          .select({ id: workingTags.articleId })
          .from(workingTags)
          .where(eq(workingTags.tagId, filter.topic)),
      ),
    )
  if (filter.owner !== undefined) all.push(eq(articles.ownerId, filter.owner))
  if (filter.assignee === 'none') all.push(sql`${articles.assigneeId} IS NULL`)
  else if (filter.assignee !== undefined) all.push(eq(articles.assigneeId, filter.assignee))
  if (filter.genre) all.push(eq(articles.genre, filter.genre))
  if (filter.language) all.push(eq(articles.language, filter.language))
  all.push(...dates(filter, timeZone))
  return all.filter((condition) => condition !== undefined)
}

/** Who may not see other people's unpublished words does not find articles by them either. */
function wordsIn(typed: string, scope: Scope): SQL | undefined {
  const match = matchExpression(typed)
  if (match === null) return sql`0`
  const working = sql`${articles.id} IN (SELECT rowid FROM newsroom_fts WHERE newsroom_fts MATCH ${match})`
  if (scope.all) return working
  const live = sql`${articles.id} IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ${match})`
  return or(and(mine(scope), working), and(eq(articles.status, 'published'), live))
}

/** Days from and to, both whole, of the time that the list is sorted by. */
function dates(filter: Filter, timeZone: string): SQL[] {
  const sort = sortOf(filter)
  const column = sort === 'created' ? articles.createdAt : sortColumns[sort]
  const start = (day: string, plus: number) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
    return instantOf(year, month, date + plus, 0, 0, timeZone)
  }
  return [
    ...(filter.from ? [sql`${column} >= ${start(filter.from, 0)}`] : []),
    ...(filter.to ? [sql`${column} < ${start(filter.to, 1)}`] : []),
  ]
}

/** The query of a page of the list: ids in order, one more than the page holds. Wrapped: it would run if it were awaited. */
export async function pageQuery(options: ListOptions) {
  const { filter, after, limit = pageLength } = options
  const sort = sortOf(filter)
  const column = sortColumns[sort]
  const isAscending = ascending.has(sort)
  const where = await conditions(options)
  if (sort === 'published' || sort === 'scheduled') where.push(sql`${column} IS NOT NULL`)
  if (after)
    where.push(
      sort === 'created'
        ? sql`${articles.id} < ${after.id}`
        : isAscending
          ? sql`(${column}, ${articles.id}) > (${after.value}, ${after.id})`
          : sql`(${column}, ${articles.id}) < (${after.value}, ${after.id})`,
    )
  const direction = isAscending ? asc : desc
  const order = sort === 'created' ? [desc(articles.id)] : [direction(column), direction(articles.id)]
  const query = read
    .select({ id: articles.id, value: sql<number>`${column}` })
    .from(articles)
    .where(and(...where))
    .orderBy(...order)
    .limit(limit + 1)
  return { query }
}

/** A page of the newsroom's list of articles, in time that does not grow with how many there are before it. */
export async function listArticles(options: ListOptions): Promise<ArticlePage> {
  const { limit = pageLength } = options
  const found = await (await pageQuery(options)).query
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await rowsOf(
      page.map((row) => row.id),
      options.scope,
    ),
    next: found.length > limit && last ? writeCursor(last) : null,
  }
}

/** Lines for these articles, in the order given. */
export async function rowsOf(ids: readonly number[], scope: Scope): Promise<ArticleRow[]> {
  if (ids.length === 0) return []
  const working = sql`json_extract(${articleRevisions.snapshot}, '$.headline')`
  const own = scope.all ? sql`1` : mine(scope)
  const found = await read
    .select({
      id: articles.id,
      lockVersion: articles.lockVersion,
      headline: sql<string>`CASE WHEN ${articles.stage} IS NOT NULL AND ${own} THEN coalesce(${working}, ${articles.headline}) ELSE ${articles.headline} END`,
      kicker: articles.kicker,
      path: articles.path,
      status: articles.status,
      stage: sql<ArticleRow['stage']>`CASE WHEN ${own} THEN ${articles.stage} END`,
      genre: articles.genre,
      language: articles.language,
      section: sections.name,
      owner: owners.name,
      assigneeId: articles.assigneeId,
      assignee: assignees.name,
      publishAt: articles.publishAt,
      publishedAt: articles.firstPublishedAt,
      updatedAt: articles.updatedAt,
    })
    .from(articles)
    .innerJoin(sections, eq(sections.id, articles.sectionId))
    .leftJoin(articleRevisions, eq(articleRevisions.id, articles.workingRevisionId))
    .leftJoin(owners, eq(owners.id, articles.ownerId))
    .leftJoin(assignees, eq(assignees.id, articles.assigneeId))
    .where(inArray(articles.id, [...ids]))
  const names = await read
    .select({ articleId: workingAuthors.articleId, name: authors.name })
    .from(workingAuthors)
    .innerJoin(authors, eq(authors.id, workingAuthors.authorId))
    .where(inArray(workingAuthors.articleId, [...ids]))
    .orderBy(asc(authors.name))
  const byId = new Map(
    found.map((row): [number, ArticleRow] => [
      row.id,
      { ...row, authors: names.filter((entry) => entry.articleId === row.id).map((entry) => entry.name) },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export type DeskLists = {
  overdue: ArticleRow[]
  assigned: ArticleRow[]
  toReview: ArticleRow[]
  mine: ArticleRow[]
  scheduled: ArticleRow[]
  recent: ArticleRow[]
}

/** What somebody's desk holds, each list short and the most urgent first. */
export async function findDesk(
  personId: number,
  scope: Scope,
  mayReview: boolean,
  now = Date.now(),
): Promise<DeskLists> {
  const short = async (where: SQL | undefined, order: SQL, limit = 8) => {
    const found = await read
      .select({ id: articles.id })
      .from(articles)
      .where(and(where, scope.all ? undefined : or(eq(articles.status, 'published'), mine(scope))))
      .orderBy(order)
      .limit(limit)
    return rowsOf(
      found.map((row) => row.id),
      scope,
    )
  }
  const is = (...states: string[]) => inArray(state, states)
  const newest = desc(articles.updatedAt)
  const visible = scope.all ? undefined : mine(scope)
  const pending = and(is('scheduled'), visible)
  return {
    overdue: await short(and(pending, sql`${articles.publishAt} < ${now}`), asc(articles.publishAt), 20),
    assigned: await short(
      and(eq(articles.assigneeId, personId), is('draft', 'in_review', 'changes_requested', 'approved')),
      newest,
    ),
    toReview: mayReview ? await short(is('in_review'), asc(articles.updatedAt)) : [],
    mine: await short(
      and(eq(articles.ownerId, personId), is('draft', 'in_review', 'changes_requested', 'approved')),
      newest,
    ),
    scheduled: await short(and(pending, sql`${articles.publishAt} >= ${now}`), asc(articles.publishAt)),
    recent: await short(undefined, newest),
  }
}

/** Views that somebody saved, and those that others share, by name. */
export async function listViews(personId: number): Promise<SavedView[]> {
  const found = await read
    .select()
    .from(savedViews)
    .where(or(eq(savedViews.personId, personId), eq(savedViews.shared, true)))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
  return found.map(({ id, name, query, shared, personId: by }) => ({
    id,
    name,
    query,
    shared,
    own: by === personId,
  }))
}

/** People who can be given work, by name. */
export async function listColleagues(): Promise<{ id: number; name: string }[]> {
  return read
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.status, ['active', 'invited']))
    .orderBy(asc(people.name), asc(people.id))
}

/** Languages that articles are written in. */
export async function listLanguages(): Promise<string[]> {
  const found = await read.selectDistinct({ language: articles.language }).from(articles)
  return found.map((row) => row.language).sort()
}

/** Headlines by id. */
export async function headlinesOf(ids: readonly number[]): Promise<Map<number, string>> {
  const found = await read
    .select({ id: articles.id, headline: articles.headline })
    .from(articles)
    .where(inArray(articles.id, [...ids]))
  return new Map(found.map((row) => [row.id, row.headline]))
}
