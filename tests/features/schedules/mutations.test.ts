import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { contentOf, findIssue, listIssues } from '@/features/issues/data.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { findSchedule, listSchedules } from '@/features/schedules/data.ts'
import { createSchedule, deleteSchedule, saveSchedule } from '@/features/schedules/mutations.ts'
import { scheduleInput, scheduleSeen } from '@/features/schedules/schema.ts'
import { planDue } from '@/features/schedules/worker.ts'
import { addArticle, addSection, everyRow, freshDatabase, rows } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const at = (text: string) => Date.parse(text)
const hour = 3_600_000
const newsletter = (sectionId?: number) =>
  write((tx) => ensureNewsletter(tx, { slug: 'mattino', name: 'Il mattino', sectionId }))
const input = (newsletterId: number, over: Record<string, unknown> = {}) =>
  scheduleInput.parse({
    ...{ newsletterId, days: ['1', '2', '3', '4', '5', '6', '7'], time: '07:00', hours: '24' },
    ...{ sends: 'on', active: 'on', ...over },
  })
const evening = at('2026-11-23T20:00:00+01:00')
const morning = at('2026-11-24T07:00:00+01:00')

it('a form is read with its days in order; what makes no sense is refused', () => {
  expect(input(1, { days: ['5', '1', '5'], sends: undefined })).toMatchObject({
    days: [1, 5],
    sends: false,
    active: true,
    sectionId: null,
  })
  for (const wrong of [{ days: [] }, { days: ['8'] }, { time: '24:00' }, { time: '7:00' }, { hours: '0' }])
    expect(() => input(1, wrong)).toThrow()
})

it('each planned time makes one issue, with what it says filled in', async () => {
  const editor = await addActor('editor')
  const newsletterId = await newsletter()
  const id = await createSchedule(editor, input(newsletterId), evening)
  expect(await planDue(morning - 1)).toEqual([])
  const [issue = 0] = await planDue(morning)
  expect(await findIssue(issue)).toMatchObject({
    newsletterId,
    scheduleId: id,
    kind: 'digest',
    status: 'scheduled',
    plannedAt: morning,
    subject: 'Il mattino, 24 novembre 2026',
    source: { from: 'hours', hours: 24, sectionId: null },
  })
  expect(await planDue(morning + hour)).toEqual([])
  expect(await planDue(morning + 24 * hour)).toHaveLength(1)
})

it('one that does not send by itself leaves a draft, of its section or of the newsletter’s', async () => {
  const editor = await addActor('editor')
  const [sport, porto] = [await addSection('Sport'), await addSection('Porto')]
  const newsletterId = await newsletter(sport)
  await createSchedule(
    editor,
    input(newsletterId, { sends: undefined, subject: '{newsletter}: {giorno}' }),
    evening,
  )
  await createSchedule(editor, input(newsletterId, { sectionId: String(porto) }), evening)
  await planDue(morning)
  const made = await listIssues({ limit: 9 })
  expect(made.map(({ status, subject, source }) => [status, subject, source])).toEqual([
    ['scheduled', 'Il mattino, 24 novembre 2026', { from: 'hours', hours: 24, sectionId: porto }],
    ['draft', 'Il mattino: {giorno}', { from: 'hours', hours: 24, sectionId: sport }],
  ])
})

it('of several times that were missed only the last makes an issue', async () => {
  const editor = await addActor('editor')
  await createSchedule(editor, input(await newsletter()), evening)
  const [issue = 0] = await planDue(morning + 5 * 24 * hour + hour)
  expect((await findIssue(issue))?.plannedAt).toBe(morning + 5 * 24 * hour)
  expect(await listIssues({ limit: 9 })).toHaveLength(1)
})

it('two processes make one, and one that another process made already is not made again', async () => {
  const editor = await addActor('editor')
  await createSchedule(editor, input(await newsletter()), evening)
  const made = await Promise.all([planDue(morning), planDue(morning), planDue(morning + 1)])
  expect(made.flat()).toHaveLength(1)
  // The issue itself tells, too, where the note was lost.
  handles().writer.exec(`UPDATE newsletter_schedules SET last_planned_at = ${evening}`)
  expect(await planDue(morning)).toEqual([])
  expect(await listIssues({ limit: 9 })).toHaveLength(1)
})

