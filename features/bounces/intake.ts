// Takes in what comes back, as the settings have it: from a mailbox, or at a port. One process of all does it.
import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { findMailSettings } from '@/features/mail/data.ts'
import type { Bounces } from '@/features/mail/schema.ts'
import { messageOf } from '@/lib/errors.ts'
import { log } from '@/lib/log.ts'
import { openListener } from './listener.ts'
import { readMailbox } from './mailbox.ts'
import { holdIntake, leaveIntake, noteIntake } from './mutations.ts'
import { takeReport } from './worker.ts'

const minute = 60_000
const between = 3 * minute
/** How long to wait after so many failures in a row, in milliseconds. */
const pauseAfter = (failures: number) => Math.min(30 * minute, minute * 2 ** (failures - 1))

/**
 * Begins to take in what comes back, here or wherever the lease goes. Settings that change are followed within `tick`
 * milliseconds. Returns what ends it; what was not taken in yet waits where it is.
 */
export async function startIntake({ tick = 10_000 } = {}): Promise<() => Promise<void>> {
  const ending = new AbortController()
  const intake = new Intake(ending.signal)
  const owner = randomUUID()
  const running = (async () => {
    while (!ending.signal.aborted) {
      try {
        const { bounces } = (await findMailSettings()).settings
        if (bounces && (await holdIntake(owner))) await intake.look(bounces)
        else await intake.close()
      } catch (error) {
        log.error('bounces: intake', { error })
      }
      await sleep(tick, undefined, { signal: ending.signal }).catch(() => {})
    }
  })()
  return async () => {
    ending.abort()
    await running
    await intake.close()
    await leaveIntake(owner)
  }
}

class Intake {
  private key = ''
  private listener: { close(): Promise<void> } | null = null
  private failures = 0
  private due = 0
  private signal: AbortSignal
  constructor(signal: AbortSignal) {
    this.signal = signal
  }

  async close(): Promise<void> {
    this.key = ''
    await this.listener?.close()
    this.listener = null
  }

  /** Does what is due by the settings as they are now. */
  async look(bounces: Bounces): Promise<void> {
    const key = JSON.stringify(bounces)
    if (key !== this.key) {
      await this.close()
      Object.assign(this, { key, failures: 0, due: 0 })
      await noteIntake(null)
    }
    if (Date.now() < this.due) return
    try {
      const taken = await this.run(bounces)
      await noteIntake({ taken, failures: 0, error: '' })
      this.failures = 0
      this.due = Date.now() + between
    } catch (error) {
      if (this.signal.aborted) return // we hung up ourselves
      this.failures++
      this.due = Date.now() + pauseAfter(this.failures)
      log.warn('bounces: nothing can be taken in', { failures: this.failures, error: messageOf(error) })
      await noteIntake({ taken: 0, failures: this.failures, error: wordsOf(error) })
    }
  }

  private async run(bounces: Bounces): Promise<number> {
    if (bounces.imap) return readMailbox(bounces.imap, (raw) => takeReport(raw), this.signal)
    if (bounces.listener !== null && !this.listener)
      this.listener = await openListener({ domain: bounces.domain, port: bounces.listener }, takeReport)
    return 0
  }
}

/** What a mailbox's server said, or what the system did. */
function wordsOf(error: unknown): string {
  const { responseText = '' } = error as { responseText?: string }
  return (responseText || messageOf(error)).replace(/\s+/g, ' ').slice(0, 300)
}
