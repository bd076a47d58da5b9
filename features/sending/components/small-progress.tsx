'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { Progress } from '../schema.ts'
import styles from './sending.module.css'
import { useSending } from './use-sending.ts'

/** How far an issue is, in a line of a list. */
export function SmallProgress({ id, initial }: { id: number; initial: Progress | null }) {
  const t = useWords().sending
  const { language } = useSetting()
  const { progress } = useSending(id, initial)
  if (!progress) return null
  const over = progress.audience - progress.queued
  return (
    <span className={styles.small}>
      <progress
        className={styles.bar}
        max={Math.max(progress.audience, 1)}
        value={over}
        aria-label={t.progress}
      />
      {t.of(over.toLocaleString(language), progress.audience.toLocaleString(language))}
    </span>
  )
}
