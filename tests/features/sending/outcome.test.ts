import { describe, expect, it } from 'vitest'
import { Breaker, readFailure, settlementOf } from '@/features/sending/outcome.ts'

const minute = 60_000
const at = 1_700_000_000_000
const row = { id: 7, attempt: 0, firstAt: at }
const error = (fields: object) => Object.assign(new Error('failed'), fields)

const refusals = [
  [
    '450 at RCPT',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 4.2.1 later' },
    'queued',
  ],
  [
    '550 at RCPT',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 who' },
    'failed',
  ],
  [
    '552 at the end',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 552, response: '552 too big' },
    'failed',
  ],
  [
    '451 at the end',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 451, response: '451 later' },
    'queued',
  ],
  ['421 at the end', { code: 'EMESSAGE', command: 'DATA', responseCode: 421, response: '421 bye' }, 'queued'],
] as const

describe('an answer of the server', () => {
  for (const marked of [false, true])
    it.each(refusals)(`%s settles it, marked: ${marked}`, (_, fields, state) => {
      expect(settlementOf(readFailure(error(fields)), row, marked, at).state).toBe(state)
    })

  it.each([
    ['EAUTH', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 no' }, 'auth'],
    ['530', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530, response: '530 sign in' }, 'auth'],
    [
      '553',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 not you' },
      'sender',
    ],
    [
      'a greeting of 554',
      { code: 'ECONNECTION', command: 'CONN', responseCode: 554, response: '554 no' },
      'connection',
    ],
    ['silence', { code: 'ETIMEDOUT', command: 'CONN' }, 'connection'],
    ['a refused socket', { code: 'ESOCKET', command: 'CONN' }, 'connection'],
  ])('%s is about us or the line, not about the reader', (_, fields, about) => {
    const failure = readFailure(error(fields))
    expect(failure.about).toBe(about)
    expect(settlementOf(failure, row, false, at)).toMatchObject({ state: 'queued', attempt: 0 })
  })
})

it('a sign-in that fails for the moment, and what cannot be sent at all', () => {
  const busy = readFailure(
    error({ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 454, response: '454 later' }),
  )
  expect(busy.about).not.toBe('auth')
  const large = readFailure(error({ code: 'EMESSAGE', command: 'MAIL FROM' }))
  expect(settlementOf(large, row, false, at).state).toBe('failed')
})

it('who never gave an answer is asked for ever, not given up after a day', () => {
  const silence = readFailure(error({ code: 'ESOCKET', command: 'CONN' }))
  expect(settlementOf(silence, { ...row, firstAt: at - 48 * 60 * minute }, false, at).state).toBe('queued')
})

it('silence after the mark is uncertain, and before it is nothing', () => {
  const silence = readFailure(error({ code: 'ECONNECTION', command: 'CONN' }))
  expect(settlementOf(silence, row, true, at).state).toBe('uncertain')
  expect(settlementOf(silence, row, false, at)).toMatchObject({ state: 'queued', attempt: 0 })
})

it('what is refused for now is tried after 1, 5, 15, 60 minutes and each hour after, for a day', () => {
  const later = readFailure(
    error({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 later' }),
  )
  const waits = [0, 1, 2, 3, 4].map(
    (attempt) => (settlementOf(later, { ...row, attempt }, false, at).nextAt - at) / minute,
  )
  expect(waits).toEqual([1, 5, 15, 60, 60])
  expect(settlementOf(later, { ...row, attempt: 9 }, false, at + 24 * 60 * minute + 1).state).toBe('failed')
})

describe('the breaker', () => {
  it('stops when more than one in twenty of the last two hundred was refused for good', () => {
    const breaker = new Breaker()
    for (let n = 0; n < 10; n++) breaker.note(true)
    expect(breaker.reason(at)).toBeNull()
    breaker.note(true)
    expect(breaker.reason(at)).toBe('failures')
    for (let n = 0; n < 200; n++) breaker.note(false)
    expect(breaker.reason(at)).toBeNull()
  })

  it('stops when the server turns us away again and again, not when it did long ago', () => {
    const breaker = new Breaker()
    for (let n = 0; n < 29; n++) breaker.noteBusy(at)
    expect(breaker.reason(at)).toBeNull()
    breaker.noteBusy(at)
    expect(breaker.reason(at)).toBe('busy')
    expect(breaker.reason(at + 61_000)).toBeNull()
  })
})
