'use client'

import { fromAbsolute, toCalendarDateTime, toZoned, type ZonedDateTime } from '@internationalized/date'
import { DayAndTime } from './day-and-time.tsx'
import { useSetting } from './words.tsx'

type Props = {
  label: string
  /** UTC milliseconds; null while nothing is chosen. */
  value: number | null
  onChange(at: number | null): void
  /** The earliest that may be chosen, UTC milliseconds. */
  min?: number
  isDisabled?: boolean
}

/** A moment, as a day and a time in the publication's zone. */
export function DateTimeField({ label, value, onChange, min, isDisabled = false }: Props) {
  const { timeZone } = useSetting()
  const zoned = (at: number): ZonedDateTime =>
    toZoned(toCalendarDateTime(fromAbsolute(at, timeZone)).set({ second: 0, millisecond: 0 }), timeZone)
  return (
    <DayAndTime
      label={label}
      hideTimeZone
      isDisabled={isDisabled}
      value={value === null ? null : zoned(value)}
      {...(min === undefined ? {} : { minValue: zoned(min) })}
      onChange={(chosen) => onChange(chosen ? chosen.toDate().getTime() : null)}
      placeholderValue={zoned(Date.now())}
    />
  )
}
