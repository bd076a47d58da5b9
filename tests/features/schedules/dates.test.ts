import { expect, it } from 'vitest'
import { clockHours, latestPlanned, nextPlanned } from '@/features/schedules/dates.ts'
import { instantOf, isoInZone } from '@/lib/dates.ts'

const zone = 'Europe/Rome'
const at = (text: string) => Date.parse(text)
const shown = (instant: number | null, timeZone = zone) =>
  instant === null ? null : isoInZone(instant, timeZone)
const everyDay = [1, 2, 3, 4, 5, 6, 7]

// 24 November 2026 is a Tuesday. Clocks go back on 25 October 2026 and forward on 28 March 2027.
it.each([
  ['later today', everyDay, '07:00', '2026-11-24T06:59:59+01:00', '2026-11-24T07:00:00+01:00'],
  ['not at the very moment', everyDay, '07:00', '2026-11-24T07:00:00+01:00', '2026-11-25T07:00:00+01:00'],
  ['tomorrow', everyDay, '07:00', '2026-11-24T12:00:00+01:00', '2026-11-25T07:00:00+01:00'],
  ['on Friday', [5], '07:00', '2026-11-24T12:00:00+01:00', '2026-11-27T07:00:00+01:00'],
  ['in a week', [2], '07:00', '2026-11-24T07:00:00+01:00', '2026-12-01T07:00:00+01:00'],
  ['on Sunday', [7], '23:30', '2026-11-24T12:00:00+01:00', '2026-11-29T23:30:00+01:00'],
  ['over the turn of the year', [1, 4], '00:00', '2026-12-31T00:00:00+01:00', '2027-01-04T00:00:00+01:00'],
  [
    'by the wall clock in autumn',
    everyDay,
    '07:00',
    '2026-10-24T07:00:00+02:00',
    '2026-10-25T07:00:00+01:00',
  ],
  [
    'by the wall clock in spring',
    everyDay,
    '07:00',
    '2027-03-27T07:00:00+01:00',
    '2027-03-28T07:00:00+02:00',
  ],
  ['the hour that is skipped', everyDay, '02:30', '2027-03-27T12:00:00+01:00', '2027-03-28T03:30:00+02:00'],
  ['after the skipped hour', everyDay, '02:30', '2027-03-28T03:30:00+02:00', '2027-03-29T02:30:00+02:00'],
  ['the hour that comes twice', everyDay, '02:30', '2026-10-24T12:00:00+02:00', '2026-10-25T02:30:00+02:00'],
  ['never the second of both', everyDay, '02:30', '2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00'],
])('the next time: %s', (_, days, time, after, expected) => {
  expect(shown(nextPlanned({ days, time }, at(after), zone))).toBe(expected)
})

it.each([
  ['at the very moment', everyDay, '07:00', '2026-11-24T07:00:00+01:00', '2026-11-24T07:00:00+01:00'],
  ['yesterday', everyDay, '07:00', '2026-11-24T06:59:59+01:00', '2026-11-23T07:00:00+01:00'],
  ['last Friday', [5], '07:00', '2026-11-24T12:00:00+01:00', '2026-11-20T07:00:00+01:00'],
  ['a week ago', [2], '07:00', '2026-11-24T06:00:00+01:00', '2026-11-17T07:00:00+01:00'],
  ['the first of both hours', everyDay, '02:30', '2026-10-25T02:45:00+01:00', '2026-10-25T02:30:00+02:00'],
])('the last time: %s', (_, days, time, until, expected) => {
  expect(shown(latestPlanned({ days, time }, at(until), zone))).toBe(expected)
})

it('without days there is none', () => {
  expect(nextPlanned({ days: [], time: '07:00' }, at('2026-11-24T12:00:00Z'), zone)).toBeNull()
  expect(latestPlanned({ days: [], time: '07:00' }, at('2026-11-24T12:00:00Z'), zone)).toBeNull()
})

it('in a year each day has one time, in whatever zone, and the last until then is the same', () => {
  for (const timeZone of ['Europe/Rome', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'])
    for (const time of ['00:00', '02:30', '23:59']) {
      const schedule = { days: everyDay, time }
      let now = instantOf(2026, 1, 1, 12, 0, timeZone)
      for (let n = 0; n < 365; n++) {
        const next = nextPlanned(schedule, now, timeZone) ?? 0
        expect(next).toBeGreaterThan(now)
        expect(latestPlanned(schedule, next, timeZone)).toBe(next)
        now = next
      }
      expect(shown(now, timeZone)?.slice(0, 10), timeZone).toBe(
        time === '23:59' ? '2026-12-31' : '2027-01-01',
      )
    }
})

it.each([
  ['2026-11-24T07:00:00+01:00', 24, 24],
  ['2026-10-25T07:00:00+01:00', 24, 25],
  ['2027-03-28T07:00:00+02:00', 24, 23],
  ['2026-10-30T07:00:00+01:00', 168, 169],
  ['2026-11-24T07:00:00+01:00', 1, 1],
])('until %s, %i hours by the clock are %i', (until, hours, expected) => {
  expect(clockHours(at(until), hours, zone)).toBe(expected)
})
