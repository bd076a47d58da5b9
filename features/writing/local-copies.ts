// Copies of unsaved text on this computer, one for each open page.
import type { Snapshot } from '@/features/articles/schema.ts'
import type { SaveRequest } from './schema.ts'

/** What one page had that the server perhaps had not. */
export type LocalCopy = {
  session: string
  /** What both had in common, and its version. */
  base: Snapshot
  lockVersion: number
  mine: Snapshot
  sent: Snapshot[]
  conflicts: SaveRequest['conflicts']
  at: number
}
export type LocalStore = {
  put(copy: LocalCopy): Promise<void>
  drop(session: string): Promise<void>
  /** Oldest first. */
  list(): Promise<LocalCopy[]>
}

/** The part of a key-value database that is needed; idb-keyval has it. */
export type KeyValue = {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  del(key: string): Promise<void>
  keys(): Promise<IDBValidKey[]>
}

/** The copies of one article by one person. */
export function localStore(database: KeyValue, articleId: number, personId: number): LocalStore {
  const prefix = `${articleId}:${personId}:`
  return {
    put: (copy) => database.set(prefix + copy.session, copy),
    drop: (session) => database.del(prefix + session),
    list: async () => {
      const keys = (await database.keys()).filter((key) => String(key).startsWith(prefix))
      const copies = await Promise.all(keys.map((key) => database.get(String(key))))
      return copies.filter(isCopy).sort((a, b) => a.at - b.at)
    },
  }
}

const isCopy = (value: unknown): value is LocalCopy =>
  typeof value === 'object' && value !== null && 'mine' in value && 'base' in value && 'session' in value
