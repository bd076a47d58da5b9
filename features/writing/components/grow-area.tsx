'use client'

import { type ReactNode, type TextareaHTMLAttributes, useId, useLayoutEffect, useRef } from 'react'
import { useLength } from '@/components/ui/use-length.ts'
import styles from './sheet.module.css'

type Props = Omit<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'onChange' | 'className' | 'value' | 'rows'
> & {
  label: string
  value: string
  look: 'kicker' | 'headline' | 'standfirst'
  onChange(value: string): void
  /** Characters that readers can be shown; more are kept, and said to be too many. */
  limit: number
  /** Stands below the line. */
  note?: ReactNode
}

/** Where writing goes on after this line. */
function nextPlace(line: HTMLElement): HTMLElement | undefined {
  const places = line.closest('article')?.querySelectorAll<HTMLElement>('textarea, [role="textbox"]') ?? []
  const list = [...places]
  return list[list.indexOf(line) + 1]
}

/** A line of the page that can be written on: as tall as its text, in the reader's type. One paragraph, no breaks. */
export function GrowArea({ label, value, look, limit, onChange, note, ...rest }: Props) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const { hint, error } = useLength()(value, limit, { saved: true })
  useLayoutEffect(() => {
    const element = area.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = value === '' ? '' : `${element.scrollHeight}px`
  }, [value])
  return (
    <div className={styles.line}>
      <label className={styles.lineLabel} htmlFor={id}>
        {label}
      </label>
      <textarea
        {...rest}
        ref={area}
        id={id}
        rows={1}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-length` : undefined}
        className={`${styles.area} ${styles[look]}`}
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, ' '))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          nextPlace(event.currentTarget)?.focus()
        }}
      />
      <p className={error ? 'form-error' : styles.length} id={`${id}-length`} aria-live="polite">
        {error ?? hint}
      </p>
      {note}
    </div>
  )
}
