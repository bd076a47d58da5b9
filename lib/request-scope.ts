// What belongs to the request at hand. The front door opens the scope; Next's bundle and the server's have
// their own copies of this file, so the meeting place is globalThis, not the module.
import { AsyncLocalStorage } from 'node:async_hooks'

/** What became of a form, for the page that shows it again: refused input with words, or what a link in a letter did. */
export type FormState =
  | { form: 'newsletter'; error: 'email-invalid'; values: Record<string, string>; newsletters: string[] }
  | { form: 'letter'; outcome: 'done' | 'asked' | 'expired' | 'sent' | 'erased' }

export type RequestScope = {
  /** The tag clock when the request began. Whatever is made here is at least that new. */
  seq: number
  /** The address under which the answer may be kept; absent when it may not. */
  path?: string
  /** Status of the response so far. */
  status: () => number
  form?: FormState
}

const meeting = globalThis as { testataRequest?: AsyncLocalStorage<RequestScope> }
meeting.testataRequest ??= new AsyncLocalStorage()

/** The scope of the request at hand; `getStore()` is undefined at build time and in command lines. */
export const requestScope: AsyncLocalStorage<RequestScope> = meeting.testataRequest
