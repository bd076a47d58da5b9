import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { findIssue, listIssues } from '@/features/issues/data.ts'
import { copyIssue, createIssue, deleteIssue, saveIssue, scheduleIssue } from '@/features/issues/mutations.ts'
import { issueChangeSchema } from '@/features/issues/schema.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'
import { addSection, everyRow, freshDatabase, rows, words } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const newsletter = (over: { frequency?: 'daily' | 'weekly'; sectionId?: number } = {}) =>
  write((tx) => ensureNewsletter(tx, { slug: 'mattino', name: 'Il mattino', ...over }))
const tomorrow = () => Date.now() + 86_400_000

it('a new issue is a digest of what the newsletter is about', async () => {
  const editor = await addActor('editor')
  const sectionId = await addSection('Sport')
  const daily = await newsletter()
  const weekly = await write((tx) =>
    ensureNewsletter(tx, { slug: 'sport', name: 'Sport', frequency: 'weekly', sectionId }),
  )
  const sources = []
  for (const newsletterId of [daily, weekly]) {
    const id = await write((tx) => createIssue(tx, editor, { newsletterId }))
    const issue = await findIssue(id)
    expect(issue).toMatchObject({ kind: 'digest', status: 'draft', subject: '', lockVersion: 1 })
    sources.push(issue?.source)
  }
  expect(sources).toEqual([
    { from: 'hours', hours: 24, sectionId: null },
    { from: 'hours', hours: 168, sectionId },
  ])
  expect((await listIssues({ newsletterId: weekly, limit: 10 })).length).toBe(1)
  expect((await listIssues({ statuses: ['done'], limit: 10 })).length).toBe(0)
})

it('an issue is changed by whoever saw it as it is, and the log says what', async () => {
  const editor = await addActor('editor')
  const newsletterId = await newsletter()
  const id = await write((tx) => createIssue(tx, editor, { newsletterId }))
  const change = issueChangeSchema.parse({ subject: ' Oggi ', intro: words('Buongiorno.') })
  expect(await write((tx) => saveIssue(tx, editor, id, 1, change))).toBe(2)
  expect(await findIssue(id)).toMatchObject({ subject: 'Oggi', intro: words('Buongiorno.'), lockVersion: 2 })
  const before = everyRow()
  await expect(write((tx) => saveIssue(tx, editor, id, 1, { subject: 'Ieri' }))).rejects.toThrow(
    'stale-version',
  )
  expect(await write((tx) => saveIssue(tx, editor, id, 2, change))).toBe(2)
  expect(everyRow()).toEqual(before)
  const [line] = rows<{ before: string; after: string }>(
    "SELECT before, after FROM audit_log WHERE event = 'issue.change'",
  )
  expect(JSON.parse(line?.after ?? '')).toEqual({ subject: 'Oggi', intro: '…' })
})

it('what has left can be copied but neither changed, planned nor deleted', async () => {
  const editor = await addActor('editor')
  const newsletterId = await newsletter()
  const id = await write((tx) => createIssue(tx, editor, { newsletterId, subject: 'Oggi' }))
  handles().writer.exec("UPDATE newsletter_issues SET status = 'done', slug = 'oggi', audience = 3")
  const before = everyRow()
  for (const work of [
    () => write((tx) => saveIssue(tx, editor, id, 1, { subject: 'Ieri' })),
    () => write((tx) => scheduleIssue(tx, editor, id, 1, tomorrow())),
    () => write((tx) => deleteIssue(tx, editor, id, 1)),
  ])
    await expect(work()).rejects.toThrow('wrong-state')
  expect(everyRow()).toEqual(before)
  const copy = await write((tx) => copyIssue(tx, editor, id))
  expect(await findIssue(copy)).toMatchObject({ subject: 'Oggi', status: 'draft', slug: null, audience: 0 })
})

it('an issue is planned for a time to come, with a subject, and becomes a draft again', async () => {
  const editor = await addActor('editor')
  const newsletterId = await newsletter()
  const id = await write((tx) => createIssue(tx, editor, { newsletterId }))
  const plan = (version: number, at: number | null) =>
    write((tx) => scheduleIssue(tx, editor, id, version, at))
  await expect(plan(1, tomorrow())).rejects.toThrow('issue-subject')
  await write((tx) => saveIssue(tx, editor, id, 1, { subject: 'Oggi' }))
  await expect(plan(2, Date.now() - 1)).rejects.toThrow('time-past')
  await expect(plan(1, tomorrow())).rejects.toThrow('stale-version')
  const at = tomorrow()
  await plan(2, at)
  expect(await findIssue(id)).toMatchObject({ status: 'scheduled', plannedAt: at })
  await plan(3, null)
  expect(await findIssue(id)).toMatchObject({ status: 'draft', plannedAt: null })
})

it('who may not send changes nothing, and what is not there is said', async () => {
  const [editor, author] = [await addActor('editor'), await addActor('author')]
  const newsletterId = await newsletter()
  const id = await write((tx) => createIssue(tx, editor, { newsletterId, subject: 'Oggi' }))
  const before = everyRow()
  for (const [actor, code, at] of [
    [author, 'forbidden', id],
    [editor, 'not-found', id + 9],
  ] as const)
    for (const work of [
      () => write((tx) => createIssue(tx, actor, { newsletterId: code === 'forbidden' ? newsletterId : 99 })),
      () => write((tx) => saveIssue(tx, actor, at, 1, { subject: 'Ieri' })),
      () => write((tx) => scheduleIssue(tx, actor, at, 1, tomorrow())),
      () => write((tx) => deleteIssue(tx, actor, at, 1)),
      () => write((tx) => copyIssue(tx, actor, at)),
    ])
      await expect(work()).rejects.toThrow(code)
  expect(everyRow()).toEqual(before)
  await write((tx) => deleteIssue(tx, editor, id, 1))
  expect(await findIssue(id)).toBeNull()
})
