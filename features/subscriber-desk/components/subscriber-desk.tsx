'use client'

import { EmptyState } from '@/components/ui/empty-state.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { NewsletterHead } from '@/features/newsletter/components/head.tsx'
import { shortDate } from '@/lib/dates.ts'
import type { SubscriberDeskData } from '../loaders.ts'
import { listAddress, states } from '../schema.ts'
import styles from './subscriber-desk.module.css'

/** Who receives the newsletter: found by address, narrowed by state and newsletter, all of it in the page's address. */
export function SubscriberDesk({ data }: { data: SubscriberDeskData }) {
  const t = useWords().subscribers
  const setting = useSetting()
  const { tabs, filter, rows, next, counts, newsletters, stopped } = data
  const number = (n: number) => n.toLocaleString(setting.language)
  const isNarrowed = filter.q !== '' || filter.status !== undefined || filter.list !== undefined
  const { before: _, ...kept } = filter
  const total = states.reduce((sum, state) => sum + counts[state], 0)
  const stateLinks = [{ state: undefined, label: t.all, n: total }].concat(
    states.map((state) => ({ state, label: t.states[state], n: counts[state] }) as never),
  ) as { state: (typeof states)[number] | undefined; label: string; n: number }[]
  return (
    <>
      <NewsletterHead tabs={tabs} page="subscribers">
        <div className="page-bar-actions">
          <a className="button button-plain button-small" href="/api/admin/subscribers.csv" download>
            {t.export}
          </a>
          <a className="button button-small" href="/admin/subscribers/import">
            {t.import}
          </a>
        </div>
      </NewsletterHead>
      <div className={styles.tools}>
        <form action="/admin/subscribers" className={styles.search}>
          <label className="visually-hidden" htmlFor="q">
            {t.searchLabel}
          </label>
          <input
            type="search"
            id="q"
            name="q"
            className="field field-small"
            placeholder={t.searchLabel}
            defaultValue={filter.q}
            maxLength={254}
            spellCheck={false}
          />
          <SelectField
            name="list"
            label={t.list}
            none={t.anyList}
            options={newsletters.map(({ slug, name }) => ({ value: slug, label: name }))}
            defaultValue={filter.list ?? ''}
            compact
          />
          {filter.status && <input type="hidden" name="status" value={filter.status} />}
          <button type="submit" className="button button-plain button-small">
            {t.show}
          </button>
        </form>
      </div>
      <nav className={styles.states} aria-label={t.filter}>
        {stateLinks.map(({ state, label, n }) => (
          <a
            key={label}
            href={listAddress({ ...kept, status: state })}
            aria-current={filter.status === state ? 'page' : undefined}
          >
            {label} <span>{number(n)}</span>
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={isNarrowed ? t.nothing : t.empty}>
          {stopped && <p>{t.stopped(t.reasons[stopped])}</p>}
          {isNarrowed ? <a href="/admin/subscribers">{t.showAll}</a> : <p>{t.emptyText}</p>}
        </EmptyState>
      ) : (
        <table className="rows-table">
          <thead>
            <tr>
              <th scope="col">{t.email}</th>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.status}</th>
              <th scope="col">{t.lists}</th>
              <th scope="col">{t.since}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={`/admin/subscribers/${row.id}`}>{row.email}</a>
                </th>
                <td>{row.name}</td>
                <td>{t.state[row.status]}</td>
                <td>{row.lists.join(', ')}</td>
                <td className={styles.day}>{shortDate(row.createdAt, setting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(filter.before !== undefined || next !== null) && (
        <nav className="pager" aria-label={t.pages}>
          {filter.before !== undefined ? <a href={listAddress(kept)}>← {t.first}</a> : <span />}
          {next !== null && <a href={listAddress({ ...kept, before: next })}>{t.next} →</a>}
        </nav>
      )}
    </>
  )
}
