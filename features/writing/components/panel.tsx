'use client'

import { memo, useState } from 'react'
import { SelectField } from '@/components/ui/select-field.tsx'
import { SuggestField } from '@/components/ui/suggest-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { genres, lineLimits, type Snapshot } from '@/features/articles/schema.ts'
import { languages } from '@/lib/i18n/language.ts'
import type { Choice } from '../schema.ts'
import { ChoiceList, createTopic } from './choice-list.tsx'
import { HeroField } from './hero-field.tsx'
import styles from './panel.module.css'
import type { PanelProps } from './panel-props.ts'
import { SearchFields } from './search-fields.tsx'
import { SlugField } from './slug-field.tsx'

const moved = <T,>(list: readonly T[], from: number, to: number): T[] => {
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), list[from] as T, ...rest.slice(to)]
}

/** Everything of an article that is not its text. It need not be drawn again at every letter of that. */
export const Panel = memo(function Panel({ desk, snapshot, readOnly, onEdit }: PanelProps) {
  const { writing: t } = useWords()
  const { language } = useSetting()
  const length = useLength()
  const languageName = (code: string) =>
    new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
  const { fields } = t
  const [names, setNames] = useState(desk.names)
  const learn = (kind: keyof typeof names, choice: Choice) =>
    setNames((known) => ({
      ...known,
      [kind]: [...known[kind].filter((one) => one.id !== choice.id), choice],
    }))
  const named = (kind: keyof typeof names, id: number): Choice =>
    names[kind].find((choice) => choice.id === id) ?? { id, name: `#${id}`, note: '' }
  const without = <T,>(list: readonly T[], index: number) => list.filter((_, i) => i !== index)
  const common = { desk, snapshot, readOnly, onEdit }
  return (
    <div className={styles.fields}>
      <SuggestField
        label={fields.section}
        items={desk.sections}
        value={snapshot.sectionId}
        nothing={t.list.nothing}
        isDisabled={readOnly}
        onChoose={(sectionId) => onEdit({ sectionId })}
      />
      <ChoiceList
        kind="author"
        label={fields.byline}
        addLabel={fields.addAuthor}
        chosen={snapshot.byline.map((entry) => named('author', entry.authorId))}
        limit={20}
        ordered
        isDisabled={readOnly}
        onAdd={(choice) => {
          learn('author', choice)
          onEdit({ byline: [...snapshot.byline, { authorId: choice.id, role: 'author' }] })
        }}
        onRemove={(index) => onEdit({ byline: without(snapshot.byline, index) })}
        onMove={(from, to) => onEdit({ byline: moved(snapshot.byline, from, to) })}
        beside={(choice, index) => (
          <select
            className={styles.role}
            aria-label={fields.roleOf(choice.name)}
            disabled={readOnly}
            value={snapshot.byline[index]?.role ?? 'author'}
            onChange={(event) =>
              onEdit({
                byline: snapshot.byline.map((entry, i) =>
                  i === index ? { ...entry, role: event.target.value as typeof entry.role } : entry,
                ),
              })
            }
          >
            {Object.entries(fields.roles).map(([role, label]) => (
              <option key={role} value={role}>
                {label}
              </option>
            ))}
          </select>
        )}
      />
      <HeroField {...common} />
      <ChoiceList
        kind="topic"
        label={fields.topics}
        addLabel={fields.addTopic}
        chosen={snapshot.tagIds.map((id) => named('topic', id))}
        limit={30}
        isDisabled={readOnly}
        create={createTopic}
        onAdd={(choice) => {
          learn('topic', choice)
          if (!snapshot.tagIds.includes(choice.id)) onEdit({ tagIds: [...snapshot.tagIds, choice.id] })
        }}
        onRemove={(index) => onEdit({ tagIds: without(snapshot.tagIds, index) })}
      />
      <SelectField
        name="genre"
        label={fields.genre}
        value={snapshot.genre}
        disabled={readOnly}
        options={genres.map((value) => ({ value, label: fields.genres[value] }))}
        onChange={(event) => onEdit({ genre: event.target.value as Snapshot['genre'] })}
      />
      {desk.series.length > 0 && (
        <SuggestField
          label={fields.series}
          items={[{ id: 0, name: fields.noSeries }, ...desk.series]}
          value={snapshot.seriesId ?? 0}
          nothing={t.list.nothing}
          isDisabled={readOnly}
          onChoose={(id) => onEdit({ seriesId: id || null })}
        />
      )}
      <TextField
        name="place"
        label={fields.place}
        {...length(snapshot.place, lineLimits.place, { hint: fields.placeHint, saved: true })}
        value={snapshot.place}
        readOnly={readOnly}
        onChange={(event) => onEdit({ place: event.target.value })}
      />
      <TextField
        name="byline-override"
        label={fields.bylineOverride}
        {...length(snapshot.bylineOverride, lineLimits.bylineOverride, {
          hint: fields.bylineOverrideHint,
          saved: true,
        })}
        value={snapshot.bylineOverride}
        readOnly={readOnly}
        onChange={(event) => onEdit({ bylineOverride: event.target.value })}
      />
      <SlugField {...common} />
      <ChoiceList
        kind="article"
        label={fields.related}
        addLabel={fields.addRelated}
        hint={fields.relatedHint}
        chosen={snapshot.relatedPins.map((id) => named('article', id))}
        limit={15}
        ordered
        isDisabled={readOnly}
        onAdd={(choice) => {
          learn('article', choice)
          if (choice.id !== desk.id) onEdit({ relatedPins: [...snapshot.relatedPins, choice.id] })
        }}
        onRemove={(index) => onEdit({ relatedPins: without(snapshot.relatedPins, index) })}
        onMove={(from, to) => onEdit({ relatedPins: moved(snapshot.relatedPins, from, to) })}
      />
      <SelectField
        name="language"
        label={fields.language}
        value={snapshot.language}
        disabled={readOnly}
        options={[...new Set([...languages, snapshot.language])].map((value) => ({
          value,
          label: languageName(value),
        }))}
        onChange={(event) => onEdit({ language: event.target.value })}
      />
      <SearchFields {...common} />
    </div>
  )
})
