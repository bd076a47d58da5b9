'use client'

import { useWords } from '@/components/ui/words.tsx'
import { outlineOf } from '@/features/articles/document/outline.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import styles from './editor.module.css'

type Props = { document: Document; onGo: (id: string) => void }

/** The subheads of a text; a press leads to one. */
export function EditorOutline({ document, onGo }: Props) {
  const t = useWords().editor.outline
  const entries = outlineOf(document)
  return (
    <nav aria-label={t.label} className={styles.outline}>
      {entries.length === 0 ? (
        <p className="hint">{t.empty}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <li key={entry.id} data-level={entry.level}>
              <button type="button" onClick={() => onGo(entry.id)}>
                {entry.text}
              </button>
            </li>
          ))}
        </ol>
      )}
    </nav>
  )
}
