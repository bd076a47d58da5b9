'use client'

import { useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import styles from './previews.module.css'

/** The address of a link that was made just now: the one time at which it can be copied. */
export function NewLink({ url }: { url: string }) {
  const t = useWords().previews
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false), // not allowed here: the field is there to be copied by hand
    )
  }
  return (
    <div className={styles.made}>
      <p role="status">{copied ? t.copied : t.created}</p>
      <label className="visually-hidden" htmlFor="preview-address">
        {t.address}
      </label>
      <input
        id="preview-address"
        className="field"
        readOnly
        value={url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="button button-plain button-small" onClick={copy}>
        {t.copy}
      </button>
    </div>
  )
}
