'use client'

import { parseDateTime } from '@internationalized/date'
import { DayAndTime } from './day-and-time.tsx'

type Props = {
  label: string
  /** What a clock on the wall shows, like 2026-11-24T18:00; null while nothing whole was typed. */
  value: string | null
  onChange(value: string | null): void
  hint?: string | undefined
  error?: string | undefined
}

/**
 * A day and a time that know no zone, as a clock on the wall knows none: whoever uses it says what becomes of an hour
 * that does not exist, or comes twice.
 */
export function WallClockField({ label, value, onChange, hint, error }: Props) {
  return (
    <DayAndTime
      label={label}
      hint={hint}
      error={error}
      value={value === null ? null : parseDateTime(value)}
      onChange={(chosen) => onChange(chosen === null ? null : chosen.toString().slice(0, 16))}
    />
  )
}
