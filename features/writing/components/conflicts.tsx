'use client'

import { diffWordsWithSpace } from 'diff'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { renderText } from '@/features/articles/document/plain-text.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { blockOf, decisionsFor, standingText } from '../resolve.ts'
import type { Desk, OpenConflict, Resolution } from '../schema.ts'
import styles from './conflicts.module.css'

type Common = {
  desk: Pick<Desk, 'sections' | 'series'>
  snapshot: Snapshot
  onDecide(conflict: OpenConflict, resolution: Resolution): void
  onShow(block: string): void
}

type Props = Common & { conflicts: OpenConflict[]; isOpen: boolean; setOpen(isOpen: boolean): void }

/** How many conflicts wait for a decision, and a window with both texts of each. */
export function Conflicts({ conflicts, isOpen, setOpen, onShow, ...common }: Props) {
  const t = useWords().writing.conflict
  if (conflicts.length === 0) return null
  const blocks = conflicts.flatMap((conflict) => blockOf(conflict) ?? [])
  return (
    <section className={styles.bar} aria-label={t.heading(conflicts.length)}>
      <div role="alert">
        <p>
          <strong>{t.heading(conflicts.length)}.</strong> {t.text}
        </p>
      </div>
      <button type="button" className="button button-plain button-small" onClick={() => setOpen(true)}>
        {t.choose}
      </button>
      {blocks.length > 0 && (
        <style>{`${blocks.map((id) => `[data-block="${id}"]`).join(',')}{box-shadow:-0.75rem 0 0 var(--paper),-1rem 0 0 var(--accent)}`}</style>
      )}
      <Dialog title={t.heading(conflicts.length)} isOpen={isOpen} size="large" onClose={() => setOpen(false)}>
        <ul className={styles.list}>
          {conflicts.map((conflict) => (
            <li key={conflict.key}>
              <Choice
                {...common}
                conflict={conflict}
                onShow={(block) => {
                  setOpen(false)
                  onShow(block)
                }}
              />
            </li>
          ))}
        </ul>
      </Dialog>
    </section>
  )
}

function Choice({ desk, snapshot, conflict, onDecide, onShow }: Common & { conflict: OpenConflict }) {
  const { writing } = useWords()
  const t = writing.conflict
  const textOfSide = useSideText(desk)
  const block = blockOf(conflict)
  const now = textOfSide(standingText(snapshot, conflict), block !== null)
  const waiting = textOfSide(conflict.mine, block !== null)
  const name = usePlaceName(conflict.field)
  const place = block === null ? name : t.inText
  const labels: Record<Resolution, string> = { mine: t.keepMine, theirs: t.keepTheirs, both: t.keepBoth }
  return (
    <article className={styles.choice} aria-label={t.title(place)}>
      <h3>{t.title(place)}</h3>
      <div className={styles.sides}>
        <section>
          <h4>{t.theirs}</h4>
          <p className={styles.text}>{now}</p>
        </section>
        <section>
          <h4>{t.mine(conflict.person)}</h4>
          <p className={styles.text}>
            {diffWordsWithSpace(now, waiting)
              .filter((part) => !part.removed)
              .map((part, i) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison have no other name
                part.added ? <mark key={i}>{part.value}</mark> : <span key={i}>{part.value}</span>,
              )}
          </p>
        </section>
      </div>
      <div className={styles.actions}>
        {decisionsFor(snapshot, conflict).map((resolution) => (
          <button
            key={resolution}
            type="button"
            className="button button-plain button-small"
            onClick={() => onDecide(conflict, resolution)}
          >
            {labels[resolution]}
          </button>
        ))}
        {block !== null && (
          <button type="button" className="quiet-button" onClick={() => onShow(block)}>
            {t.show}
          </button>
        )}
      </div>
    </article>
  )
}

/** What a field is called on the page. */
export function usePlaceName(field: string): string {
  const { fields } = useWords().writing
  const names: Record<string, string> = {
    headline: fields.headline,
    kicker: fields.kicker,
    standfirst: fields.standfirst,
    place: fields.place,
    bylineOverride: fields.bylineOverride,
    sectionId: fields.section,
    seriesId: fields.series,
    genre: fields.genre,
    language: fields.language,
    translationGroupId: fields.translations,
    hideSupport: fields.hideSupport,
    hideNewsletter: fields.hideNewsletter,
    hero: fields.hero,
    'hero.alt': fields.alt,
    'hero.caption': fields.caption,
    'hero.credit': fields.credit,
    'seo.title': fields.seoTitle,
    'seo.description': fields.seoDescription,
    'seo.socialTitle': fields.socialTitle,
    'seo.homeTitle': fields.homeTitle,
    'seo.canonicalUrl': fields.canonicalUrl,
    'seo.noindex': fields.noindex,
    'source.name': fields.sourceName,
    'source.url': fields.sourceUrl,
    'source.licence': fields.sourceLicence,
  }
  return names[field] ?? field
}

/** One side of a conflict in words. */
function useSideText({ sections, series }: Common['desk']) {
  const { conflict: t, fields } = useWords().writing
  return (value: unknown, isBlock: boolean): string => {
    if (value === null || value === undefined) return t.removed
    if (isBlock) return renderText({ type: 'doc', content: [value] }) || t.withoutWords
    if (typeof value === 'number')
      return [...sections, ...series].find((choice) => choice.id === value)?.name ?? String(value)
    if (typeof value === 'boolean') return value ? t.yes : t.no
    if (typeof value === 'string')
      return value in fields.genres ? fields.genres[value as 'news'] : value || t.empty
    const picture = value as { mediaId?: number; caption?: string | null; alt?: string | null }
    return picture.caption || picture.alt || `${fields.hero} ${picture.mediaId ?? ''}`
  }
}
