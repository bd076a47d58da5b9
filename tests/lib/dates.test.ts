import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  fullDate,
  instantOf,
  instantsOf,
  isoInZone,
  isTimeZone,
  localTime,
  longDate,
  monthName,
  monthRange,
  partsIn,
  shortDate,
  timeOfDay,
} from '@/lib/dates.ts'

const rome = 'Europe/Rome'
const zones = [rome, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Australia/Lord_Howe']
const hour = 3_600_000
const utc = (text: string) => Date.parse(text)
const italian = { language: 'it', timeZone: rome } as const

// 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
it('a wall clock is one hour ahead of UTC in winter and two in summer', () => {
  expect(instantOf(2026, 1, 15, 12, 0, rome)).toBe(utc('2026-01-15T11:00:00Z'))
  expect(instantOf(2026, 7, 15, 12, 0, rome)).toBe(utc('2026-07-15T10:00:00Z'))
})

it('around the change in spring each side keeps its own offset', () => {
  expect(instantOf(2026, 3, 29, 1, 59, rome)).toBe(utc('2026-03-29T00:59:00Z'))
  expect(instantOf(2026, 3, 29, 3, 0, rome)).toBe(utc('2026-03-29T01:00:00Z'))
})

it('a time in the hour that is skipped means the hour after', () => {
  const at = instantOf(2026, 3, 29, 2, 30, rome)
  expect(partsIn(at, rome)).toMatchObject({ day: 29, hour: 3, minute: 30 })
})

it('around the change in autumn each side keeps its own offset', () => {
  expect(instantOf(2026, 10, 25, 1, 59, rome)).toBe(utc('2026-10-24T23:59:00Z'))
  expect(instantOf(2026, 10, 25, 3, 0, rome)).toBe(utc('2026-10-25T02:00:00Z'))
})

it('a time in the hour that comes twice means the first one, west of Greenwich', () => {
  expect(instantOf(2026, 11, 1, 1, 30, 'America/New_York')).toBe(utc('2026-11-01T05:30:00Z'))
})

it('a time in the hour that comes twice means the first one, east of Greenwich', () => {
  expect(instantOf(2026, 10, 25, 2, 30, rome)).toBe(utc('2026-10-25T00:30:00Z'))
})

it('an instant is found again from its own wall clock, but for the hour that comes twice', () => {
  const instants = fc.integer({
    min: utc('1990-01-01T00:00Z') / 60_000,
    max: utc('2037-12-31T00:00Z') / 60_000,
  })
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (minutes, zone) => {
      const at = minutes * 60_000
      const p = partsIn(at, zone)
      const found = instantOf(p.year, p.month, p.day, p.hour, p.minute, zone)
      expect(partsIn(found, zone)).toEqual(p)
      expect(Math.abs(found - at)).toBeLessThanOrEqual(hour)
    }),
    { numRuns: 500 },
  )
})

it('months follow each other without gap or overlap, also over the change of clocks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1990, max: 2037 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(...zones),
      (year, month, zone) => {
        const { from, to } = monthRange(year, month, zone)
        const next = month === 12 ? monthRange(year + 1, 1, zone) : monthRange(year, month + 1, zone)
        expect(next.from).toBe(to)
        expect(partsIn(from, zone)).toMatchObject({ year, month, day: 1, hour: 0, minute: 0, second: 0 })
        expect(partsIn(to - 1, zone)).toMatchObject({ month, hour: 23, minute: 59, second: 59 })
      },
    ),
  )
})

it('March loses an hour and October gains one', () => {
  const length = (month: number) => {
    const { from, to } = monthRange(2026, month, rome)
    return (to - from) / hour
  }
  expect([length(1), length(3), length(10), length(12)]).toEqual([744, 743, 745, 744])
})

it('ISO dates carry the offset of their season and mean the same instant', () => {
  expect(isoInZone(utc('2026-11-24T11:03:00Z'), rome)).toBe('2026-11-24T12:03:00+01:00')
  expect(isoInZone(utc('2026-07-01T00:00:00Z'), rome)).toBe('2026-07-01T02:00:00+02:00')
  expect(isoInZone(utc('2026-07-01T00:00:00Z'), 'America/New_York')).toBe('2026-06-30T20:00:00-04:00')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
      expect(Date.parse(isoInZone(seconds * 1000, zone))).toBe(seconds * 1000)
    }),
  )
})

it('dates are written in the language and zone of the publication', () => {
  const at = utc('2026-11-23T23:30:00Z')
  expect(longDate(at, italian)).toBe('24 novembre 2026')
  expect(fullDate(at, italian)).toBe('martedì 24 novembre 2026')
  expect(shortDate(at, italian)).toBe('24 nov')
  expect(timeOfDay(at, italian)).toBe('00:30')
  expect(longDate(at, { language: 'en', timeZone: 'UTC' })).toBe('23 November 2026')
  expect(monthName(2026, 1, 'it')).toBe('gennaio 2026')
})

it('only zones that exist are zones', () => {
  expect(isTimeZone(rome)).toBe(true)
  expect(isTimeZone('Europe/Lumera')).toBe(false)
  expect(isTimeZone('')).toBe(false)
})

it('a time of the wall clock is one instant, two in the hour that comes twice, none in the one that is skipped', () => {
  expect(instantsOf('2026-11-24T18:00', rome)).toEqual([utc('2026-11-24T17:00:00Z')])
  expect(instantsOf('2026-10-25T02:30', rome)).toEqual([
    utc('2026-10-25T00:30:00Z'),
    utc('2026-10-25T01:30:00Z'),
  ])
  expect(instantsOf('2026-03-29T02:30', rome)).toEqual([])
  expect(instantsOf('2026-04-05T01:45', 'Australia/Lord_Howe')).toHaveLength(2) // half an hour back
  for (const nothing of ['', '2026-02-30T10:00', '2026-11-24', '2026-11-24T25:00'])
    expect(instantsOf(nothing, rome)).toEqual([])
})

it('what the wall clock shows leads back to the instant', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30_000_000, max: 50_000_000 }),
      fc.constantFrom(...zones),
      (minutes, zone) => {
        expect(instantsOf(localTime(minutes * 60_000, zone), zone)).toContain(minutes * 60_000)
      },
    ),
  )
})
