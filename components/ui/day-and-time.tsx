'use client'

import type { ReactNode } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  type DatePickerProps,
  DateSegment,
  type DateValue,
  Dialog,
  FieldError,
  Group,
  Heading,
  I18nProvider,
  Label,
  Popover,
  Text,
} from 'react-aria-components'
import styles from './day-and-time.module.css'
import { useSetting } from './words.tsx'

type Props<T extends DateValue> = Omit<DatePickerProps<T>, 'children' | 'className' | 'granularity'> & {
  label: ReactNode
  hint?: string | undefined
  error?: string | undefined
}

/** A day and a time of day, typed part by part or picked from a calendar, in the language of the publication. */
export function DayAndTime<T extends DateValue>({ label, hint, error, ...props }: Props<T>) {
  const { language } = useSetting()
  return (
    <I18nProvider locale={language === 'it' ? 'it-IT' : 'en-GB'}>
      <DatePicker
        className={styles.picker ?? ''}
        granularity="minute"
        hourCycle={24}
        shouldForceLeadingZeros
        {...(error === undefined ? {} : { isInvalid: true })}
        {...props}
      >
        <Label className="label">{label}</Label>
        <Group className={`field ${styles.group}`}>
          <DateInput className={styles.input ?? ''}>
            {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
          </DateInput>
          <Button className={styles.open ?? ''}>
            <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
              <path d="M5 6h14v14H5zM5 10h14M9 3v4m6-4v4" />
            </svg>
          </Button>
        </Group>
        {hint && (
          <Text slot="description" className="hint">
            {hint}
          </Text>
        )}
        <FieldError className="form-error">{error}</FieldError>
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
