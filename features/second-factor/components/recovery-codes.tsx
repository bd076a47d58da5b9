'use client'

import { CopyButton } from '@/components/ui/copy-button.tsx'
import { useWords } from '@/components/ui/words.tsx'
import styles from './second-factor.module.css'

/** New recovery codes, shown this once, to be copied or kept in a file. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const t = useWords().security
  const text = `${codes.join('\n')}\n`
  return (
    <section role="status" aria-label={t.codesTitle}>
      <h3>{t.codesTitle}</h3>
      <p>{t.codesText}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.row}>
        <CopyButton text={text} label={t.copy} copied={t.copied} />
        <a
          className="button button-plain button-small"
          download={t.codesFile}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {t.download}
        </a>
      </div>
    </section>
  )
}
