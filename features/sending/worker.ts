// What goes out, made ready: composed, looked at, and handed over to the ledger.
import 'server-only'
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { write } from '@/db/client.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { contentOf, findIssue } from '@/features/issues/data.ts'
import { renderLetter } from '@/features/issues/letter.ts'
import { archivePath, type Issue, type IssueContent } from '@/features/issues/schema.ts'
import { findSender } from '@/features/mail/data.ts'
import type { Sender } from '@/features/mail/schema.ts'
import { dkimOptions, transportOptions } from '@/features/mail/transport.ts'
import { sendingBlocked } from '@/features/mail/worker.ts'
import { listNewsletterRows } from '@/features/newsletter/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { absolute, leavePath, preferencesPath, signLeave } from '@/features/subscribers/links.ts'
import { signingKey } from '@/features/subscribers/mutations.ts'
import { isoInZone } from '@/lib/dates.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { freeSlug, hasTest } from './data.ts'
import { composeMessage, messageIdOf, newPlaceholders, Template } from './message.ts'
import { begin, type Frozen, freeze, type Opening } from './mutations.ts'

type Frame = { issue: Issue; content: IssueContent; sender: Sender; slug: string; date: number }

/** The name of the site's host, which List-Id and Message-ID are made of. */
const siteHost = () => new URL(readEnv().siteUrl).hostname

/** @param tag by which clicks are counted; empty: not at all */
async function messageFor(
  { issue, content, sender, slug, date }: Frame,
  tag: string,
  subject: string,
): Promise<string> {
  const { siteUrl } = readEnv()
  const { newsletter, publication } = content
  const marks = newPlaceholders()
  const row = (await listNewsletterRows()).find(({ id }) => id === issue.newsletterId)
  const letter = renderLetter(
    { ...content, subject },
    {
      site: siteUrl,
      leave: absolute(leavePath(marks.leave)),
      preferences: absolute(preferencesPath(marks.preferences)),
      view: absolute(archivePath(newsletter.slug, slug)),
      tag,
    },
  )
  return composeMessage(letter, {
    from: { name: row?.sender || sender.from.name || publication.name, address: sender.from.address },
    replyTo: row?.replyTo ?? '',
    subject,
    date,
    language: publication.language,
    listName: `${publication.name} - ${newsletter.name}`,
    listId: `${newsletter.slug}.${siteHost()}`,
    archive: absolute(archivePath(newsletter.slug)),
    leaveUrl: absolute(leavePath(marks.leave)),
    placeholders: marks,
    feedback: `i${issue.id}:${newsletter.slug}:newsletter:${siteHost()}`,
  })
}

/** @throws AppError not-found */
async function issueOf(id: number): Promise<Issue> {
  const issue = await findIssue(id)
  if (!issue) throw new AppError('not-found', `issue ${id}`)
  return issue
}

/** What an issue says now. @throws AppError issue-empty */
async function contentNow(issue: Issue): Promise<IssueContent> {
  const content = await contentOf(issue)
  if (content.items.length === 0) throw new AppError('issue-empty', `issue ${issue.id}`)
  return content
}

async function openingOf(issue: Issue, now: number): Promise<Opening> {
  if (issue.subject.trim() === '') throw new AppError('issue-subject', `issue ${issue.id}`)
  const { timeZone } = await findPublication()
  const slug = await freeSlug(issue, issue.slug ?? isoInZone(now, timeZone).slice(0, 10))
  return { id: issue.id, lockVersion: issue.lockVersion, startedAt: now, slug }
}

/**
 * Composes an issue as it would go out.
 * @throws AppError issue-empty, mail-missing, domain-blocked (facts: what)
 */
