// Joining and leaving. A wish to join is taken in with the same work for everybody; what it leads to is a job's business,
// so that neither the answer nor its time tells who is subscribed.
import 'server-only'
import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type Tx, write } from '@/db/client.ts'
import { subscribers, suppressions } from '@/db/schema/newsletter.ts'
import { raiseAlert } from '@/features/alerts/mutations.ts'
import { mailWorks, queueMail } from '@/features/mail/mutations.ts'
import { newslettersFor } from '@/features/newsletter/mutations.ts'
import type { Newsletter } from '@/features/newsletter/schema.ts'
import { findPublication } from '@/features/settings/data.ts'
import { countAttempt, tooManyWishes } from '@/features/throttle/mutations.ts'
import { normaliseEmail } from '@/lib/email.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { log } from '@/lib/log.ts'
import { keyFor, seal, unseal } from '@/lib/secrets.ts'
import {
  activeNewsletters,
  confirmationRate,
  findSubscriber,
  findSuppression,
  findToken,
  rateOf,
  wasRefused,
} from './data.ts'
import { absolute, confirmPath, emailKey, refusePath } from './links.ts'
import * as change from './mutations.ts'
import { type Circumstances, type LinkState, requestSchema, type SubscribeRequest } from './schema.ts'

const hour = 3_600_000
const day = 24 * hour
const mostAsked = 3

/**
 * Takes in that somebody wants newsletters. The same for known and unknown addresses, and above the caps too.
 * @throws AppError email-invalid
 */
export async function subscribe(input: SubscribeRequest): Promise<void> {
  const email = normaliseEmail(input.email)
  if (email === null) throw new AppError('email-invalid')
  const sealed = seal(keyFor('newsletter-request'), JSON.stringify({ ...input, email }))
  const kind = (await tooManyWishes(input.address)) ? 'newsletter-drop' : 'newsletter-request'
  await write((tx) => tx.enqueue(kind, { sealed }))
}

/** Answers a wish to subscribe: with a message that asks to confirm it, if there is anything to ask. */
export async function answerRequest({ sealed }: { sealed: string }): Promise<void> {
  const request = requestSchema.parse(JSON.parse(unseal(keyFor('newsletter-request'), sealed)))
  const wait = await countAttempt('subscribe:site', 'site')
  if (wait > 0) {
    await write(async (tx) => {
      await raiseAlert(tx, 'newsletter-signups')
      await tx.enqueue('newsletter-request', { sealed }, wait)
    })
    return
  }
  const publication = await findPublication()
  await write(async (tx) => {
    await ask(tx, request, await newslettersFor(tx, request.newsletters, publication.name), publication.name)
  })
}

async function ask(
  tx: Tx,
  request: SubscribeRequest,
  offered: readonly Newsletter[],
  publication: string,
): Promise<void> {
  const { email, language, text, page, address, userAgent } = request
  const stopped = await findSuppression(email, tx)
  // Somebody who had themselves erased may come back by themselves. Nobody else is written to again.
  if (stopped && stopped.reason !== 'erased') return
  const now = Date.now()
  const person = await change.ensureSubscriber(tx, email, { language, text, page })
  const active = await activeNewsletters(person.id, tx)
  if (person.status === 'confirmed' && offered.every(({ id }) => active.includes(id))) return
  if (person.askedAt !== null && person.askedAt > now - day) return
  if (person.status === 'pending' && person.asked >= mostAsked) return
  if (!(await mailWorks(tx))) return log.warn('newsletter: nobody can confirm, no mail server is named')
  const messageId = newMessageId()
  const wanted = offered.map(({ slug }) => slug)
  const token = await change.makeToken(tx, 'confirm', person.id, { newsletters: wanted, messageId })
  await tx
    .update(subscribers)
    .set({ askedAt: now, asked: person.asked + 1, updatedAt: now })
    .where(eq(subscribers.id, person.id))
  for (const newsletter of wanted)
    await change.noteConsent(tx, email, {
      event: 'requested',
      newsletter,
      page,
      text,
      language,
      address,
      userAgent,
      messageId,
    })
  const t = dictionaryOf(language).newsletter.mail
  const names = offered.map(({ name }) => name)
  await queueMail(tx, {
    to: email,
    subject: t.confirmSubject(publication),
    text: t.confirmText({
      publication,
      names,
      link: absolute(confirmPath(token)),
      refuse: absolute(refusePath(token)),
    }),
    until: now + change.confirmTime,
    messageId,
  })
  const { asked, confirmed } = await confirmationRate(now - hour, tx)
  if (asked === rateOf && confirmed < rateOf / 10) await raiseAlert(tx, 'newsletter-confirmations')
}

/** Made up front, because the proof of consent names the message. */
const newMessageId = (): string =>
  `<${randomBytes(16).toString('hex')}@${new URL(readEnv().siteUrl).hostname}>`

/** Uses a link that confirms. Whoever uses it twice is told that it is done. */
export async function confirm(token: string, where: Circumstances): Promise<LinkState> {
  return write(async (tx) => {
    const found = await findToken('confirm', token, Date.now(), tx)
    if (!found) return (await wasRefused(token, tx)) ? 'done' : 'unknown'
    if (found.state !== 'open') return found.state
    const { subscriber, newsletters, messageId, hash } = found
    const stopped = await findSuppression(subscriber.email, tx)
    if (stopped && stopped.reason !== 'erased') return 'expired'
    if (!(await change.spendToken(tx, hash))) return 'done'
    if (stopped) await tx.delete(suppressions).where(eq(suppressions.emailKey, emailKey(subscriber.email)))
    const now = Date.now()
    await tx
      .update(subscribers)
      .set({
        status: 'confirmed',
        // Who is subscribed already and adds a newsletter goes on with the pause that they chose.
        ...(subscriber.status === 'confirmed' ? {} : { confirmedAt: now, pausedUntil: null }),
        asked: 0,
        askedAt: null,
        updatedAt: now,
      })
      .where(eq(subscribers.id, subscriber.id))
    await change.setSubscriptions(tx, subscriber.id, newsletters, true)
    await change.signingKey(tx) // the page that thanks them has a signed link already
    for (const newsletter of newsletters)
      await change.noteConsent(tx, subscriber.email, {
        event: 'confirmed',
        newsletter,
        language: subscriber.language,
        messageId,
        tokenHash: hash,
        ...where,
      })
    return 'done'
  })
}

/** For whoever got the message without having asked: nothing is sent to that address ever again, nor is it kept. */
export async function refuse(token: string, where: Circumstances): Promise<LinkState> {
  return write(async (tx) => {
    const found = await findToken('confirm', token, Date.now(), tx)
    if (!found) return (await wasRefused(token, tx)) ? 'done' : 'unknown'
    const { subscriber, hash, state } = found
    // A link that has confirmed already says nothing about who asks now: the way out is in every letter.
    if (state === 'done') return subscriber.status === 'suppressed' ? 'done' : 'expired'
    await change.erase(tx, subscriber, 'refused', { page: where.page, tokenHash: hash })
    return 'done'
  })
}

/** Sends another message to whoever has a link that is too old. The caps hold. */
export async function askAgain(token: string, where: Circumstances): Promise<void> {
  const found = await findToken('confirm', token)
  if (found?.state !== 'expired') return
  const row = await findSubscriber(found.subscriber.email)
  if (!row) return
  await subscribe({
    email: row.email,
    newsletters: found.newsletters,
    language: found.subscriber.language,
    text: row.consentText,
    ...where,
  })
}
