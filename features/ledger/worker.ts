// Commits of one moment are one commit: each costs the disk a wait, whatever it holds.
import 'server-only'
import { setTimeout as rest, setImmediate as turn } from 'node:timers/promises'
import { write } from '@/db/client.ts'
import { log } from '@/lib/log.ts'
import { mark, settle } from './mutations.ts'
import type { Settled } from './schema.ts'

/** Milliseconds until the next try, after the disk was full or another process kept the database. */
const patience = 500

type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }

/** The ledger as one process writes it, under its lease. */
export class Ledger {
  private marks: Waiting<number, boolean>[] = []
  private results: Waiting<Settled, void>[] = []
  private running = false
  readonly lease: string

  constructor(lease: string) {
    this.lease = lease
  }

  /**
   * Notes, durably, that the end of a message is about to leave.
   * @returns false when it must not: its reader has left, the issue was stopped, or another process has the row
   */
  mark(id: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.marks.push({ item: id, resolve, reject })
      this.start()
    })
  }

  /** Writes down, durably, what became of a message; tried until it can be, for nothing else knows it. */
  settle(result: Settled): Promise<void> {
    return new Promise((resolve, reject) => {
      this.results.push({ item: result, resolve, reject })
      this.start()
    })
  }

  private start(): void {
    if (this.running) return
    this.running = true
    void this.run()
  }

  private async run(): Promise<void> {
    while (this.marks.length + this.results.length > 0) {
      await turn()
      const marks = this.marks.splice(0)
      const results = this.results.splice(0)
      try {
        const now = Date.now()
        const may = await write(async (tx) => {
          const list = results.map(({ item }) => item)
          if (list.length > 0) await settle(tx, this.lease, list, now)
          const ids = marks.map(({ item }) => item)
          return new Set(ids.length > 0 ? await mark(tx, this.lease, ids, now) : [])
        })
        for (const { resolve } of results) resolve()
        for (const { item, resolve } of marks) resolve(may.has(item))
      } catch (error) {
        log.error('ledger not written', { error })
        for (const { reject } of marks) reject(error)
        this.results.unshift(...results)
        if (results.length > 0) await rest(patience)
      }
    }
    this.running = false
  }
}
