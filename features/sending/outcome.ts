// What an answer of a mail server, or its silence, means for a message.
import type { NodemailerError } from 'nodemailer/lib/errors'
import type { Settled } from '@/features/ledger/schema.ts'
import type { Reason } from './schema.ts'

const minute = 60_000
/** Waits before the next tries of a message that was refused for now. */
const waits = [1, 5, 15, 60].map((minutes) => minutes * minute)
/** After this the message is given up: tomorrow the news is old. */
const patience = 24 * 60 * minute

export type Failure = {
  /** The answer's code, like 450; null when there was none. */
  code: number | null
  text: string
  /**
   * What it is about. `recipient`: this message alone. `connection`: the line or the server. `sender` and `auth`: us, so
   * no other message would fare better.
   */
  about: 'recipient' | 'connection' | 'sender' | 'auth'
}

/** The words of an answer, which begins with its code. */
export const withoutCode = (answer: string): string => answer.replace(/^\d{3}[ -]/, '').slice(0, 500)

/** Reads an error of nodemailer. */
export function readFailure(error: unknown): Failure {
  const { code, command, responseCode, response, message } = error as NodemailerError
  const text = withoutCode(String(response || message || error))
  const answered = typeof responseCode === 'number' && responseCode >= 400 ? responseCode : null
  if (answered === 530 || ((code === 'EAUTH' || code === 'ENOAUTH') && (answered ?? 500) >= 500))
    return { code: answered, text, about: 'auth' }
  // nodemailer itself will not send it: too large for the server, or an address that cannot be written down.
  if (answered === null && /^(?:EENVELOPE|EMESSAGE|ESTREAM)$/.test(code ?? '') && command !== 'CONN')
    return { code: null, text, about: 'recipient' }
  if (answered === null || answered === 421) return { code: answered, text, about: 'connection' }
  if (code === 'ECONNECTION' || code === 'EPROTOCOL' || command === 'CONN')
    return { code: null, text, about: 'connection' }
  if (command === 'MAIL FROM')
    return { code: answered, text, about: answered >= 500 ? 'sender' : 'connection' }
  return { code: answered, text, about: 'recipient' }
}

type Attempt = { id: number; attempt: number; firstAt: number | null }

/**
 * What becomes of a message after a failure. `marked`: its end may have reached the server. Only an answer of the server
 * says then that it was not taken.
 */
export function settlementOf(
  failure: Failure,
  { id, attempt, firstAt }: Attempt,
  marked: boolean,
  now: number,
): Settled {
  const { code, text } = failure
  const row = { id, attempt, nextAt: now, code, text, serverId: '' }
  if (code === null || failure.about === 'sender' || failure.about === 'auth') {
    if (marked && code === null) return { ...row, state: 'uncertain' }
    if (failure.about === 'recipient') return { ...row, state: 'failed' }
    return { ...row, state: 'queued', nextAt: now + 5_000 }
  }
  if (code >= 500) return { ...row, state: 'failed' }
  if (firstAt !== null && now - firstAt > patience) return { ...row, state: 'failed' }
  return {
    ...row,
    state: 'queued',
    attempt: attempt + 1,
    nextAt: now + (waits[attempt] ?? waits.at(-1) ?? minute),
  }
}

const window = 200
const mostRefused = window / 20
const stormSpan = 60_000
const storm = 30

/** Stops an issue that does more harm than good. */
export class Breaker {
  private last: boolean[] = []
  private turnedAway: number[] = []

  /** Takes note of a message that was sent, or refused for good. */
  note(refused: boolean): void {
    this.last.push(refused)
    if (this.last.length > window) this.last.shift()
  }

  /** Takes note that the server turned us away (421). */
  noteBusy(now: number): void {
    this.turnedAway = [...this.turnedAway.filter((at) => at > now - stormSpan), now]
  }

  /** Why to stop; null: go on. */
  reason(now: number): Reason | null {
    if (this.last.filter(Boolean).length > mostRefused) return 'failures'
    return this.turnedAway.filter((at) => at > now - stormSpan).length >= storm ? 'busy' : null
  }

  /** Begins anew: somebody looked at it and said to go on. */
  reset(): void {
    this.last = []
    this.turnedAway = []
  }
}
