// What readers and their mail programs do by the links in letters: a POST acts, and the page at the same address shows
// what became of it. Opening a link changes nothing.
import type { IncomingMessage } from 'node:http'
import type { Letter } from '@/features/paths/locate.ts'
import { exportData } from '@/features/subscribers/data.ts'
import { askAgain, confirm, refuse } from '@/features/subscribers/worker.ts'
import { eraseBy, leave, offerDataBy, openData, setPreferences } from '@/features/subscriptions/worker.ts'
import type { FormState } from '@/lib/request-scope.ts'
import { clientAddress } from './address.ts'

/** Fields of a form as it was sent; null when there is too much of it. What is not urlencoded has no fields. */
async function readFields(req: IncomingMessage, most: number): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += (chunk as Buffer).length
    if (size > most) return null
    chunks.push(chunk as Buffer)
  }
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')
  return new URLSearchParams(isForm ? Buffer.concat(chunks).toString() : '')
}

/** The data of whoever asks for them as a file; null when nobody does, or the link is none of ours. */
async function download({ kind, token }: Letter, fields: URLSearchParams): Promise<string | null> {
  if (kind !== 'data' || !fields.has('download')) return null
  const found = await openData(token)
  const data = found && (await exportData(found.subscriber.id))
  return data ? `${JSON.stringify(data, null, 2)}\n` : null
}

/** Does what a letter's form asks for. Returns what its page has to show; null when the link is none of ours. */
async function act(
  { kind, token }: Letter,
  fields: URLSearchParams,
  where: Parameters<typeof confirm>[1],
): Promise<FormState | null> {
  const of = (outcome: Extract<FormState, { form: 'letter' }>['outcome']): FormState => ({
    form: 'letter',
    outcome,
  })
  switch (kind) {
    case 'confirm': {
      if (fields.has('again')) {
        await askAgain(token, where)
        return of('sent')
      }
      const state = await confirm(token, where)
      return state === 'unknown' ? null : of(state === 'done' ? 'done' : 'expired')
    }
    case 'refuse': {
      const state = await refuse(token, where)
      return state === 'unknown' ? null : of(state === 'done' ? 'done' : 'expired')
    }
    case 'leave':
      return (await leave(token, fields.has('all'), where)) ? of('done') : null
    case 'preferences': {
      if (fields.has('data')) return (await offerDataBy(token)) ? of('sent') : null
      const became = await setPreferences(token, fields, where)
      return became === 'unknown' ? null : of(became === 'asked' ? 'asked' : 'done')
    }
    case 'data': {
      if (!fields.has('erase')) return null
      const state = await eraseBy(token)
      return state === 'unknown' ? null : of(state === 'done' ? 'erased' : 'expired')
    }
  }
}

/** What a POST to a link in a letter comes to: a status to refuse it with, a file, or what its page has to show. */
export type LetterAnswer = { refused: 404 | 413 } | { file: string } | { state: FormState }

/** Does what somebody asks for by a link in a letter. */
export async function answerLetter(
  req: IncomingMessage,
  path: string,
  letter: Letter,
  most: number,
): Promise<LetterAnswer> {
  const fields = await readFields(req, most)
  if (fields === null) return { refused: 413 }
  const file = await download(letter, fields)
  if (file !== null) return { file }
  const state = await act(letter, fields, {
    page: path.slice(0, path.indexOf(letter.token) - 1),
    address: clientAddress(req),
    userAgent: String(req.headers['user-agent'] ?? '').slice(0, 300),
  })
  return state ? { state } : { refused: 404 }
}
