'use client'

import { fromAbsolute, toCalendarDateTime, toZoned, type ZonedDateTime } from '@internationalized/date'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  I18nProvider,
  Label,
  Popover,
} from 'react-aria-components'
import styles from './date-time-field.module.css'
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

/** A day and a time of the publication's zone, typed part by part or chosen from a calendar. */
export function DateTimeField({ label, value, onChange, min, isDisabled = false }: Props) {
  const { language, timeZone } = useSetting()
  const zoned = (at: number): ZonedDateTime =>
    toZoned(toCalendarDateTime(fromAbsolute(at, timeZone)).set({ second: 0, millisecond: 0 }), timeZone)
  return (
    <I18nProvider locale={language === 'it' ? 'it-IT' : 'en-GB'}>
      <DatePicker
        className={styles.picker ?? ''}
        granularity="minute"
        hourCycle={24}
        hideTimeZone
        isDisabled={isDisabled}
        value={value === null ? null : zoned(value)}
        {...(min === undefined ? {} : { minValue: zoned(min) })}
        onChange={(chosen) => onChange(chosen ? chosen.toDate().getTime() : null)}
        placeholderValue={zoned(Date.now())}
      >
        <Label className="label">{label}</Label>
        <Group className={`field ${styles.group}`}>
          <DateInput className={styles.input ?? ''}>
            {(segment) => <DateSegment className={styles.segment ?? ''} segment={segment} />}
          </DateInput>
          <Button className={styles.open ?? ''}>
            <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path d="M5 6h14v14H5zM5 10h14M9 3v4m6-4v4" />
            </svg>
          </Button>
        </Group>
        <Popover className={styles.popover ?? ''}>
          <Dialog className={styles.dialog ?? ''}>
            <Calendar>
              <header className={styles.head}>
                <Button slot="previous" className="icon-button">
                  ‹
                </Button>
                <Heading className={styles.month ?? ''} />
                <Button slot="next" className="icon-button">
                  ›
                </Button>
              </header>
              <CalendarGrid className={styles.grid ?? ''}>
                {(date) => <CalendarCell date={date} className={styles.cell ?? ''} />}
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  )
}
