'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { GridList, GridListItem, Input, type Key, Label, SearchField } from 'react-aria-components'
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
  return isOpen ? <Picking most={1} onPick={([item]) => item && onPick(item)} onClose={onClose} /> : null
}

type ManyProps = {
  /** How many may be chosen. */
  most: number
  /** In the order in which they were chosen. */
  onPick: (items: MediaItem[]) => void
  onClose: () => void
}

/** The same for several pictures at once. */
export function PicturesPicker(props: ManyProps) {
  return <Picking {...props} />
}

function Picking({ most, onPick, onClose }: ManyProps) {
  const { media: t, shell } = useWords()
  const { items, next, failure, loading, typed, setTyped, more, put } = useLibrary()
  // The pictures themselves, not their ids: another search must not lose them.
  const [chosen, setChosen] = useState<MediaItem[]>([])
  const several = most > 1
  const [first] = chosen
  const choose = (ids: ReadonlySet<Key>) =>
    setChosen((before) =>
      [
        ...before.filter(({ id }) => ids.has(id) || (several && !items.some((shown) => shown.id === id))),
        ...items.filter(({ id }) => ids.has(id) && !before.some((known) => known.id === id)),
      ].slice(0, most),
    )
  const add = (item: MediaItem) =>
    setChosen((before) => (several ? unique([...before, item]).slice(0, most) : [item]))
  return (
    <Dialog
      title={several ? t.chooseSeveral : t.choose}
      isOpen
      onClose={onClose}
      size="large"
      actions={
        <>
          <button
            type="button"
            className="button button-small"
            disabled={!first}
            onClick={() => onPick(chosen)}
          >
            {several ? t.insertSeveral(chosen.length) : t.insert}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
          <p className={styles.chosen} role="status">
            {chosen.length > 1
              ? t.chosen(chosen.length, most)
              : first
                ? `${first.name || t.unnamed}${first.credit ? `, ${first.credit}` : ''}`
                : t.nothingChosen}
          </p>
        </>
      }
    >
      <Uploader
        onUploaded={(uploaded) => {
          put(uploaded)
          add(uploaded)
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
        selectionMode={several ? 'multiple' : 'single'}
        selectionBehavior={several ? 'toggle' : 'replace'}
        disallowEmptySelection={!several}
        selectedKeys={chosen.map(({ id }) => id)}
        onSelectionChange={(keys) => choose(keys === 'all' ? new Set(items.map(({ id }) => id)) : keys)}
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
    <GridListItem id={item.id} className={styles.tile ?? ''} textValue={name}>
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
