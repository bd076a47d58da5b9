// The engine's world in a browser: requests, the copies on this computer, the clock, and who else is open here.
import { createStore, del, get, keys, set } from 'idb-keyval'
import { type LocalStore, localStore } from '../local-copies.ts'
import type { Current, Presence, PresenceRequest, Saved, SaveRequest } from '../schema.ts'
import type { Clock, SaveAnswer, World } from '../world.ts'

/** A request that has no answer after that long is one that failed. Milliseconds. */
const patience = 30_000
/** Bytes; browsers send no more than this from a page that closes. */
const largestFarewell = 60_000

type Failure = { error?: { message?: string }; current?: Current }

async function ask(path: string, method: string, body: string, closing = false): Promise<Response> {
  return fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body,
    keepalive: closing && body.length < largestFarewell,
    ...(closing ? {} : { signal: AbortSignal.timeout(patience) }),
  })
}

/** Sends a save and says how it ended. Anything but a clear answer is `unreachable`. */
export async function sendSave(
  articleId: number,
  request: SaveRequest,
  closing?: boolean,
): Promise<SaveAnswer> {
  const response = await ask(`/api/admin/articles/${articleId}`, 'PUT', JSON.stringify(request), closing)
  if (response.ok) return { kind: 'saved', saved: (await response.json()) as Saved }
  if (response.status === 401) return { kind: 'signed-out' }
  if (response.status >= 500 || response.status === 429) return { kind: 'unreachable' }
  const failure = (await response.json().catch(() => ({}))) as Failure
  if (response.status === 409 && failure.current) return { kind: 'stale', current: failure.current }
  return { kind: 'refused', message: failure.error?.message ?? '' }
}

/** A sign of life; null when there was no answer, or nobody is signed in. */
export async function sendPresence(
  articleId: number,
  request: PresenceRequest,
  closing?: boolean,
): Promise<Presence | null> {
  try {
    const path = `/api/admin/articles/${articleId}/presence`
    const response = await ask(path, 'POST', JSON.stringify(request), closing)
    return response.ok ? ((await response.json()) as Presence) : null
  } catch {
    return null
  }
}

const clock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
}

function copiesOf(articleId: number, personId: number): LocalStore {
  const place = createStore('testata-writing', 'copies')
  return localStore(
    {
      get: (key) => get(key, place),
      set: (key, value) => set(key, value, place),
      del: (key) => del(key, place),
      keys: () => keys(place),
    },
    articleId,
    personId,
  )
}

const noCopies: LocalStore = {
  put: () => Promise.reject(new Error('no storage')),
  drop: () => Promise.resolve(),
  list: () => Promise.resolve([]),
}

/** The world of one article by one person. */
export function browserWorld(articleId: number, personId: number): World {
  return {
    clock,
    store: typeof indexedDB === 'undefined' ? noCopies : copiesOf(articleId, personId),
    save: (request, closing) => sendSave(articleId, request, closing),
  }
}

/** A name for this opening of the page. */
export function newSession(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('')
}

/** Answers other tabs that ask whether this one lives, and asks them. Copies of living tabs are theirs. */
export function neighbours(articleId: number, session: string) {
  const channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`testata-${articleId}`)
  const alive = new Set<string>()
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<{ ask?: true; here?: string }>) => {
      if (data.ask) channel.postMessage({ here: session })
      if (data.here) alive.add(data.here)
    }
  return {
    ask: async (): Promise<ReadonlySet<string>> => {
      channel?.postMessage({ ask: true })
      await new Promise((done) => setTimeout(done, 250))
      return alive
    },
    close: () => channel?.close(),
  }
}
