'use client'

import { useState } from 'react'
import { SelectField } from '@/components/ui/select-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import { type IssueItem, mostItems } from '../schema.ts'
import type { Draft } from '../working-copy.ts'
import { ArticleAdder } from './article-adder.tsx'
import { ArticleOrder, type Chosen } from './article-order.tsx'
import styles from './compose.module.css'

type Props = {
  draft: Draft
  /** What the issue holds as the server has it. */
  items: readonly IssueItem[]
  /** The server has everything that was typed: an article that it does not name is not public. */
  isSettled: boolean
  sections: { id: number; name: string }[]
  onEdit(change: Partial<Draft>): void
}

const spans = [6, 12, 24, 48, 72, 168, 336, 720]

/** What an issue is made of: taken from the last hours, or chosen by hand, in an order; for a letter one article. */
export function ArticlesPart({ draft, items, isSettled, sections, onEdit }: Props) {
  const { composing: t, newsletter } = useWords()
  const toast = useToast()
  const [found, setFound] = useState<ReadonlyMap<number, ArticleChoice>>(new Map())
  const { kind, source } = draft
  const isLetter = kind === 'letter'
  const gathers = !isLetter && source.from === 'hours' && draft.articles.length === 0
  const ids = gathers ? items.map(({ id }) => id) : isLetter ? draft.articles.slice(0, 1) : draft.articles
  const named = new Map(items.map((item) => [item.id, item]))
  const chosen: Chosen[] = ids.map((id) => {
    const item = named.get(id)
    const headline = item?.headline ?? found.get(id)?.headline ?? `#${id}`
    return { id, headline, kicker: item?.kicker ?? '', gone: !item && isSettled && !gathers }
  })
  const byHand = (articles: number[]) => onEdit({ source: { from: 'hand' }, articles })
  const remove = (id: number) => {
    const headline = chosen.find((one) => one.id === id)?.headline ?? ''
    byHand(ids.filter((one) => one !== id))
    toast(t.removed(headline), { action: { label: t.undo, run: () => byHand(ids) } })
  }
  const add = (article: ArticleChoice) => {
    setFound((before) => new Map(before).set(article.id, article))
    byHand(isLetter ? [article.id] : [...ids, article.id].slice(0, mostItems))
  }
  const hours = source.from === 'hours' ? source.hours : 24
  const sectionId = source.from === 'hours' ? source.sectionId : null
  const gather = (change: { hours?: number; sectionId?: number | null }) =>
    onEdit({ source: { from: 'hours', hours, sectionId, ...change }, articles: [] })
  const span = (n: number) => (n > 24 && n % 24 === 0 ? newsletter.lastDays(n / 24) : newsletter.lastHours(n))
  const known = spans.includes(hours) ? spans : [...spans, hours].sort((a, b) => a - b)
  return (
    <section aria-labelledby="articles" className={styles.part}>
      <h2 id="articles" className="label">
        {isLetter ? t.article : t.articles}
      </h2>
      {!isLetter && (
        <fieldset className={styles.source}>
          <legend className="visually-hidden">{t.source}</legend>
          <label className="check-row">
            <input type="radio" name="source" checked={gathers} onChange={() => gather({})} />
            {t.sourceHours}
          </label>
          <label className="check-row">
            <input type="radio" name="source" checked={!gathers} onChange={() => byHand(ids)} />
            {t.sourceHand}
          </label>
        </fieldset>
      )}
      {gathers && (
        <div className={styles.pair}>
          <SelectField
            name="hours"
            label={t.hours}
            compact
            value={String(hours)}
            options={known.map((n) => ({ value: String(n), label: span(n) }))}
            onChange={(event) => gather({ hours: Number(event.target.value) })}
          />
          <SelectField
            name="section"
            label={t.ofSection}
            compact
            none={t.everywhere}
            value={sectionId ?? ''}
            options={sections.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(event) => gather({ sectionId: Number(event.target.value) || null })}
          />
        </div>
      )}
      {chosen.length === 0 ? (
        <p className={styles.nothing}>{isLetter ? t.noArticle : gathers ? t.nothing : t.nothingByHand}</p>
      ) : (
        <>
          {!isLetter && <p className="hint">{gathers ? t.gathers : t.byHand}</p>}
          <ArticleOrder articles={chosen} onOrder={byHand} onRemove={remove} />
        </>
      )}
      {ids.length < mostItems && (
        <ArticleAdder
          label={isLetter ? (chosen.length > 0 ? t.replaceArticle : t.choose) : t.add}
          without={ids}
          onAdd={add}
        />
      )}
    </section>
  )
}
