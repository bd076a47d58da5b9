import { expect, it } from 'vitest'
import { scheduleForm } from '@/features/schedules/schema.ts'

const fields = { id: '', seen: '', newsletterId: '1', time: '07:00', hours: '24', sectionId: '', subject: '' }

it('reads the boxes of the form, those that are not ticked as well', () => {
  const given = { ...fields, 'days[]': ['5', '1'], sends: '0' }
  expect(scheduleForm.parse(given)).toEqual({
    ...{ id: null, seen: '', newsletterId: 1, days: [1, 5], time: '07:00', hours: 24, sectionId: null },
    ...{ subject: '', sends: false, active: false },
  })
  expect(scheduleForm.parse({ ...given, id: '3', active: 'on', sends: '1' })).toMatchObject({
    ...{ id: 3, active: true, sends: true },
  })
})

it.each([
  [{}],
  [{ 'days[]': [] }],
  [{ 'days[]': ['8'] }],
  [{ 'days[]': ['1'], time: '25:00' }],
  [{ 'days[]': ['1'], hours: '0' }],
])('refuses %j', (over) => {
  expect(scheduleForm.safeParse({ ...fields, sends: '1', ...over }).success).toBe(false)
})
