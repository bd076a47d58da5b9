import { expect, it } from 'vitest'
import { datedFrontMatter } from '@/features/demo/dates.ts'

const rome = 'Europe/Rome'
const noon = Date.parse('2026-11-24T11:00:00Z')
const at = (now: string) => Date.parse(now)

/** The dates that come of front matter. */
const dates = (front: string, now = noon) =>
  [...datedFrontMatter(`---\n${front}\n---\nTesto`, now, rome).matchAll(/(?:date|updated): "(.*)"/g)].map(
    (found) => found[1],
  )

it('days ago and a time become the instant that they mean in the newspaper’s zone', () => {
  expect(dates('daysAgo: 3\ntime: "07:40"')).toEqual(['2026-11-21T06:40:00.000Z'])
  expect(dates('daysAgo: 0\ntime: 7:05')).toEqual(['2026-11-24T06:05:00.000Z'])
})

it('a day before the change of clocks has the offset that it had', () => {
  expect(dates('daysAgo: 31\ntime: "12:00"')).toEqual(['2026-10-24T10:00:00.000Z'])
})

it('what would lie in the future is moved to five minutes ago', () => {
  expect(dates('daysAgo: 0\ntime: "23:30"')).toEqual(['2026-11-24T10:55:00.000Z'])
})

it('updates and corrections get their dates too', () => {
  const front = [
    'title: X',
    'daysAgo: 2',
    'time: "08:00"',
    'updatedDaysAgo: 1',
    'updatedTime: "09:30"',
    'corrections:',
    '  - daysAgo: 1',
    '    time: "10:00"',
    '    text: Il ponte è lungo 80 metri.',
  ].join('\n')
  expect(dates(front)).toEqual([
    '2026-11-22T07:00:00.000Z',
    '2026-11-23T08:30:00.000Z',
    '2026-11-23T09:00:00.000Z',
  ])
  expect(datedFrontMatter(`---\n${front}\n---\n`, noon, rome)).toContain(
    '  - date: "2026-11-23T09:00:00.000Z"\n    text: Il',
  )
})

it('the text below the front matter is left alone', () => {
  const body = '\n---\ndaysAgo: 3\ntime: "07:40"\n'
  expect(datedFrontMatter(`---\ntitle: X${body}`, noon, rome)).toBe(`---\ntitle: X${body}`)
})

it('front matter with a date of its own is left alone', () => {
  const text = '---\ndate: 2026-01-01\ntime: "07:40"\n---\nTesto'
  expect(datedFrontMatter(text, noon, rome)).toBe(text)
})

it('yesterday is yesterday also in the night after the change of clocks', () => {
  expect(dates('daysAgo: 1\ntime: "12:00"', at('2026-03-29T22:30:00Z'))).toEqual(['2026-03-29T10:00:00.000Z'])
})
