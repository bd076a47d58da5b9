import { expect, it } from 'vitest'
import { defaultRoles, systemActor } from '@/features/accounts/policy.ts'
import { saveRoles } from '@/features/people/worker.ts'
import { findNewsroom, findPublication, findSettingsVersion } from '@/features/settings/data.ts'
import {
  lookForm,
  newsroomForm,
  newsroomFrom,
  publicationForm,
  supportForm,
} from '@/features/settings/form.ts'
import { changeNewsroom, changePublication } from '@/features/settings/mutations.ts'
import { everyRow, freshDatabase, rows, touchedBy } from '../../factories/database.ts'

freshDatabase()

it('a part is changed, the rest stays, and the site is told', async () => {
  expect(await findSettingsVersion()).toBe(0)
  const tags = await touchedBy(() => changePublication(systemActor, 0, { name: 'Il Faro' }))
  expect(tags).toEqual(['settings'])
  const version = await findSettingsVersion()
  await changePublication(systemActor, version, { tagline: 'Ogni giorno' })
  expect(await findPublication()).toMatchObject({ name: 'Il Faro', tagline: 'Ogni giorno' })
  const entries = rows<{ before: string; after: string }>(
    "SELECT before, after FROM audit_log WHERE event = 'settings.change' ORDER BY id",
  )
  expect(entries[1]).toEqual({ before: '{"tagline":""}', after: '{"tagline":"Ogni giorno"}' })
})

it('whoever saves what they saw before somebody else’s change is refused, whichever group it was', async () => {
  await changePublication(systemActor, 0, { name: 'Il Faro' })
  const seen = await findSettingsVersion()
  await changeNewsroom(systemActor, seen, (rules) => ({ ...rules, fourEyes: true }))
  expect(await findSettingsVersion()).toBeGreaterThan(seen)
  const before = everyRow()
  await expect(changePublication(systemActor, seen, { name: 'Altro' })).rejects.toThrow('stale-version')
  await expect(changeNewsroom(systemActor, seen, (rules) => rules)).rejects.toThrow('stale-version')
  const roles = { contributor: [], author: [], editor: [] }
  await expect(saveRoles(systemActor, seen, { roles, requireSecondFactor: true })).rejects.toThrow(
    'stale-version',
  )
  expect(everyRow()).toEqual(before)
})

it('rules come from the form as they are checked; a headline is always needed and roles stay as they are', async () => {
  const form = newsroomForm.parse({
    updatedAt: '0',
    fourEyes: 'on',
    editAfterApproval: 'keep',
    'check:alt-missing': 'warn',
    'check:headline-missing': 'off',
    'check:link-dead': 'nonsense',
    'may:contributor:people:manage': 'on',
    requireSecondFactor: 'on',
  })
  await changeNewsroom(systemActor, 0, (before) => newsroomFrom(form, before))
  const rules = await findNewsroom()
  expect(rules).toMatchObject({ fourEyes: true, requireSecondFactor: false, editAfterApproval: 'keep' })
  expect(rules.checks).toMatchObject({
    'alt-missing': 'warn',
    'headline-missing': 'block',
    'link-dead': 'warn',
  })
  expect(rules.roles).toEqual(defaultRoles)
})

it('roles are saved without touching the rest of the rules', async () => {
  await changeNewsroom(systemActor, 0, (rules) => ({ ...rules, fourEyes: true }))
  const roles = { contributor: [], author: ['article:create' as const], editor: [] }
  await saveRoles(systemActor, await findSettingsVersion(), { roles, requireSecondFactor: false })
  expect(await findNewsroom()).toMatchObject({ fourEyes: true, roles })
})

it('what cannot be used is refused with words for its field', () => {
  const field = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
    result.error?.issues.map((issue) => [issue.path[0], issue.message])
  const base = { updatedAt: '1', name: 'Faro', language: 'it', timeZone: 'Europe/Rome' }
  expect(field(publicationForm.safeParse({ ...base, name: ' ' }))).toEqual([['name', 'required']])
  expect(field(publicationForm.safeParse({ ...base, timeZone: 'Roma' }))).toEqual([
    ['timeZone', 'zone-unknown'],
  ])
  expect(field(lookForm.safeParse({ updatedAt: '1', accent: 'red' }))).toEqual([['accent', 'colour-invalid']])
  const support = { updatedAt: '1', heading: '', text: 'Aiutaci', button: 'Dona', url: 'javascript:alert(1)' }
  expect(field(supportForm.safeParse(support))).toEqual([['url', 'link-invalid']])
})
