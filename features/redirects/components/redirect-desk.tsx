'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { SearchBar } from '@/components/ui/search-bar.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate } from '@/lib/dates.ts'
import { deleteRedirectAction } from '../actions.ts'
import type { Redirect } from '../schema.ts'
import { RedirectHead } from './head.tsx'
import { RedirectForm } from './redirect-form.tsx'

type Props = { rows: Redirect[]; typed: string; page: number; more: boolean }

/** Addresses that lead on, with how often they are followed. */
export function RedirectDesk({ rows, typed, page, more }: Props) {
  const t = useWords().redirects
  const setting = useSetting()
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState<Redirect | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Redirect | null>(null)
  const remove = async () => {
    if (!leaving) return
    const state = await deleteRedirectAction(leaving.from)
    setLeaving(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.deleted(leaving.from))
    router.refresh()
  }
  const address = (n: number) => `/admin/redirects?${new URLSearchParams({ q: typed, page: String(n) })}`
  const originOf = (origin: string) =>
    origin === 'manual' || origin === 'rename' ? t.origins[origin] : t.origins.other
  return (
    <>
      <RedirectHead page="list">
        <button type="button" className="button button-small" onClick={() => setOpen('new')}>
          {t.create}
        </button>
      </RedirectHead>
      <SearchBar action="/admin/redirects" label={t.searchLabel} button={t.search} typed={typed} />
      {rows.length === 0 ? (
        <EmptyState title={typed ? t.nothing : t.empty}>
          {typed ? <a href="/admin/redirects">{t.showAll}</a> : <p>{t.emptyText}</p>}
        </EmptyState>
      ) : (
        <table className="rows-table">
          <thead>
            <tr>
              <th scope="col">{t.from}</th>
              <th scope="col">{t.to}</th>
              <th scope="col">{t.origin}</th>
              <th scope="col">{t.hits}</th>
              <th scope="col">{t.last}</th>
              <th scope="col">
                <span className="visually-hidden">{t.edit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.from}>
                <th scope="row">{row.from}</th>
                <td>{row.to === null ? t.gone : <a href={row.to}>{row.to}</a>}</td>
                <td>{originOf(row.origin)}</td>
                <td>{row.hits}</td>
                <td>{row.lastAt === null ? t.never : shortDate(row.lastAt, setting)}</td>
                <td>
                  <span className="row-actions">
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={t.actionsFor(t.edit, row.from)}
                      onClick={() => setOpen(row)}
                    >
                      {t.edit}
                    </button>
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={t.actionsFor(t.delete, row.from)}
                      onClick={() => setLeaving(row)}
                    >
                      {t.delete}
                    </button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(page > 1 || more) && (
        <nav className="pager" aria-label={t.pages}>
          {page > 1 ? <a href={address(1)}>← {t.first}</a> : <span />}
          {more && <a href={address(page + 1)}>{t.next} →</a>}
        </nav>
      )}
      {open !== null && (
        <RedirectForm before={open === 'new' ? null : open} from="" onClose={() => setOpen(null)} />
      )}
      <Confirm
        title={t.deleteTitle}
        confirm={t.delete}
        isOpen={leaving !== null}
        onConfirm={remove}
        onClose={() => setLeaving(null)}
      >
        <p>{t.deleteText(leaving?.from ?? '')}</p>
      </Confirm>
    </>
  )
}
