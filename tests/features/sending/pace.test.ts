import { describe, expect, it } from 'vitest'
import { Bucket, warmUpLimit } from '@/features/sending/pace.ts'

/** How many leave in a span when somebody asks every 10 ms. */
function passed(bucket: Bucket, from: number, to: number): number {
  let n = 0
  for (let now = from; now < to; now += 10) while (bucket.take(now)) n++
  return n
}

describe('a bucket', () => {
  it.each([0.5, 1, 7, 40])('lets %d a second through, whatever the pauses between looks', (rate) => {
    const n = passed(new Bucket(rate, 0), 0, 60_000)
    expect(n).toBeGreaterThanOrEqual(Math.floor(rate * 60 * 0.98))
    expect(n).toBeLessThanOrEqual(rate * 60 + Math.max(1, rate))
  })

  it('does not save up more than a second while nobody asks', () => {
    const bucket = new Bucket(10, 0)
    expect(bucket.available(3_600_000)).toBe(10)
  })

  it('says how long until the next may leave', () => {
    const bucket = new Bucket(4, 0)
    expect(bucket.take(0)).toBe(true)
    expect(bucket.take(0)).toBe(false)
    expect(bucket.wait(0)).toBe(250)
    expect(bucket.take(249)).toBe(false)
    expect(bucket.take(251)).toBe(true)
  })

  it('gives nothing for a clock that was set back', () => {
    const bucket = new Bucket(1, 10_000)
    bucket.take(10_000)
    expect(bucket.available(0)).toBe(0)
    expect(bucket.available(900)).toBe(0)
    expect(bucket.available(1_000)).toBe(1)
  })

  it('changes its pace at once', () => {
    const bucket = new Bucket(1, 0)
    bucket.take(0)
    bucket.set(100, 0)
    expect(bucket.wait(0)).toBe(10)
  })
})

it('a warm-up doubles by the day, and ends', () => {
  const day = 24 * 3_600_000
  const warmUp = { since: 1_000, first: 50 }
  expect([0, 1, 2, 3].map((n) => warmUpLimit(warmUp, 1_000 + n * day))).toEqual([50, 100, 200, 400])
  expect(warmUpLimit(warmUp, 1_000 + day - 1)).toBe(50)
  expect(warmUpLimit(warmUp, 0)).toBe(50)
  expect(warmUpLimit(warmUp, 1_000 + 30 * day)).toBe(Number.POSITIVE_INFINITY)
})
