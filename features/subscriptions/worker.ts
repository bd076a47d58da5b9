// Leaving, and everything else that a subscriber sets by the signed link at the foot of each letter.
import 'server-only'
import { z } from 'zod'
import { write } from '@/db/client.ts'
import { mailWorks, queueMail } from '@/features/mail/mutations.ts'
import { listNewsletters } from '@/features/newsletter/data.ts'
import { findPublication } from '@/features/settings/data.ts'
import { type FoundToken, findByUid, findToken, listLinkKeys } from '@/features/subscribers/data.ts'
import { absolute, dataPath, readLeave } from '@/features/subscribers/links.ts'
import * as change from '@/features/subscribers/mutations.ts'
import type { Circumstances, LinkState, Subscriber } from '@/features/subscribers/schema.ts'
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

/**
 * Saves what a subscriber chose: newsletters, a pause, the language. The link may have been passed on with a letter:
 * somebody who has left is not brought back by it, for that there is the form. Returns false when the link is none of ours.
 */
export async function setPreferences(
  token: string,
  fields: URLSearchParams,
  where: Circumstances,
): Promise<boolean> {
  return write(async (tx) => {
    const signed = readLeave(await listLinkKeys(tx), token)
    if (!signed) return false
    const subscriber = await findByUid(signed.uid, tx)
    if (subscriber?.status !== 'confirmed') return true
    const all = await listNewsletters(tx)
    const had = await change.slugsOf(tx, subscriber.id)
    const wanted = fields.getAll('newsletters[]')
    const mayHave = all.filter(({ slug, open }) => open || had.includes(slug)).map(({ slug }) => slug)
    const on = mayHave.filter((slug) => wanted.includes(slug))
    const off = mayHave.filter((slug) => !wanted.includes(slug))
    const added = await change.setSubscriptions(tx, subscriber.id, on, true)
    const left = await change.setSubscriptions(
      tx,
      subscriber.id,
      off.filter((slug) => had.includes(slug)),
      false,
    )
    for (const newsletter of added)
      await change.noteConsent(tx, subscriber.email, { event: 'confirmed', newsletter, ...where })
    for (const newsletter of left)
      await change.noteConsent(tx, subscriber.email, { event: 'withdrawn', newsletter, ...where })
    const language = z.enum(languages).catch(subscriber.language).parse(fields.get('language'))
    const pause = pauses[fields.get('pause') ?? '']
    const pausedUntil = pause === 0 ? null : Date.now() + (pause ?? 0)
    await change.changeSubscriber(tx, subscriber.id, {
      language,
      ...(pause === undefined ? {} : { pausedUntil }),
    })
    return true
  })
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
