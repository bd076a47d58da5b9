'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { SuggestField } from '@/components/ui/suggest-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import { shortDate } from '@/lib/dates.ts'
import { requestJson } from '@/lib/json-request.ts'

type Props = {
  label: string
  /** Ids that are not offered. */
  without: readonly number[]
  onAdd(article: ArticleChoice): void
}

const pause = 150

/** Finds published articles by their words while somebody types. */
export function ArticleAdder({ label, without, onAdd }: Props) {
  const t = useWords().composing
  const setting = useSetting()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<{ words: string; items: ArticleChoice[] }>({ words: '', items: [] })
  const asked = useRef(0)
  const ask = useCallback(async (words: string) => {
    const turn = ++asked.current
    const query = new URLSearchParams({ q: words })
    const answer = await requestJson<{ items: ArticleChoice[] }>(
      'GET',
      `/api/admin/articles/search?${query}`,
    ).catch(() => ({ items: [] }))
    if (turn === asked.current)
      setFound({ words, items: answer.items.filter(({ status }) => status === 'published') })
  }, [])
  useEffect(() => {
    if (typed.trim() === '') return
    const timer = setTimeout(() => void ask(typed), pause)
    return () => clearTimeout(timer)
  }, [typed, ask])
  // With nothing typed there is nothing to choose: so the list closes after a choice.
  const offered = typed.trim() === '' ? [] : found.items.filter(({ id }) => !without.includes(id))
  return (
    <SuggestField
      label={label}
      compact
      items={offered.map(({ id, headline, publishedAt }) => ({
        id,
        name: headline,
        note: publishedAt === null ? undefined : shortDate(publishedAt, setting),
      }))}
      nothing={found.words === typed ? t.noneFound : t.searching}
      onType={setTyped}
      onChoose={(id) => {
        const article = found.items.find((one) => one.id === id)
        if (article) onAdd(article)
      }}
    />
  )
}
