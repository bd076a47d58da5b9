'use client'

import { useEffect, useRef, useState } from 'react'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import type { ArticleRow, BulkCommand, Choice, Sort } from '../schema.ts'
import styles from './articles.module.css'
import { BulkBar } from './bulk-bar.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { StateLabel } from './state-label.tsx'
import { useListKeys } from './use-list-keys.ts'

type Props = {
  rows: ArticleRow[]
  commands: BulkCommand[]
  people: Choice[]
  sections: Choice[]
  sort: Sort
  mayCreate: boolean
}

const timesOf = {
  updated: 'updatedAt',
  created: 'updatedAt',
  published: 'publishedAt',
  scheduled: 'publishAt',
} as const

/** The rows, to go through with the keyboard and to choose from. */
export function ArticleTable({ rows, commands, people, sections, sort, mayCreate }: Props) {
  const words = useWords()
  const t = words.desk
  const setting = useSetting()
  const body = useRef<HTMLTableSectionElement>(null)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [help, setHelp] = useState(false)
  const [now, setNow] = useState(0)
  useEffect(() => setNow(Date.now()), [])
  const mayChoose = commands.length > 0
  const toggle = (id: number) =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  useListKeys({
    body,
    onToggle: mayChoose ? toggle : () => {},
    onClear: () => setChosen(new Set()),
    onHelp: () => setHelp(true),
    ...(mayCreate ? { newHref: '/admin/articles/new' } : {}),
  })
  const time = timesOf[sort]
  const moment = (at: number) => `${shortDate(at, setting)}, ${timeOfDay(at, setting)}`
  const all = chosen.size === rows.length
  return (
    <>
      <table className={styles.table} aria-label={t.table}>
        <thead>
          <tr>
            {mayChoose && (
              <th scope="col" className={styles.pick}>
                <label className={styles.check}>
                  <input
                    type="checkbox"
                    aria-label={t.selectAll}
                    checked={all}
                    ref={(box) => {
                      if (box) box.indeterminate = chosen.size > 0 && !all
                    }}
                    onChange={() => setChosen(all ? new Set() : new Set(rows.map((row) => row.id)))}
                  />
                </label>
              </th>
            )}
            <th scope="col">{t.headline}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.section}</th>
            <th scope="col">{t.author}</th>
            <th scope="col">{t.assignee}</th>
            <th scope="col">
              {time === 'publishAt' ? t.scheduledFor : time === 'publishedAt' ? t.published : t.updated}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => {
            const headline = row.headline || t.noHeadline
            const at = row[time]
            return (
              <tr key={row.id} data-id={row.id} data-chosen={chosen.has(row.id) || undefined}>
                {mayChoose && (
                  <td className={styles.pick}>
                    <label className={styles.check}>
                      <input
                        type="checkbox"
                        aria-label={t.select(headline)}
                        checked={chosen.has(row.id)}
                        onChange={() => toggle(row.id)}
                      />
                    </label>
                  </td>
                )}
                <td className={styles.title}>
                  <a href={`/admin/articles/${row.id}`} data-row-link>
                    {headline}
                  </a>
                  {row.genre !== 'news' && <span className={styles.genre}>{t.genres[row.genre]}</span>}
                </td>
                <td className={styles.state}>
                  <StateLabel article={row} now={now} t={words} />
                </td>
                <td>{row.section}</td>
                <td className={styles.names}>{row.authors.join(', ')}</td>
                <td className={styles.names}>{row.assignee}</td>
                <td className={styles.time}>
                  {at !== null && <time dateTime={new Date(at).toISOString()}>{moment(at)}</time>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={styles.help}>
        <button type="button" className="quiet-button" onClick={() => setHelp(true)}>
          {t.shortcuts} <kbd>?</kbd>
        </button>
      </p>
      {mayChoose && (
        <BulkBar
          rows={rows.filter((row) => chosen.has(row.id))}
          commands={commands}
          people={people}
          sections={sections}
          onDone={(left) => setChosen(new Set(left))}
        />
      )}
      <Shortcuts isOpen={help} onClose={() => setHelp(false)} />
    </>
  )
}
