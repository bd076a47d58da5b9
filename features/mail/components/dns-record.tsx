'use client'

import { CopyButton } from '@/components/ui/copy-button.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { DnsRecord as Record } from '../domain.ts'
import styles from './mail.module.css'

/** What to write into DNS, part by part, for copying. */
export function DnsRecord({ record }: { record: Record }) {
  const t = useWords().mailSettings
  return (
    <dl className={styles.record}>
      <dt>{t.recordType}</dt>
      <dd>
        <code>{record.type}</code>
      </dd>
      <dt>{t.recordName}</dt>
      <dd>
        <code>{record.name}</code>
        <CopyButton text={record.name} label={t.copy} copied={t.copied} />
      </dd>
      <dt>{t.recordValue}</dt>
      <dd>
        <code>{record.value}</code>
        <CopyButton text={record.value} label={t.copy} copied={t.copied} />
      </dd>
    </dl>
  )
}
