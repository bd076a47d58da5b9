'use client'

import { type ReactNode, type TextareaHTMLAttributes, useId, useLayoutEffect, useRef } from 'react'
import styles from './sheet.module.css'

type Props = Omit<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'onChange' | 'className' | 'value' | 'rows'
> & {
  label: string
  value: string
  look: 'kicker' | 'headline' | 'standfirst'
  onChange(value: string): void
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
export function GrowArea({ label, value, look, onChange, note, ...rest }: Props) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
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
        className={`${styles.area} ${styles[look]}`}
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, ' '))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          nextPlace(event.currentTarget)?.focus()
        }}
      />
      {note}
    </div>
  )
}
