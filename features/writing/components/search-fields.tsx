'use client'

import { useState } from 'react'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { useWords } from '@/components/ui/words.tsx'
import { lineLimits } from '@/features/articles/schema.ts'
import { ChoiceList } from './choice-list.tsx'
import styles from './panel.module.css'
import type { PanelProps } from './panel-props.ts'

/** Characters that search engines and social sites show at most. */
const best = { title: 60, description: 155, socialTitle: 90, homeTitle: 80 } as const

/** What search engines, social sites and the end of the page show, and where a text comes from. */
export function SearchFields({ desk, snapshot, readOnly, onEdit }: PanelProps) {
  const { fields } = useWords().writing
  const { seo, source, translationGroupId } = snapshot
  const length = useLength()
  const [originals, setOriginals] = useState(desk.translations)
  const original =
    translationGroupId === null || translationGroupId === desk.id
      ? null
      : (originals.find((choice) => choice.id === translationGroupId) ?? {
          id: translationGroupId,
          name: `#${translationGroupId}`,
          note: '',
        })
  const setSeo = (change: Partial<typeof seo>) => onEdit({ seo: { ...seo, ...change } })
  const setSource = (change: Partial<typeof source>) => onEdit({ source: { ...source, ...change } })
  const counted = (name: keyof typeof best) => ({
    name: `seo-${name}`,
    value: seo[name] ?? '',
    readOnly,
    ...length(seo[name] ?? '', lineLimits[`seo.${name}`], {
      hint: fields.count((seo[name] ?? '').length, best[name]),
      saved: true,
    }),
    onChange: (event: { target: { value: string } }) => setSeo({ [name]: event.target.value }),
  })
  const sourceField = (name: keyof typeof source) => ({
    name: `source-${name}`,
    value: source[name] ?? '',
    readOnly,
    ...length(source[name] ?? '', lineLimits[`source.${name}`], { saved: true }),
    onChange: (event: { target: { value: string } }) => setSource({ [name]: event.target.value }),
  })
  const tick = (label: string, checked: boolean, onChange: (checked: boolean) => void) => (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={checked}
        disabled={readOnly}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  )
  return (
    <>
      <details className={styles.folded}>
        <summary>{fields.seo}</summary>
        <div className={styles.fields}>
          <TextField label={fields.seoTitle} placeholder={snapshot.headline} {...counted('title')} />
          <TextArea
            label={fields.seoDescription}
            placeholder={snapshot.standfirst}
            {...counted('description')}
          />
          <TextField label={fields.socialTitle} placeholder={snapshot.headline} {...counted('socialTitle')} />
          <TextField label={fields.homeTitle} placeholder={snapshot.headline} {...counted('homeTitle')} />
          <TextField
            name="canonical"
            type="url"
            label={fields.canonicalUrl}
            {...length(seo.canonicalUrl ?? '', lineLimits['seo.canonicalUrl'], { saved: true })}
            value={seo.canonicalUrl ?? ''}
            readOnly={readOnly}
            onChange={(event) => setSeo({ canonicalUrl: event.target.value })}
          />
          {tick(fields.noindex, seo.noindex === true, (noindex) => setSeo({ noindex }))}
        </div>
      </details>
      <details className={styles.folded}>
        <summary>{fields.source}</summary>
        <div className={styles.fields}>
          <TextField label={fields.sourceName} {...sourceField('name')} />
          <TextField label={fields.sourceUrl} type="url" {...sourceField('url')} />
          <TextField label={fields.sourceLicence} {...sourceField('licence')} />
        </div>
      </details>
      <details className={styles.folded}>
        <summary>{fields.boxes}</summary>
        <div className={styles.fields}>
          {tick(fields.hideSupport, snapshot.hideSupport, (hideSupport) => onEdit({ hideSupport }))}
          {tick(fields.hideNewsletter, snapshot.hideNewsletter, (hideNewsletter) =>
            onEdit({ hideNewsletter }),
          )}
        </div>
      </details>
      <details className={styles.folded}>
        <summary>{fields.translations}</summary>
        <ChoiceList
          kind="article"
          label={fields.translationOf}
          addLabel={fields.addOriginal}
          hint={fields.translationHint}
          chosen={original ? [original] : []}
          limit={1}
          isDisabled={readOnly}
          onAdd={(choice) => {
            if (choice.id === desk.id) return
            setOriginals((known) => [...known, choice])
            onEdit({ translationGroupId: choice.id })
          }}
          onRemove={() => onEdit({ translationGroupId: null })}
        />
        {desk.translations.length === 0 ? (
          <p className="hint">{fields.noTranslations}</p>
        ) : (
          <ul className={styles.chosen}>
            {desk.translations.map((translation) => (
              <li key={translation.id}>
                <a href={`/admin/articles/${translation.id}`}>{translation.name}</a> ({translation.note})
              </li>
            ))}
          </ul>
        )}
      </details>
    </>
  )
}
