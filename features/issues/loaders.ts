import { notFound } from 'next/navigation'
import { findPerson } from '@/features/accounts/data.ts'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { can } from '@/features/accounts/policy.ts'
import { findSender } from '@/features/mail/data.ts'
import { listNewsletterRows } from '@/features/newsletter/data.ts'
import { newsletterTabs } from '@/features/newsletter/navigation.ts'
import { listSections } from '@/features/sections/data.ts'
import { countAudience, progressOf } from '@/features/sending/data.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { findIssue, listIssues, shownContent } from './data.ts'
import { letterSize, renderLetter } from './letter.ts'
import {
  type Issue,
  type IssueContent,
  type IssueRow,
  type IssueStatus,
  type IssueView,
  type Letter,
  openStatuses,
} from './schema.ts'

type Query = Record<string, string | string[] | undefined>
const pageLength = 30
const mostOpen = 200

/** Parts of the list of issues, in the order in which they want attention. */
export const groups = {
  attention: ['held', 'paused'],
  running: ['sending'],
  coming: ['scheduled'],
  drafts: ['draft'],
} as const satisfies Record<string, readonly IssueStatus[]>
export type Group = keyof typeof groups

/** The issues of all newsletters by state, and a page of those that are over. */
export async function loadIssueDesk(query: Query) {
  const { actor } = await loadNewsroom('newsletter:send')
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(query.page)) || 1))
  const [newsletters, sender, open, past] = await Promise.all([
    listNewsletterRows(),
    findSender(),
    listIssues({ statuses: Object.values(groups).flat(), limit: mostOpen }),
    listIssues({
      statuses: ['done', 'cancelled', 'empty'],
      limit: pageLength + 1,
      offset: (page - 1) * pageLength,
    }),
  ])
  const names = new Map(newsletters.map(({ id, name }) => [id, name]))
  const row = (issue: Issue): IssueRow => {
    const { id, kind, status, subject, reason, plannedAt, startedAt, updatedAt, audience } = issue
    return {
      ...{ id, kind, status, subject, reason, plannedAt, startedAt, updatedAt, audience },
      newsletter: names.get(issue.newsletterId) ?? '',
      automatic: issue.scheduleId !== null,
    }
  }
  const rowsOf = (statuses: readonly IssueStatus[]) =>
    open.filter(({ status }) => statuses.includes(status)).map(row)
  const running = rowsOf(groups.running)
  return {
    tabs: newsletterTabs(actor),
    newsletters: newsletters.map(({ id, name, frequency }) => ({ id, name, frequency })),
    mailReady: sender !== null,
    maySetMail: can(actor, 'settings:edit'),
    groups: {
      attention: rowsOf(groups.attention),
      running,
      coming: rowsOf(groups.coming).sort((a, b) => (a.plannedAt ?? 0) - (b.plannedAt ?? 0)),
      drafts: rowsOf(groups.drafts).sort((a, b) => b.updatedAt - a.updatedAt),
    } satisfies Record<Group, IssueRow[]>,
    progress: await Promise.all(running.map(async ({ id }) => ({ id, progress: await progressOf(id) }))),
    past: past.slice(0, pageLength).map(row),
    page,
    more: past.length > pageLength,
  }
}
export type IssueDeskData = Awaited<ReturnType<typeof loadIssueDesk>>

/** A letter as whoever prepares it sees it: its ways out lead to the site, and nothing is counted. */
export function previewOf(content: IssueContent): Letter {
  const site = readEnv().siteUrl
  const newsletter = `${site}/newsletter`
  return renderLetter(content, {
    site,
    leave: newsletter,
    preferences: newsletter,
    view: newsletter,
    tag: '',
  })
}

/** An issue with all that follows from it. @throws AppError not-found */
export async function readView(id: number): Promise<IssueView> {
  const issue = await findIssue(id)
  if (!issue) throw new AppError('not-found', `issue ${id}`)
  const content = await shownContent(issue)
  const letter = previewOf(content)
  return {
    issue,
    items: content.items,
    size: letterSize(letter).bytes,
    recipients: await countAudience(issue.newsletterId),
  }
}

/** The page of one issue. */
export async function loadIssue(text: string) {
  const { actor, publication } = await loadNewsroom('newsletter:send')
  const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
  if (!(await findIssue(id))) notFound()
  const [view, newsletters, sections, sender, progress, person] = await Promise.all([
    readView(id),
    listNewsletterRows(),
    listSections(),
    findSender(),
    progressOf(id),
    findPerson(actor.id ?? 0),
  ])
  return {
    view,
    isOpen: openStatuses.includes(view.issue.status),
    progress,
    person: { id: actor.id ?? 0, email: person?.email ?? '' },
    newsletters: newsletters.map(({ id, slug, name, sender }) => ({
      ...{ id, slug, name },
      from: sender || publication.name,
    })),
    sections: sections.map(({ id, name }) => ({ id, name })),
    mailReady: sender !== null,
    maySetMail: can(actor, 'settings:edit'),
    seesLog: can(actor, 'subscribers:manage'),
  }
}
export type IssuePageData = Awaited<ReturnType<typeof loadIssue>>
