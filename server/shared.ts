// What the front door and Next's two cache handlers share: one clock, two stores. Next loads each handler as a
// file of its own, so the meeting place is globalThis, not a module.
import { ByteLru } from '@/lib/byte-lru.ts'
import { PageStore } from './page-store.ts'
import { TagClock } from './tag-clock.ts'

/** The result of a 'use cache' function. */
export type DataEntry = {
  value: Uint8Array
  tags: string[]
  stale: number
  timestamp: number
  expire: number
  revalidate: number
  seq: number
  bytes: number
}
type Shared = { clock: TagClock; pages: PageStore; data: ByteLru<DataEntry> }

const meeting = globalThis as { testataServer?: Shared }
const pageStoreBytes = 128 << 20
const dataStoreBytes = 32 << 20

/** The process's clock and stores. */
export function shared(): Shared {
  meeting.testataServer ??= create()
  return meeting.testataServer
}

function create(): Shared {
  const clock = new TagClock()
  return { clock, pages: new PageStore(clock, pageStoreBytes), data: new ByteLru(dataStoreBytes) }
}

/** Begins anew, with empty stores and a clock that has seen nothing: the database has become another. */
export function forgetShared(): void {
  delete meeting.testataServer
}
