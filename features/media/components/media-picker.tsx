'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { GridList, GridListItem, Input, Label, SearchField } from 'react-aria-components'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { LibraryPage, MediaItem } from '../schema.ts'
import styles from './media-picker.module.css'
import { Thumbnail } from './thumbnail.tsx'
import { askLibrary } from './upload.ts'
import { Uploader } from './uploader.tsx'

type Props = { isOpen: boolean; onPick: (item: MediaItem) => void; onClose: () => void }

/** A dialog for choosing a picture of the library, or bringing in a new one. */
export function MediaPicker({ isOpen, onPick, onClose }: Props) {
  // What is inside begins anew each time that it opens.
  return isOpen ? <Picking onPick={onPick} onClose={onClose} /> : null
}

function Picking({ onPick, onClose }: Omit<Props, 'isOpen'>) {
  const { media: t, shell } = useWords()
  const { items, next, failure, loading, typed, setTyped, more, put } = useLibrary()
  // The picture itself, not its id: another search must not lose it.
  const [item, setItem] = useState<MediaItem | null>(null)
  return (
    <Dialog
      title={t.choose}
      isOpen
      onClose={onClose}
      size="large"
      actions={
        <>
          <button
            type="button"
            className="button button-small"
            disabled={!item}
            onClick={() => item && onPick(item)}
          >
            {t.insert}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
          <p className={styles.chosen} role="status">
            {item ? `${item.name || t.unnamed}${item.credit ? `, ${item.credit}` : ''}` : t.nothingChosen}
          </p>
        </>
      }
    >
      <Uploader
        onUploaded={(uploaded) => {
          put(uploaded)
          setItem(uploaded)
        }}
      />
      <SearchField value={typed} onChange={setTyped}>
        <Label className="label">{t.search}</Label>
        <Input className="field" />
      </SearchField>
      {failure && (
        <p role="alert" className="form-error">
          {failure}
        </p>
      )}
      <GridList
        className={styles.grid ?? ''}
        aria-label={t.title}
        layout="grid"
        items={items}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={item ? [item.id] : []}
        onSelectionChange={(keys) => {
          const [first] = keys === 'all' ? [] : [...keys]
          setItem((before) => items.find((candidate) => candidate.id === first) ?? before)
        }}
        onAction={(key) => {
          const picked = items.find((candidate) => candidate.id === key)
          if (picked) onPick(picked)
        }}
        renderEmptyState={() => (
          <p className={styles.empty}>
            {loading ? t.loading : typed ? `${t.none}. ${t.noneHint}` : t.noneYet}
          </p>
        )}
      >
        {(picture) => <Tile item={picture} />}
      </GridList>
      {next !== null && (
        <button type="button" className={`quiet-button ${styles.more}`} onClick={more}>
          {t.more}
        </button>
      )}
    </Dialog>
  )
}

function Tile({ item }: { item: MediaItem }) {
  const { media: t } = useWords()
  const name = item.name || item.alt || t.unnamed
  return (
    <GridListItem className={styles.tile ?? ''} textValue={name}>
      <Thumbnail item={item} className={styles.image} />
      <span className={styles.name}>{name}</span>
      {item.withheldAt !== null && <span className={styles.warning}>{t.expiredShort}</span>}
    </GridListItem>
  )
}

const pause = 250

/** The library as it is searched: what is typed is asked for when the typing rests. */
function useLibrary() {
  const [typed, setTyped] = useState('')
  const [page, setPage] = useState<LibraryPage>({ items: [], next: null })
  const [failure, setFailure] = useState('')
  const [loading, setLoading] = useState(true)
  const asked = useRef<AbortController>(null)

  const ask = useCallback(async (q: string, from: number | null) => {
    asked.current?.abort()
    const stop = new AbortController()
    asked.current = stop
    setLoading(true)
    try {
      const query = new URLSearchParams({ q, ...(from ? { page: String(from) } : {}) })
      const answer = await askLibrary<LibraryPage>(`?${query}`, { signal: stop.signal })
      setPage((before) => ({
        items: from === null ? answer.items : unique([...before.items, ...answer.items]),
        next: answer.next,
      }))
      setFailure('')
    } catch (error) {
      if (!stop.signal.aborted) setFailure((error as Error).message)
    }
    if (asked.current === stop) setLoading(false)
  }, [])

  useEffect(() => {
    const timer = setTimeout(() => void ask(typed, null), typed ? pause : 0)
    return () => clearTimeout(timer)
  }, [typed, ask])
  useEffect(() => () => asked.current?.abort(), [])

  const put = useCallback((item: MediaItem) => {
    setPage((before) => ({ ...before, items: unique([item, ...before.items]) }))
  }, [])
  return { ...page, failure, loading, typed, setTyped, more: () => void ask(typed, page.next), put }
}

const unique = (items: MediaItem[]) => [...new Map(items.map((item) => [item.id, item])).values()]