async function composed(issue: Issue, { slug, startedAt }: Opening): Promise<Frozen> {
  const content = await contentNow(issue)
  const sender = await findSender()
  if (!sender) throw new AppError('mail-missing')
  const blocked = await sendingBlocked()
  if (blocked.length > 0) throw new AppError('domain-blocked', blocked.join(', '), { what: blocked })
  const frame = { issue, content, sender, slug, date: startedAt }
  const test = hasTest(issue)
  const messageA = await messageFor(frame, test ? `${issue.id}-a` : String(issue.id), issue.subject)
  const messageB = test ? await messageFor(frame, `${issue.id}-b`, issue.subjectB) : null
  const messageHash = createHash('sha256')
    .update(messageA)
    .update(messageB ?? '')
    .digest('hex')
  return { content, messageA, messageB, messageHash }
}

type Options = { confirm: number | null; rate?: number | undefined }

/**
 * Begins to send an issue.
 * @param options `confirm`: how many readers the editor was told, null when nobody was asked; `rate`: messages a second
 * @returns how many readers it goes to
 * @throws AppError forbidden, not-found, issue-empty, issue-state, issue-count-changed (facts: count), mail-missing,
 * domain-blocked (facts: what), stale-version
 */
export async function startIssue(actor: Actor, id: number, options: Options): Promise<number> {
  if (!can(actor, 'newsletter:send')) throw new AppError('forbidden', 'newsletter:send')
  const issue = await issueOf(id)
  const opening = await openingOf(issue, Date.now())
  return begin(actor, opening, await composed(issue, opening), options)
}

/**
 * Begins to send an issue, from a program that need not know the mail server, nor the site's address: whoever sends
 * composes it.
 * @returns how many readers it goes to
 * @throws AppError forbidden, not-found, issue-empty, issue-state, issue-count-changed (facts: count), stale-version
 */
export async function queueIssue(actor: Actor, id: number, options: Options): Promise<number> {
  if (!can(actor, 'newsletter:send')) throw new AppError('forbidden', 'newsletter:send')
  const issue = await issueOf(id)
  await contentNow(issue)
  return begin(actor, await openingOf(issue, Date.now()), null, options)
}

/**
 * Composes an issue that was queued without.
 * @throws AppError not-found, issue-empty, mail-missing, domain-blocked (facts: what)
 */
export async function composeQueued(id: number): Promise<void> {
  const issue = await issueOf(id)
  const { lockVersion, slug, startedAt } = issue
  if (slug === null || startedAt === null) return
  const frozen = await composed(issue, { id, lockVersion, slug, startedAt })
  await write((tx) => freeze(tx, id, frozen))
}

/**
 * Sends an issue as it stands to one address, marked as a test. It counts nowhere.
 * @throws AppError forbidden, not-found, issue-empty, mail-missing; Error when the mail server does not take it
 */
export async function sendTest(actor: Actor, id: number, to: string): Promise<void> {
  if (!can(actor, 'newsletter:send')) throw new AppError('forbidden', 'newsletter:send')
  const issue = await issueOf(id)
  const content = await contentNow(issue)
  const sender = await findSender()
  if (!sender) throw new AppError('mail-missing')
  const key = await write((tx) => signingKey(tx))
  const { language } = await findPublication()
  const now = Date.now()
  const subject = newsroomWords(language).sending.testSubject(issue.subject)
  // It has no page yet: "read in your browser" leads to the newsletter's archive.
  const message = await messageFor({ issue, content, sender, slug: '', date: now }, '', subject)
  // Links that look like a reader's, and belong to nobody.
  const uid = 'test000000000000'
  const raw = new Template(message).fill({
    to: `<${to}>`,
    messageId: messageIdOf(id, `test-${now}`, siteHost()),
    leave: signLeave(key, uid, issue.newsletterId),
    preferences: signLeave(key, uid, 0),
  })
  const dkim = dkimOptions(sender)
  const transport = createTransport({ ...transportOptions(sender), ...(dkim ? { dkim } : {}) })
  try {
    await transport.sendMail({ envelope: { from: sender.from.address, to: [to] }, raw })
  } finally {
    transport.close()
  }
}
