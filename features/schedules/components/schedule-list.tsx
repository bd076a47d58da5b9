'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import { deleteScheduleAction } from '../actions.ts'
import type { ScheduleRow, SchedulesData } from '../loaders.ts'
import { scheduleSeen } from '../schema.ts'
import { ScheduleForm } from './schedule-form.tsx'
import styles from './schedules.module.css'

const isRun = (days: number[], length: number) =>
  days.length === length && days.every((day, i) => day === i + 1)

/** What goes out by itself, with the next time in the publication's zone. */
export function ScheduleList({ data }: { data: SchedulesData }) {
  const { newsletter: t } = useWords()
  const setting = useSetting()
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState<ScheduleRow | 'new' | null>(null)
  const [leaving, setLeaving] = useState<ScheduleRow | null>(null)
  const nameOf = (list: { id: number; name: string }[], id: number | null) =>
    list.find((one) => one.id === id)?.name ?? ''
  const daysOf = (days: number[]) => {
    if (days.length === 0) return t.never
    if (isRun(days, 7)) return t.everyDay
    if (isRun(days, 5)) return t.workdays
    return days.map((day) => t.dayNames[day - 1]).join(', ')
  }
  const holds = ({ hours, sectionId }: ScheduleRow) => {
    const what = hours > 24 && hours % 24 === 0 ? t.lastDays(hours / 24) : t.lastHours(hours)
    return sectionId === null ? what : t.ofSection(what, nameOf(data.sections, sectionId))
  }
  const next = (at: number | null) =>
    at === null ? t.paused : t.momentAt(shortDate(at, setting), timeOfDay(at, setting))
  const remove = async () => {
    if (!leaving) return
    const { next: _next, ...schedule } = leaving
    const state = await deleteScheduleAction({ id: leaving.id, seen: scheduleSeen(schedule) })
    setLeaving(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.scheduleDeleted)
    router.refresh()
  }
  const label = (row: ScheduleRow) =>
    `${nameOf(data.newsletters, row.newsletterId)}, ${t.daysAt(daysOf(row.days), row.time)}`
  return (
    <section className={styles.schedules} aria-labelledby="schedules">
      <div className={styles.head}>
        <h2 id="schedules">{t.schedules}</h2>
        <button type="button" className="button button-plain button-small" onClick={() => setOpen('new')}>
          {t.newSchedule}
        </button>
      </div>
      <p className="hint">{data.rows.length === 0 ? t.schedulesEmpty : t.schedulesText}</p>
      {data.rows.length > 0 && (
        <table className="rows-table">
          <thead>
            <tr>
              <th scope="col">{t.list}</th>
              <th scope="col">{t.when}</th>
              <th scope="col">{t.contains}</th>
              <th scope="col">{t.does}</th>
              <th scope="col">{t.next}</th>
              <th scope="col">
                <span className="visually-hidden">{t.edit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{nameOf(data.newsletters, row.newsletterId)}</th>
                <td>{t.daysAt(daysOf(row.days), row.time)}</td>
                <td>{holds(row)}</td>
                <td>{row.sends ? t.sendsItself : t.leavesDraft}</td>
                <td className={styles.next}>{next(row.next)}</td>
                <td>
                  <span className="row-actions">
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={t.actionsFor(t.edit, label(row))}
                      onClick={() => setOpen(row)}
                    >
                      {t.edit}
                    </button>
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={t.actionsFor(t.delete, label(row))}
                      onClick={() => setLeaving(row)}
                    >
                      {t.delete}
                    </button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open !== null && (
        <ScheduleForm schedule={open === 'new' ? null : open} data={data} onClose={() => setOpen(null)} />
      )}
      <Confirm
        title={t.deleteSchedule}
        confirm={t.delete}
        isOpen={leaving !== null}
        onConfirm={remove}
        onClose={() => setLeaving(null)}
      >
        <p>{t.deleteScheduleText}</p>
      </Confirm>
    </section>
  )
}
