import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { can } from '@/features/accounts/policy.ts'
import { listAlerts } from '@/features/alerts/data.ts'
import { findAuthorName, searchAuthors } from '@/features/authors/data.ts'
import { findToday } from '@/features/reading/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { treeOf } from '@/features/sections/schema.ts'
import { findTopicName, searchTopics } from '@/features/topics/data.ts'
import { findDesk, listArticles, listColleagues, listLanguages, listViews } from './data.ts'
import { bulkPermission, scopeOf } from './policy.ts'
import { parseCursor, parseFilter, writeFilter } from './query.ts'
import { type BulkCommand, bulkCommands, type Choice, type Filter } from './schema.ts'

type Query = Record<string, string | string[] | undefined>

/** All that the page of the list shows: the rows that whoever looks may see, and what they can be narrowed to. */
export async function loadArticleList(query: Query) {
  const { actor, publication, t } = await loadNewsroom()
  const filter = parseFilter(query)
  const { timeZone, language } = publication
  const scope = scopeOf(actor)
  const [page, views, colleagues, languages, sections] = await Promise.all([
    listArticles({ scope, filter, after: parseCursor(query.after), timeZone }),
    listViews(actor.id ?? 0),
    listColleagues(),
    listLanguages(),
    listSections(),
  ])
  const commands = bulkCommands.filter((command): command is BulkCommand =>
    can(actor, bulkPermission[command]),
  )
  return {
    t,
    clock: { timeZone, language },
    me: actor.id ?? 0,
    seesAll: scope.all,
    mayCreate: can(actor, 'article:create'),
    filter,
    query: writeFilter(filter),
    isFirst: parseCursor(query.after) === null,
    page,
    views,
    commands,
    choices: {
      sections: sectionChoices(treeOf(sections)),
      people: colleagues,
      languages,
      author: await chosen(filter, 'author'),
      topic: await chosen(filter, 'topic'),
    },
  }
}
export type ArticleListData = Awaited<ReturnType<typeof loadArticleList>>

const sectionChoices = (tree: ReturnType<typeof treeOf>): Choice[] =>
  tree.flatMap((root) => [
    { id: root.id, name: root.name },
    ...root.children.map((child) => ({ id: child.id, name: `— ${child.name}` })),
  ])

async function chosen(filter: Filter, kind: 'author' | 'topic'): Promise<Choice | null> {
  const id = filter[kind]
  if (id === undefined) return null
  const name = kind === 'author' ? await findAuthorName(id) : await findTopicName(id)
  return { id, name: name ?? String(id) }
}

/** Answers a field that looks for a topic or an author: `kind` and `q` in the address. */
export function answerTerms(request: Request): Promise<Response> {
  return runEndpoint({ permission: null, request }, async () => {
    const { searchParams } = new URL(request.url)
    const typed = (searchParams.get('q') ?? '').slice(0, 100)
    return { items: await (searchParams.get('kind') === 'author' ? searchAuthors : searchTopics)(typed) }
  })
}

/** All that the desk shows whoever is signed in: their work, what waits, what goes out, and today's readers. */
export async function loadDesk() {
  const { actor, publication, t } = await loadNewsroom()
  const { timeZone, language } = publication
  const now = Date.now()
  const seesAlerts = can(actor, 'newsletter:send')
  const [alerts, lists, today] = await Promise.all([
    seesAlerts ? listAlerts() : [],
    findDesk(actor.id ?? 0, scopeOf(actor), can(actor, 'article:review'), now),
    findToday(timeZone, now),
  ])
  return {
    t,
    clock: { timeZone, language },
    now,
    me: actor.id ?? 0,
    mayReview: can(actor, 'article:review'),
    mayCreate: can(actor, 'article:create'),
    alerts,
    lists,
    today,
  }
}
export type DeskData = Awaited<ReturnType<typeof loadDesk>>