it('two mornings in a row leave no article out, on the day of the longer night either', async () => {
  const editor = await addActor('editor')
  const newsletterId = await newsletter()
  const [saturday, sunday] = [at('2026-10-24T07:00:00+02:00'), at('2026-10-25T07:00:00+01:00')]
  await createSchedule(editor, input(newsletterId), saturday - hour)
  const published = [
    await addArticle({ slug: 'a' }, saturday - 1),
    await addArticle({ slug: 'b' }, saturday + 1),
    await addArticle({ slug: 'c' }, sunday - hour),
  ]
  const shown = []
  for (const now of [saturday, sunday]) {
    const [id = 0] = await planDue(now + 30_000)
    const issue = await findIssue(id)
    if (issue) shown.push(...(await contentOf(issue)).items.map((item) => item.id))
  }
  expect(shown.sort()).toEqual(published.sort())
})

it('one that is changed does not make up for times that it did not have, and one at rest makes nothing', async () => {
  const editor = await addActor('editor')
  const newsletterId = await newsletter()
  const id = await createSchedule(editor, input(newsletterId), evening)
  const seen = async () => scheduleSeen((await findSchedule(id)) as never)
  await saveSchedule(editor, id, await seen(), input(newsletterId, { time: '06:00' }), morning - 1)
  expect(await planDue(morning)).toEqual([])
  await saveSchedule(editor, id, await seen(), input(newsletterId, { time: '06:00', active: undefined }))
  expect(await planDue(morning + 48 * hour)).toEqual([])
  await saveSchedule(editor, id, await seen(), input(newsletterId, { time: '06:00' }), morning + 48 * hour)
  expect(await planDue(morning + 48 * hour)).toEqual([])
  // Another subject is no other time.
  await saveSchedule(
    editor,
    id,
    await seen(),
    input(newsletterId, { time: '06:00', subject: 'x' }),
    morning + 80 * hour,
  )
  expect(await planDue(morning + 80 * hour)).toHaveLength(1)
})

it('changes are made on what was seen, by whoever may, and noted', async () => {
  const [editor, author] = [await addActor('editor'), await addActor('author')]
  const newsletterId = await newsletter()
  const id = await createSchedule(editor, input(newsletterId), evening)
  const [schedule] = await listSchedules({ newsletterId })
  const seen = schedule ? scheduleSeen(schedule) : ''
  await planDue(morning)
  await saveSchedule(editor, id, seen, input(newsletterId, { hours: '12' }))
  const before = everyRow()
  for (const [work, code] of [
    [() => saveSchedule(editor, id, seen, input(newsletterId)), 'stale-version'],
    [() => deleteSchedule(editor, id, seen), 'stale-version'],
    [() => saveSchedule(editor, 99, seen, input(newsletterId)), 'not-found'],
    [() => deleteSchedule(editor, 99, seen), 'not-found'],
    [() => createSchedule(editor, input(99)), 'not-found'],
    [() => createSchedule(editor, input(newsletterId, { sectionId: '99' })), 'not-found'],
    [() => createSchedule(author, input(newsletterId)), 'forbidden'],
    [() => saveSchedule(author, id, seen, input(newsletterId)), 'forbidden'],
    [() => deleteSchedule(author, id, seen), 'forbidden'],
  ] as const)
    await expect(work()).rejects.toThrow(code)
  expect(everyRow()).toEqual(before)
  await deleteSchedule(editor, id, scheduleSeen((await findSchedule(id)) as never))
  expect(await listSchedules({ newsletterId: 99 })).toEqual([])
  expect(await listSchedules()).toEqual([])
  expect((await listIssues({ limit: 9 })).map(({ scheduleId }) => scheduleId)).toEqual([null])
  expect(
    rows("SELECT event FROM audit_log WHERE entity = 'schedule' ORDER BY id").map((row) => row.event),
  ).toEqual(['schedule.create', 'schedule.change', 'schedule.delete'])
})
