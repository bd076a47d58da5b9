'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { type Choice, ComboField } from '@/components/ui/combo-field.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { parseFilter, without, writeFilter } from '../query.ts'
import { type Filter, type FilterName, filterNames, genres, sorts, stateFilters } from '../schema.ts'
import styles from './articles.module.css'
import { loadAuthors, loadTopics } from './terms.ts'

type Choices = {
  sections: Choice[]
  people: Choice[]
  languages: string[]
  author: Choice | null
  topic: Choice | null
}
type Props = { filter: Filter; choices: Choices }

const options = (choices: readonly Choice[]) =>
  choices.map((choice) => ({ value: String(choice.id), label: choice.name }))
const more: readonly FilterName[] = ['author', 'topic', 'owner', 'genre', 'language', 'from', 'to']

/** What the list is narrowed to. A plain form that asks for another address; with scripts at every change. */
export function FilterBar({ filter, choices }: Props) {
  const t = useWords().desk
  const form = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const [author, setAuthor] = useState(choices.author)
  const [topic, setTopic] = useState(choices.topic)
  const go = (next: Filter) => {
    const query = writeFilter(next)
    router.push(query ? `/admin/articles?${query}` : '/admin/articles')
  }
  const typed = (over: Record<string, string> = {}): Filter => {
    const fields = Object.fromEntries(
      [...new FormData(form.current ?? undefined)].map(([name, value]) => [name, String(value)]),
    )
    return parseFilter({ ...fields, ...over })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(typed())
  }
  const changed = () => go(typed())
  const active = filterNames.filter((name) => filter[name] !== undefined && name !== 'sort' && name !== 'q')
  return (
    <form ref={form} action="/admin/articles" className={styles.filters} onSubmit={submit}>
      <div className={styles.row}>
        <div className={styles.search}>
          <label className="visually-hidden" htmlFor="q">
            {t.search}
          </label>
          <input
            type="search"
            id="q"
            name="q"
            className="field field-small"
            placeholder={t.searchHint}
            defaultValue={filter.q ?? ''}
            maxLength={200}
          />
          <button type="submit" className="icon-button" aria-label={t.searchButton}>
            <Icon name="search" />
          </button>
        </div>
        <SelectField
          compact
          name="status"
          label={t.state}
          none={t.anyState}
          options={stateFilters.map((value) => ({ value, label: t.states[value] }))}
          defaultValue={filter.status ?? ''}
          onChange={changed}
        />
        <SelectField
          compact
          name="section"
          label={t.section}
          none={t.anySection}
          options={options(choices.sections)}
          defaultValue={filter.section ?? ''}
          onChange={changed}
        />
        <SelectField
          compact
          name="assignee"
          label={t.assignee}
          none={t.anyAssignee}
          options={[{ value: 'none', label: t.nobody }, ...options(choices.people)]}
          defaultValue={filter.assignee ?? ''}
          onChange={changed}
        />
        <SelectField
          compact
          name="sort"
          label={t.sort}
          options={sorts.map((value) => ({ value, label: t.sorts[value] }))}
          defaultValue={filter.sort ?? 'updated'}
          onChange={changed}
        />
      </div>
      <details className={styles.more} open={more.some((name) => filter[name] !== undefined)}>
        <summary>{t.moreFilters}</summary>
        <div className={styles.grid}>
          <ComboField
            label={t.author}
            name="author"
            value={author}
            load={loadAuthors}
            onChange={(choice) => {
              setAuthor(choice)
              go(typed({ author: choice ? String(choice.id) : '' }))
            }}
          />
          <ComboField
            label={t.topic}
            name="topic"
            value={topic}
            load={loadTopics}
            onChange={(choice) => {
              setTopic(choice)
              go(typed({ topic: choice ? String(choice.id) : '' }))
            }}
          />
          <SelectField
            name="owner"
            label={t.owner}
            none={t.anyOwner}
            options={options(choices.people)}
            defaultValue={filter.owner ?? ''}
            onChange={changed}
          />
          <SelectField
            name="genre"
            label={t.genre}
            none={t.anyGenre}
            options={genres.map((value) => ({ value, label: t.genres[value] }))}
            defaultValue={filter.genre ?? ''}
            onChange={changed}
          />
          <SelectField
            name="language"
            label={t.language}
            none={t.anyLanguage}
            options={choices.languages.map((value) => ({ value, label: value }))}
            defaultValue={filter.language ?? ''}
            onChange={changed}
          />
          {(['from', 'to'] as const).map((name) => (
            <div key={name}>
              <label className="label" htmlFor={name}>
                {t[name]}
              </label>
              <input
                type="date"
                id={name}
                name={name}
                className="field field-small"
                defaultValue={filter[name] ?? ''}
                aria-describedby="dates-hint"
              />
            </div>
          ))}
          <p className="hint" id="dates-hint">
            {t.datesHint}{' '}
            <button type="submit" className="quiet-button">
              {t.searchButton}
            </button>
          </p>
        </div>
      </details>
      {active.length > 0 && (
        <ul className={styles.chips} aria-label={t.filters}>
          {active.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={styles.chip}
                aria-label={t.removeFilter(wordsFor(name))}
                onClick={() => go(without(filter, name))}
              >
                {wordsFor(name)}
                <Icon name="close" />
              </button>
            </li>
          ))}
          <li>
            <a href="/admin/articles">{t.clearFilters}</a>
          </li>
        </ul>
      )}
    </form>
  )

  function wordsFor(name: FilterName): string {
    const value = filter[name]
    const named = (list: readonly Choice[]) =>
      list.find((choice) => choice.id === value)?.name ?? String(value)
    switch (name) {
      case 'status':
        return filter.status ? t.states[filter.status] : ''
      case 'section':
        return named(choices.sections).replace(/^— /, '')
      case 'author':
        return `${t.author}: ${choices.author?.name}`
      case 'topic':
        return `${t.topic}: ${choices.topic?.name}`
      case 'owner':
        return `${t.owner}: ${named(choices.people)}`
      case 'assignee':
        return `${t.assignee}: ${value === 'none' ? t.nobody : named(choices.people)}`
      case 'genre':
        return filter.genre ? t.genres[filter.genre] : ''
      case 'from':
        return `${t.from} ${value}`
      case 'to':
        return `${t.to} ${value}`
      default:
        return String(value)
    }
  }
}
