'use client'

import { useWords } from '@/components/ui/words.tsx'
import { renderText } from '@/features/articles/document/plain-text.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import type { Clash, Draft, DraftField } from '../working-copy.ts'
import styles from './compose.module.css'

type Props = {
  clashes: readonly Clash[]
  draft: Draft
  newsletters: readonly { id: number; name: string }[]
  onSettle(field: DraftField, choice: 'mine' | 'theirs'): void
}

/** Two people changed the same field: both versions, and a choice for each. */
export function ClashNotice({ clashes, draft, newsletters, onSettle }: Props) {
  const { composing: t, newsletter } = useWords()
  if (clashes.length === 0) return null
  const shown = (field: DraftField, value: unknown): string => {
    if (field === 'intro') return renderText(value as Document).slice(0, 400)
    if (field === 'articles') return t.many((value as number[]).length)
    if (field === 'newsletterId') return newsletters.find(({ id }) => id === value)?.name ?? ''
    if (field === 'kind') return t.kindTags[value as Draft['kind']]
    if (field === 'source') {
      const source = value as Draft['source']
      return source.from === 'hand' ? t.sourceHand : newsletter.lastHours(source.hours)
    }
    return String(value)
  }
  return (
    <section className={styles.clashes} aria-labelledby="clashes" role="alert">
      <h2 id="clashes">{t.conflictTitle}</h2>
      <p>{t.conflictText}</p>
      {clashes.map(({ field, theirs }) => (
        <div key={field} className={styles.clash}>
          <p className="label">{t.fields[field]}</p>
          {(['mine', 'theirs'] as const).map((choice) => (
            <div key={choice}>
              <p>
                <span className="hint">{t[choice]}:</span>{' '}
                {shown(field, choice === 'mine' ? draft[field] : theirs) || t.emptyValue}
              </p>
              <button
                type="button"
                className="button button-plain button-small"
                onClick={() => onSettle(field, choice)}
              >
                {choice === 'mine' ? t.keepMine : t.takeTheirs}
              </button>
            </div>
          ))}
        </div>
      ))}
    </section>
  )
}
