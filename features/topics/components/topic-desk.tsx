'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { SearchBar } from '@/components/ui/search-bar.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { deleteTopicAction } from '../actions.ts'
import type { TopicRow } from '../schema.ts'
import { TopicForm } from './topic-form.tsx'
import { TopicMerge } from './topic-merge.tsx'

type Props = { rows: TopicRow[]; typed: string; page: number; more: boolean }
type Open = { what: 'form' | 'merge' | 'delete'; topic: TopicRow | null }

/** The topics: to look through, change, merge and delete. */
export function TopicDesk({ rows, typed, page, more }: Props) {
  const { taxonomy: t, shell } = useWords()
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const topic = open?.topic ?? null
  const remove = async () => {
    if (!topic) return
    const state = await deleteTopicAction(topic.id)
    close()
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    toast(t.deleted(topic.name))
    router.refresh()
  }
  const action = (what: Open['what'], word: string, row: TopicRow) => (
    <button
      type="button"
      className="quiet-button"
      aria-label={t.actionsFor(word, row.name)}
      onClick={() => setOpen({ what, topic: row })}
    >
      {word}
    </button>
  )
  const address = (n: number) => `/admin/topics?${new URLSearchParams({ q: typed, page: String(n) })}`
  return (
    <>
      <div className="page-bar">
        <h1>{shell.topics}</h1>
        <button
          type="button"
          className="button button-small"
          onClick={() => setOpen({ what: 'form', topic: null })}
        >
          {t.newTopic}
        </button>
      </div>
      <SearchBar action="/admin/topics" label={t.searchLabel} button={t.search} typed={typed} />
      {rows.length === 0 ? (
        <EmptyState title={typed ? t.nothing : t.topicsEmpty}>
          {typed ? <a href="/admin/topics">{t.showAll}</a> : <p>{t.topicsEmptyText}</p>}
        </EmptyState>
      ) : (
        <table className="rows-table">
          <thead>
            <tr>
              <th scope="col">{t.topicName}</th>
              <th scope="col">{t.slug}</th>
              <th scope="col">{t.articles}</th>
              <th scope="col">
                <span className="visually-hidden">{t.edit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td>
                  <a href={`/topics/${row.slug}`}>{`/topics/${row.slug}`}</a>
                </td>
                <td>
                  <a href={`/admin/articles?topic=${row.id}`}>{row.articles}</a>
                </td>
                <td>
                  <span className="row-actions">
                    {action('form', t.edit, row)}
                    {action('merge', t.merge, row)}
                    {row.articles === 0 && action('delete', t.delete, row)}
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
      {open?.what === 'form' && <TopicForm topic={topic} onClose={close} />}
      {open?.what === 'merge' && topic && <TopicMerge topic={topic} onClose={close} />}
      <Confirm
        title={t.deleteTopic}
        confirm={t.delete}
        isOpen={open?.what === 'delete'}
        onConfirm={remove}
        onClose={close}
      >
        <p>{t.deleteTopicText(topic?.name ?? '')}</p>
      </Confirm>
    </>
  )
}
