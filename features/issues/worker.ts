// Issues from the command line, what somebody does to one, each in a unit of work of its own, and where its links lead.
import 'server-only'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { findAnyArticleId, resolvePath } from '@/features/paths/data.ts'
import { isOwnPage } from '@/features/redirects/data.ts'
import { countAudience } from '@/features/sending/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { fetchPublic, type Network } from '@/lib/public-fetch.ts'
import { contentOf, findIssue } from './data.ts'
import { linksOf } from './links.ts'
import { copyIssue, createIssue, deleteIssue, saveIssue, scheduleIssue } from './mutations.ts'
import type { CheckedLink, IssueChange, IssueContent, IssueInput, LinkState } from './schema.ts'

export type Composition = {
  /** Slug of the newsletter. */
  list: string
  /** The last hours, or articles by slug or address in their order. */
  from: { hours: number } | { articles: readonly string[] }
  subject: string
  preheader: string
}

/**
 * Makes a digest as a draft, if there is something in it.
 * @returns its id and how many would get it now
 * @throws AppError not-found with `newsletter` or `articles` among its facts, for slugs that name nothing that readers
 *   have; issue-empty when there is no article; forbidden
 */
export async function compose(
  actor: Actor,
  { list, from, subject, preheader }: Composition,
): Promise<{ issue: number; recipients: number }> {
  return write(async (tx) => {
    const newsletter = (await listNewsletters(tx)).find(({ slug }) => slug === list)
    if (!newsletter) throw new AppError('not-found', `newsletter ${list}`, { newsletter: list })
    const { id: newsletterId, sectionId } = newsletter
    const input = { newsletterId, subject, preheader }
    let issue: number
    if ('hours' in from) {
      const source = { from: 'hours' as const, hours: from.hours, sectionId }
      issue = await createIssue(tx, actor, { ...input, source })
    } else {
      const ids: (number | null)[] = []
      for (const slug of from.articles) ids.push(await findAnyArticleId(slug, tx))
      const articles = ids.filter((id) => id !== null)
      issue = await createIssue(tx, actor, { ...input, source: { from: 'hand' }, articles })
      const made = await findIssue(issue, tx)
      const shown = made ? (await contentOf(made, tx)).items.map(({ id }) => id) : []
      const unknown = from.articles.filter((_, i) => !shown.includes(ids[i] ?? 0))
      if (unknown.length > 0)
        throw new AppError('not-found', `articles ${unknown.join(', ')}`, { articles: unknown })
    }
    const made = await findIssue(issue, tx)
    if (!made || (await contentOf(made, tx)).items.length === 0) throw new AppError('issue-empty', list)
    return { issue, recipients: await countAudience(newsletterId, Date.now(), tx) }
  })
}

/** Makes a draft; its id. */
export const newIssue = (actor: Actor, input: IssueInput): Promise<number> =>
  write((tx) => createIssue(tx, actor, input))

/** Saves a change that was made on a version; the new version. */
export const changeIssue = (
  actor: Actor,
  id: number,
  lockVersion: number,
  change: IssueChange,
): Promise<number> => write((tx) => saveIssue(tx, actor, id, lockVersion, change))

/** Plans when it goes out, or with null makes it a draft again. */
export const planIssue = (
  actor: Actor,
  id: number,
  lockVersion: number,
  at: number | null,
): Promise<number> => write((tx) => scheduleIssue(tx, actor, id, lockVersion, at))

/** Deletes it. */
export const dropIssue = (actor: Actor, id: number, lockVersion: number): Promise<void> =>
  write((tx) => deleteIssue(tx, actor, id, lockVersion))

/** Makes a draft of what it says; the draft's id. */
export const reuseIssue = (actor: Actor, id: number): Promise<number> =>
  write((tx) => copyIssue(tx, actor, id))

const mostChecked = 60
const atOnce = 6
/** For one link, and until no more are begun. */
const seconds = 6
const patience = 20_000

/** Where the links of an issue lead, those of other sites as far as they answer in time. */
export async function checkLinks(content: IssueContent, network?: Network): Promise<CheckedLink[]> {
  const links = linksOf(content)
  const waiting = [...new Set(links.map(({ url }) => url))].slice(0, mostChecked)
  const answers = new Map<string, LinkState>()
  const until = Date.now() + patience
  const work = async () => {
    for (let url = waiting.shift(); url !== undefined && Date.now() < until; url = waiting.shift())
      answers.set(url, await stateOf(url, network))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return links.map((link) => ({ ...link, state: answers.get(link.url) ?? 'unsure' }))
}

async function stateOf(url: string, network: Network | undefined): Promise<LinkState> {
  const { siteUrl } = readEnv()
  if (url === '') return 'missing'
  if (url.startsWith('/') || url === siteUrl || url.startsWith(`${siteUrl}/`))
    return ownState(pathOf(url, siteUrl))
  return /^https?:/i.test(url) ? externalState(url, network) : 'ok'
}

/** The path of one of our addresses, decoded, without a slash at its end; as it stands when it cannot be decoded. */
function pathOf(url: string, siteUrl: string): string {
  const { pathname } = new URL(url, siteUrl)
  const tidy = pathname.replace(/(?<=.)\/+$/, '')
  try {
    return decodeURIComponent(tidy)
  } catch {
    return tidy
  }
}

async function ownState(path: string): Promise<LinkState> {
  if (/^\/(?:admin|api|preview)(?:\/|$)/.test(path)) return 'private'
  if (await isOwnPage(path)) return 'ok'
  return (await resolvePath(path)).kind === 'moved' ? 'moved' : 'missing'
}

async function externalState(url: string, network: Network | undefined): Promise<LinkState> {
  try {
    const { close } = await fetchPublic(url, { seconds, accept: '*/*' }, network)
    close()
    return 'ok'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code !== 'address-unreachable') return 'private'
    const { status } = error.facts
    if (typeof status !== 'number') return 'unreachable'
    return status === 404 || status === 410 ? 'missing' : 'unsure'
  }
}
