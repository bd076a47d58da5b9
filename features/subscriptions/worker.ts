// Leaving, and everything else that a subscriber sets by the signed link at the foot of each letter.
import 'server-only'
import { z } from 'zod'
import { type Tx, write } from '@/db/client.ts'
import { paces } from '@/db/schema/newsletter.ts'
import { mailWorks, queueMail } from '@/features/mail/mutations.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { type FoundToken, findByUid, findToken, listLinkKeys } from '@/features/subscribers/data.ts'
import { absolute, dataPath, readLeave } from '@/features/subscribers/links.ts'
import * as change from '@/features/subscribers/mutations.ts'
import type { Circumstances, LinkState, Subscriber } from '@/features/subscribers/schema.ts'
import { subscribe } from '@/features/subscribers/worker.ts'
import { countAttempt } from '@/features/throttle/mutations.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { languages } from '@/lib/i18n/language.ts'
import { log } from '@/lib/log.ts'

const day = 24 * 3_600_000

/** What a signed link is about; `subscriber` is null for one that has been erased. Null when it is none of ours. */
export async function openLeave(
  token: string,
): Promise<{ subscriber: Subscriber | null; newsletter: number } | null> {
  const signed = readLeave(await listLinkKeys(), token)
  return signed && { subscriber: await findByUid(signed.uid), newsletter: signed.newsletter }
}

/**
 * Leaves the newsletter that a link names, or all of them. Done twice it changes nothing.
 * @returns false when the link is none of ours
 */
export async function leave(token: string, all: boolean, where: Circumstances): Promise<boolean> {
  return write(async (tx) => {
    const signed = readLeave(await listLinkKeys(tx), token)
    if (!signed) return false
    const subscriber = await findByUid(signed.uid, tx)
    if (!subscriber) return true
    const one = signed.newsletter === 0 || all ? null : await change.slugOf(tx, signed.newsletter)
    const slugs = one === null ? await change.slugsOf(tx, subscriber.id) : [one]
    for (const newsletter of await change.setSubscriptions(tx, subscriber.id, slugs, false))
      await change.noteConsent(tx, subscriber.email, { event: 'withdrawn', newsletter, ...where })
    return true
  })
}

/** Sends the link by which somebody gets, or has erased, what is kept of them: one in an hour. False: none of ours. */
export async function offerDataBy(token: string): Promise<boolean> {
  const opened = await openLeave(token)
  if (!opened) return false
  const { subscriber } = opened
  if (!subscriber || (await countAttempt('subscribe:data', String(subscriber.id))) > 0) return true
  if (!(await mailWorks())) {
    log.warn('newsletter: a link cannot be sent, no mail server is named')
    return true
  }
  const publication = await findPublication()
  const t = dictionaryOf(subscriber.language).newsletter.mail
  await write(async (tx) => {
    const token = await change.makeToken(tx, 'data', subscriber.id)
    await queueMail(tx, {
      to: subscriber.email,
      subject: t.dataSubject(publication.name),
      text: t.dataText({ publication: publication.name, link: absolute(dataPath(token)) }),
      until: Date.now() + change.confirmTime,
    })
  })
  return true
}

const pauses: Record<string, number> = { week: 7 * day, month: 30 * day, quarter: 91 * day, none: 0 }

type Chosen = { subscriber: Subscriber; added: string[] }

/** Leaves newsletters, and sets pause, language and how often. Returns what would have to be added. */
async function keepChoice(
  tx: Tx,
  subscriber: Subscriber,
  fields: URLSearchParams,
  where: Circumstances,
): Promise<Chosen> {
  const had = await change.slugsOf(tx, subscriber.id)
  const wanted = fields.getAll('newsletters[]')
  const off = had.filter((slug) => !wanted.includes(slug))
  for (const newsletter of await change.setSubscriptions(tx, subscriber.id, off, false))
    await change.noteConsent(tx, subscriber.email, { event: 'withdrawn', newsletter, ...where })
  const language = z.enum(languages).catch(subscriber.language).parse(fields.get('language'))
  const pace = z.enum(paces).catch(subscriber.pace).parse(fields.get('pace'))
  const pause = pauses[fields.get('pause') ?? '']
  const pausedUntil = pause === 0 ? null : Date.now() + (pause ?? 0)
  await change.changeSubscriber(tx, subscriber.id, {
    language,
    pace,
    ...(pause === undefined ? {} : { pausedUntil }),
  })
  const open = (await listNewsletters(tx)).filter((one) => one.open).map(({ slug }) => slug)
  const added = open.filter((slug) => wanted.includes(slug) && !had.includes(slug))
  return { subscriber: { ...subscriber, language }, added }
}

/**
 * Saves what a subscriber chose: newsletters, a pause, how often, the language. The link may have been passed on with a
 * letter, so it can stop and slow down but not add: for a newsletter that is new to them a message asks to confirm it, as
 * the form does. Somebody who has left is not brought back.
 * @returns `asked` when such a message is on its way, `unknown` when the link is none of ours
 */
export async function setPreferences(
  token: string,
  fields: URLSearchParams,
  where: Circumstances,
): Promise<'saved' | 'asked' | 'unknown'> {
  const chosen = await write(async (tx): Promise<Chosen | 'saved' | 'unknown'> => {
    const signed = readLeave(await listLinkKeys(tx), token)
    if (!signed) return 'unknown'
    const subscriber = await findByUid(signed.uid, tx)
    return subscriber?.status === 'confirmed' ? keepChoice(tx, subscriber, fields, where) : 'saved'
  })
  if (typeof chosen === 'string') return chosen
  const { subscriber, added } = chosen
  if (added.length === 0) return 'saved'
  const { email, language } = subscriber
  const text = dictionaryOf(language).newsletter.consent
  await subscribe({ email, newsletters: added, language, text, ...where })
  return 'asked'
}

/** The subscriber of a link to their data; null when it is none of ours, used, or too old. */
export async function openData(token: string): Promise<FoundToken | null> {
  const found = await findToken('data', token)
  return found?.state === 'open' ? found : null
}

/** Erases whoever has the link. */
export async function eraseBy(token: string): Promise<LinkState> {
  return write(async (tx) => {
    const found = await findToken('data', token, Date.now(), tx)
    if (!found) return 'unknown'
    if (found.state !== 'open') return found.state
    await change.erase(tx, found.subscriber)
    return 'done'
  })
}
