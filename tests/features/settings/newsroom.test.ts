import { expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import { defaultRoles, permissions, systemActor } from '@/features/accounts/policy.ts'
import { findNewsroom, findPublication } from '@/features/settings/data.ts'
import { saveNewsroom, savePublication } from '@/features/settings/mutations.ts'
import { newsroomSettings } from '@/features/settings/newsroom.ts'
import { defaultPublication } from '@/features/settings/schema.ts'
import { freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()

it('an empty database has the roles and checks of the defaults', async () => {
  const newsroom = await findNewsroom()
  expect(newsroom.roles).toEqual(defaultRoles)
  expect(newsroom.fourEyes).toBe(false)
  expect(newsroom.checks['headline-missing']).toBe('block')
  expect(newsroom.checks['standfirst-missing']).toBe('warn')
})

it('what is saved is read again, is in the audit log, and leaves the publication alone', async () => {
  await write((tx) => savePublication(tx, { ...defaultPublication, name: 'Il Faro' }))
  await write((tx) =>
    saveNewsroom(tx, systemActor, { fourEyes: true, roles: { author: ['article:create'] } }),
  )
  const newsroom = await findNewsroom()
  expect(newsroom.fourEyes).toBe(true)
  expect(newsroom.roles.author).toEqual(['article:create'])
  expect(newsroom.roles.editor).toEqual(defaultRoles.editor)
  expect((await findPublication()).name).toBe('Il Faro')
  expect(rows("SELECT * FROM audit_log WHERE event = 'settings.newsroom'")).toHaveLength(1)
})

it('the newsroom can be saved before the publication was', async () => {
  await write((tx) => saveNewsroom(tx, systemActor, { editAfterApproval: 'keep' }))
  expect((await findNewsroom()).editAfterApproval).toBe('keep')
  expect(await findPublication()).toEqual(defaultPublication)
})

it('an administrator keeps every permission and a headline is always asked for, whatever is saved', () => {
  const parsed = newsroomSettings.parse({
    roles: { administrator: [] },
    checks: { 'headline-missing': 'off' },
  })
  expect(parsed.roles.administrator).toEqual(permissions)
  expect(parsed.checks['headline-missing']).toBe('block')
})

it('a permission of another version is left out', () => {
  expect(newsroomSettings.parse({ roles: { author: ['article:create', 'moon:land'] } }).roles.author).toEqual(
    ['article:create'],
  )
})
