import { expect, it } from 'vitest'
import { addViews } from '@/db/metrics.ts'
import { findToday } from '@/features/reading/data.ts'
import { addArticle, freshDatabase } from '../../factories/database.ts'

freshDatabase()

const hour = (iso: string) => Math.floor(Date.parse(iso) / 3_600_000)

it('today begins at midnight in the publication’s zone, and yesterday is counted up to the same hour', async () => {
  const id = await addArticle({ headline: 'Il ponte riapre', slug: 'ponte' })
  await addViews(hour('2026-05-01T21:30:00Z'), [['/citta/ponte', 5]]) // 23:30 in Rome, the day before
  await addViews(hour('2026-05-01T22:10:00Z'), [['/citta/ponte', 2]])
  await addViews(hour('2026-05-02T08:00:00Z'), [['/citta/altro', 3]])
  await addViews(hour('2026-05-01T08:00:00Z'), [['/citta/ponte', 40]])
  const today = await findToday('Europe/Rome', Date.parse('2026-05-02T10:20:00Z'))
  expect(today.total).toBe(5)
  expect(today.before).toBe(40)
  expect(today.hours).toHaveLength(24)
  expect(today.hours[0]).toMatchObject({ label: 0, count: 2, isOver: true })
  expect(today.hours[13]).toMatchObject({ label: 13, count: 0, isOver: false })
  expect(today.top).toEqual([
    { path: '/citta/altro', count: 3, id: null, headline: '/citta/altro' },
    { path: '/citta/ponte', count: 2, id, headline: 'Il ponte riapre' },
  ])
})

it('the day on which the clocks go forward has 23 hours', async () => {
  const today = await findToday('Europe/Rome', Date.parse('2026-03-29T12:00:00Z'))
  expect(today.hours.map((entry) => entry.label)).not.toContain(2)
  expect(today.hours).toHaveLength(23)
})
