'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate } from '@/lib/dates.ts'
import { dismissMissingAction } from '../actions.ts'
import type { MissingPath } from '../schema.ts'
import { RedirectHead } from './head.tsx'
import { RedirectForm } from './redirect-form.tsx'

type Props = { rows: MissingPath[]; page: number; more: boolean; all: boolean }

/** Addresses that readers ask for and that lead nowhere, each a click away from a redirect. */
export function MissingDesk({ rows, page, more, all }: Props) {
  const t = useWords().redirects
  const setting = useSetting()
  const toast = useToast()
  const router = useRouter()
  const [from, setFrom] = useState<string | null>(null)
  const dismiss = async (path: string) => {
    const state = await dismissMissingAction(path)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.dismissed)
    router.refresh()
  }
  const address = (n: number) =>
    `/admin/redirects/missing?${new URLSearchParams({ page: String(n), ...(all ? { all: '1' } : {}) })}`
  return (
    <>
      <RedirectHead page="missing" />
      <p className="hint">{t.missingText}</p>
      {rows.length === 0 ? (
        <EmptyState title={t.missingEmpty}>
          <p>{t.missingEmptyText}</p>
        </EmptyState>
      ) : (
        <table className="rows-table">
          <thead>
            <tr>
              <th scope="col">{t.from}</th>
              <th scope="col">{t.times}</th>
              <th scope="col">{t.last}</th>
              <th scope="col">
                <span className="visually-hidden">{t.edit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.path}>
                <th scope="row">{row.path}</th>
                <td>{row.count}</td>
                <td>{shortDate(row.lastAt, setting)}</td>
                <td>
                  <span className="row-actions">
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={t.actionsFor(t.createFrom, row.path)}
                      onClick={() => setFrom(row.path)}
                    >
                      {t.createFrom}
                    </button>
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={t.actionsFor(t.dismiss, row.path)}
                      onClick={() => dismiss(row.path)}
                    >
                      {t.dismiss}
                    </button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <nav className="pager" aria-label={t.pages}>
        {page > 1 ? (
          <a href={address(1)}>← {t.first}</a>
        ) : !all ? (
          <a href="/admin/redirects/missing?all=1">{t.onceToo}</a>
        ) : (
          <span />
        )}
        {more && <a href={address(page + 1)}>{t.next} →</a>}
      </nav>
      {from !== null && <RedirectForm before={null} from={from} onClose={() => setFrom(null)} />}
    </>
  )
}
