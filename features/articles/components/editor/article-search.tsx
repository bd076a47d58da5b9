'use client'

import { useEffect, useState } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField, Text } from 'react-aria-components'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import { safeHref } from '@/lib/links.ts'
import styles from './editor.module.css'
import type { EditorHost } from './host.ts'

type Props = {
  host: EditorHost
  label: string
  onArticle: (article: ArticleChoice) => void
  /** Given where an address may be chosen as well as an article. */
  onAddress?: (address: string) => void
}

type Entry = { id: string; name: string; detail: string; choose: () => void }

/** One field that finds our articles while somebody types, or takes an address. */
export function ArticleSearch({ host, label, onArticle, onAddress }: Props) {
  const words = host.words.link
  const [typed, setTyped] = useState('')
  const [items, setItems] = useState<ArticleChoice[] | null>(null)
  const [failed, setFailed] = useState(false)
  const address = onAddress ? addressIn(typed) : null
  const isAddress = /^(?:[a-z]+:|\/|#)/i.test(typed.trim())

  useEffect(() => {
    if (isAddress) return setItems([])
    const aborter = new AbortController()
    const timer = setTimeout(() => {
      host.articles.search(typed, aborter.signal).then(
        (found) => {
          setItems(found)
          setFailed(false)
        },
        () => !aborter.signal.aborted && setFailed(true),
      )
    }, 150)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [typed, isAddress, host])

  const entries: Entry[] = [
    ...(address && onAddress
      ? [{ id: 'address', name: words.toAddress(address), detail: '', choose: () => onAddress(address) }]
      : []),
    ...(items ?? []).map((article) => ({
      id: String(article.id),
      name: article.headline,
      detail: article.status === 'published' ? article.path : words.states[article.status],
      choose: () => onArticle(article),
    })),
  ]
  const message = failed
    ? words.failed
    : isAddress && onAddress && address === null
      ? words.invalid
      : items === null
        ? words.searching
        : entries.length === 0
          ? words.none
          : ''
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField autoFocus className={styles.searchField ?? ''}>
        <Label className="label">{label}</Label>
        <Input
          className="field"
          onKeyDown={(event) => {
            // Without a choice by arrow keys, Enter takes the address, or the only article found.
            if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return
            const only = address ? entries[0] : entries.length === 1 ? entries[0] : undefined
            if (only) {
              event.preventDefault()
              only.choose()
            }
          }}
        />
      </SearchField>
      <p role="status" className={styles.searchNote}>
        {message}
      </p>
      <ListBox
        className={styles.results ?? ''}
        aria-label={words.results}
        items={entries}
        selectionMode="none"
        onAction={(key) => entries.find((entry) => entry.id === key)?.choose()}
      >
        {(entry) => (
          <ListBoxItem id={entry.id} textValue={entry.name} className={styles.result ?? ''}>
            <Text slot="label">{entry.name}</Text>
            {entry.detail && <Text slot="description">{entry.detail}</Text>}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}

/** The address that was typed, in order and safe; «www.» and bare names of sites are completed. Null when it is none. */
export function addressIn(typed: string): string | null {
  const text = typed.trim()
  if (/^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?$/i.test(text)) return safeHref(`https://${text}`)
  if (/^\S+@[\w-]+(?:\.[\w-]+)+$/.test(text) && !text.includes(':')) return safeHref(`mailto:${text}`)
  return /^(?:[a-z]+:|\/|#)/i.test(text) ? safeHref(text) : null
}
