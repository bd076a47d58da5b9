// What the pages of links in letters show. Nothing here changes anything, and nothing is remembered.

import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { listNewsletters, listOpenNewsletters } from '@/features/newsletter/data.ts'
import type { Newsletter } from '@/features/newsletter/schema.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { openData, openLeave } from '@/features/subscriptions/worker.ts'
import { requestScope } from '@/lib/request-scope.ts'
import { activeNewsletters, exportData, findToken, listLinkKeys, namesOf, wasRefused } from './data.ts'
import { preferencesPath, signLeave } from './links.ts'

/** What the form at this address just did; null while it is only looked at. */
function outcome() {
  const form = requestScope.getStore()?.form
  return form?.form === 'letter' ? form.outcome : null
}

/** The page of a link that confirms; `none` of ours is a page that is not there. */
export async function loadConfirm(token: string) {
  await connection()
  const { t, publication } = await loadSite()
  const found = await findToken('confirm', token)
  if (!found) {
    if (!(await wasRefused(token))) notFound()
    return { t, publication, state: 'done' as const, isSuppressed: true, names: [], preferences: null }
  }
  const { subscriber, newsletters } = found
  const [key] = await listLinkKeys()
  return {
    t,
    publication,
    state: outcome() ?? found.state,
    isSuppressed: subscriber.status === 'suppressed',
    names: await namesOf(newsletters),
    /** For whoever has confirmed: what else they can set. */
    preferences: key ? preferencesPath(signLeave(key, subscriber.uid, 0)) : null,
  }
}

/** The page of the way out. */
export async function loadLeave(token: string) {
  await connection()
  const { t } = await loadSite()
  const opened = await openLeave(token)
  if (!opened) notFound()
  const { subscriber, newsletter } = opened
  const all = await listNewsletters()
  const active = subscriber ? await activeNewsletters(subscriber.id) : []
  return {
    t,
    isDone: outcome() === 'done',
    name: all.find(({ id }) => id === newsletter)?.name ?? null,
    others: active.filter((id) => id !== newsletter).length,
  }
}

/** Somebody's address as it may stand on a page whose link may have been passed on. */
const veiled = (email: string): string => email.replace(/^(.)[^@]*/, '$1•••')

/** The page of what a subscriber can set. */
export async function loadPreferences(token: string) {
  await connection()
  const { t, publication } = await loadSite()
  const opened = await openLeave(token)
  if (!opened) notFound()
  const { subscriber } = opened
  const isThere = subscriber !== null && ['confirmed', 'unsubscribed'].includes(subscriber.status)
  const active = subscriber ? await activeNewsletters(subscriber.id) : []
  const offered: (Newsletter & { active: boolean })[] = (await listNewsletters())
    .map((newsletter) => ({ ...newsletter, active: active.includes(newsletter.id) }))
    .filter(({ open, active }) => open || active)
  const { pausedUntil = null, language = publication.language, pace = 'every' } = subscriber ?? {}
  return {
    t,
    publication,
    state: outcome(),
    address: isThere ? veiled(subscriber.email) : null,
    /** Whoever has left sees their data, and the way back. */
    hasLeft: subscriber?.status === 'unsubscribed',
    offered,
    language,
    pace,
    pausedUntil: pausedUntil !== null && pausedUntil > Date.now() ? pausedUntil : null,
  }
}

/** The page of one's own data. */
export async function loadData(token: string) {
  await connection()
  const { t } = await loadSite()
  const state = outcome()
  if (state === 'erased') return { t, state, data: null }
  const found = await openData(token)
  const data = found ? await exportData(found.subscriber.id) : null
  if (!data) notFound()
  return { t, state, data }
}

/** What the form on /newsletter offers. */
export async function loadOffer(): Promise<Newsletter[]> {
  await connection()
  return listOpenNewsletters()
}
