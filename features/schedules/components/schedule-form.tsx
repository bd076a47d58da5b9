'use client'

import { useCallback } from 'react'
import { EditDialog } from '@/components/ui/edit-dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { useMoment } from '@/features/writing/components/save-state.tsx'
import { saveScheduleAction } from '../actions.ts'
import type { ScheduleRow, SchedulesData } from '../loaders.ts'
import { scheduleSeen } from '../schema.ts'
import styles from './schedules.module.css'

type Props = { schedule: ScheduleRow | null; data: SchedulesData; onClose(): void }

const seenOf = ({ next: _next, ...schedule }: ScheduleRow) => scheduleSeen(schedule)

/** When issues of a newsletter make themselves, of what, and whether they go out by themselves. */
export function ScheduleForm({ schedule, data, onClose }: Props) {
  const { newsletter: t } = useWords()
  const { timeZone } = useSetting()
  const moment = useMoment()
  const saved = useCallback(
    ({ next }: { next: number | null }) => t.scheduleSaved(next === null ? t.noNext : t.nextAt(moment(next))),
    [t, moment],
  )
  return (
    <EditDialog
      title={schedule ? t.editSchedule : t.newSchedule}
      action={saveScheduleAction}
      hidden={{ id: schedule?.id ?? '', seen: schedule ? seenOf(schedule) : '' }}
      saveLabel={t.save}
      saved={saved}
      onClose={onClose}
    >
      {(refused) => (
        <>
          <SelectField
            name="newsletterId"
            label={t.list}
            options={data.newsletters.map(({ id, name }) => ({ value: String(id), label: name }))}
            defaultValue={schedule?.newsletterId ?? data.newsletters[0]?.id ?? ''}
          />
          <fieldset className={styles.days}>
            <legend className="label">{t.days}</legend>
            {t.dayLetters.map((letters, i) => (
              <label key={letters}>
                <input
                  type="checkbox"
                  name="days[]"
                  value={i + 1}
                  defaultChecked={schedule ? schedule.days.includes(i + 1) : i < 5}
                  aria-label={t.dayNames[i]}
                />
                <span>{letters}</span>
              </label>
            ))}
            {refused?.fields.days && <p className="form-error">{refused.fields.days}</p>}
          </fieldset>
          <div className={styles.pair}>
            <TextField
              name="time"
              type="time"
              label={t.time}
              hint={t.timeHint(timeZone.replaceAll('_', ' '))}
              defaultValue={schedule?.time ?? '07:00'}
              error={refused?.fields.time}
              required
            />
            <TextField
              name="hours"
              type="number"
              min={1}
              max={744}
              label={t.hours}
              hint={t.hoursHint}
              defaultValue={schedule?.hours ?? 24}
              error={refused?.fields.hours}
              required
            />
          </div>
          <SelectField
            name="sectionId"
            label={t.scheduleSection}
            none={t.ofTheList}
            options={data.sections.map(({ id, name }) => ({ value: String(id), label: name }))}
            defaultValue={schedule?.sectionId ?? ''}
          />
          <TextField
            name="subject"
            label={t.subject}
            hint={t.subjectHint}
            defaultValue={schedule?.subject ?? ''}
            error={refused?.fields.subject}
            maxLength={200}
          />
          <fieldset className={styles.does}>
            <legend className="label">{t.sends}</legend>
            {(['1', '0'] as const).map((value) => (
              <label key={value} className="check-row">
                <input
                  type="radio"
                  name="sends"
                  value={value}
                  defaultChecked={(schedule?.sends ?? true) === (value === '1')}
                />
                {value === '1' ? t.sendsItself : t.leavesDraft}
              </label>
            ))}
          </fieldset>
          <label className="check-row">
            <input type="checkbox" name="active" defaultChecked={schedule?.active ?? true} />
            {t.active}
          </label>
        </>
      )}
    </EditDialog>
  )
}
