// The engine's world in a browser: requests, the copy on this computer, the clock.
import { createStore, del, get, keys, set } from 'idb-keyval'
import type { IssueWorld, SaveAnswer } from '../engine.ts'
import type { IssueView } from '../schema.ts'
import type { Draft, KeptDraft } from '../working-copy.ts'

/** Milliseconds after which a request without an answer has failed. */
const patience = 30_000
/** Bytes; browsers send no more than this from a page that closes. */
const largestFarewell = 60_000

export const issueAddress = (id: number, part = ''): string => `/api/admin/newsletter/${id}${part}`

async function send(
  id: number,
  lockVersion: number,
  change: Partial<Draft>,
  closing: boolean,
): Promise<SaveAnswer> {
  const body = JSON.stringify({ lockVersion, change })
  const response = await fetch(issueAddress(id), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body,
    keepalive: closing && body.length < largestFarewell,
    ...(closing ? {} : { signal: AbortSignal.timeout(patience) }),
  })
  if (response.ok) return { kind: 'saved', view: (await response.json()) as IssueView }
  if (response.status === 401) return { kind: 'signed-out' }
  if (response.status >= 500 || response.status === 429) return { kind: 'unreachable' }
  const failure = (await response.json().catch(() => ({}))) as {
    error?: { message?: string; view?: IssueView }
  }
  if (response.status === 409 && failure.error?.view) return { kind: 'stale', view: failure.error.view }
  return { kind: 'refused', message: failure.error?.message ?? '' }
}

const place = () => (typeof indexedDB === 'undefined' ? null : createStore('testata-newsletter', 'issues'))

/** A name for this opening of the page. */
export const newSession = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join('')

/** The world of one issue by one person. `session` names this opening of the page. */
export function browserWorld(id: number, person: number, session: string): IssueWorld {
  const store = place()
  const name = `${id}:${person}:${session}`
  return {
    save: (lockVersion, change, closing) => send(id, lockVersion, change, closing),
    keep: async (copy) => {
      if (!store) return
      await (copy ? set(name, copy, store) : del(name, store))
    },
    now: () => Date.now(),
    after: (milliseconds, work) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}

const isKept = (value: unknown): value is KeptDraft =>
  typeof value === 'object' && value !== null && 'base' in value && 'mine' in value && 'sent' in value

/** Copies that earlier openings of this page left on this computer, the oldest first. `drop` takes one away. */
export async function listCopies(
  id: number,
  person: number,
  session: string,
): Promise<{ copy: KeptDraft; drop(): Promise<void> }[]> {
  const store = place()
  if (!store) return []
  const found: { copy: KeptDraft; drop(): Promise<void> }[] = []
  for (const name of (await keys(store)).map(String)) {
    if (!name.startsWith(`${id}:${person}:`) || name.endsWith(`:${session}`)) continue
    const copy: unknown = await get(name, store)
    if (isKept(copy)) found.push({ copy, drop: () => del(name, store) })
  }
  return found.sort((a, b) => a.copy.at - b.copy.at)
}
