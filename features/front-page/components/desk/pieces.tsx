'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { Icon } from '@/components/ui/icon.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { nearestWidth, pictureUrl } from '@/features/media/schema.ts'
import { requestJson } from '@/lib/json-request.ts'
import type { Material, Place } from '../../compose.ts'
import type { Candidate } from '../../schema.ts'
import { dragged } from './dragging.ts'
import styles from './pieces.module.css'
import { PlaceMenu } from './place-menu.tsx'

type Props = {
  sections: Material['sections']
  groups: [string, Place[]][]
  nameOf: (place: Place) => string
  when: (at: number) => string
  /** Where a piece stands already; null when it does not. */
  placeOf: (articleId: number) => Place | null
  onPut: (place: Place, articleId: number) => void
  /** Tells the page of pieces that it may not know yet. */
  onFound: (pieces: Candidate[]) => void
}

const address = '/api/admin/front-page/pieces'
const pageSize = 20
const pause = 250

/** The pieces to choose from: search, section, and dragging or a menu to put them on the page. */
export function Pieces({ sections, groups, nameOf, when, placeOf, onPut, onFound }: Props) {
  const t = useWords().frontPage
  const toast = useToast()
  const [words, setWords] = useState('')
  const [section, setSection] = useState('')
  const [pieces, setPieces] = useState<Candidate[]>([])
  const [more, setMore] = useState(false)
  const asked = useRef(0)

  const ask = useCallback(
    async (page: number) => {
      const turn = ++asked.current
      const query = new URLSearchParams({ q: words, section, page: String(page) })
      try {
        const answer = await requestJson<{ pieces: Candidate[] }>('GET', `${address}?${query}`)
        if (turn !== asked.current) return // somebody typed on
        onFound(answer.pieces)
        setPieces((before) => (page === 0 ? answer.pieces : [...before, ...answer.pieces]))
        setMore(answer.pieces.length === pageSize)
      } catch {
        toast(t.unreachable, { kind: 'failed' })
      }
    },
    [words, section, onFound, toast, t.unreachable],
  )
  useEffect(() => {
    const timer = setTimeout(() => void ask(0), pause)
    return () => clearTimeout(timer)
  }, [ask])

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      pieces.filter(({ id }) => keys.has(id)).map(({ id, headline }) => dragged(id, headline)),
    getAllowedDropOperations: () => ['move'],
  })
  return (
    <section className={styles.panel} aria-labelledby="pieces">
      <h2 id="pieces">{t.pieces}</h2>
      <search className={styles.tools}>
        <label className="visually-hidden" htmlFor="piece-search">
          {t.searchPieces}
        </label>
        <input
          id="piece-search"
          type="search"
          className="field field-small"
          placeholder={t.searchPieces}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <SelectField
          name="piece-section"
          label={t.allSections}
          compact
          none={t.allSections}
          value={section}
          onChange={(event) => setSection(event.target.value)}
          options={sections.flatMap(({ id, section: { name } }) =>
            id === undefined ? [] : [{ value: String(id), label: name }],
          )}
        />
      </search>
      <GridList
        aria-label={t.pieces}
        className={styles.list ?? ''}
        items={pieces}
        dependencies={[placeOf, groups]}
        dragAndDropHooks={dragAndDropHooks}
        selectionMode="none"
        renderEmptyState={() => <p className={styles.none}>{t.noPieces}</p>}
      >
        {(piece) => {
          const place = placeOf(piece.id)
          const width = nearestWidth(piece.hero?.variants.jpg, 320)
          return (
            <GridListItem id={piece.id} className={styles.piece ?? ''} textValue={piece.headline}>
              <Button slot="drag" className={styles.drag ?? ''} aria-label={t.drag(piece.headline)}>
                <Icon name="drag" />
              </Button>
              {piece.hero && width !== null ? (
                <picture>
                  <img
                    src={pictureUrl(piece.hero, width, 'jpg')}
                    alt=""
                    className={styles.picture}
                    loading="lazy"
                  />
                </picture>
              ) : (
                <span className={styles.picture} />
              )}
              <div className={styles.words}>
                <p className={styles.headline}>{piece.headline}</p>
                <p className={styles.facts}>
                  {piece.section.name}
                  {' · '}
                  {piece.publishAt === null ? when(piece.publishedAt) : t.comesOut(when(piece.publishAt))}
                </p>
                {place && <p className={styles.onPage}>{t.onPage(nameOf(place))}</p>}
                <PlaceMenu
                  label={t.putNamed(piece.headline)}
                  groups={groups}
                  nameOf={nameOf}
                  onChoose={(to) => onPut(to, piece.id)}
                >
                  {t.put}
                </PlaceMenu>
              </div>
            </GridListItem>
          )
        }}
      </GridList>
      {more && (
        <button
          type="button"
          className="quiet-button"
          onClick={() => void ask(Math.ceil(pieces.length / pageSize))}
        >
          {t.morePieces}
        </button>
      )}
    </section>
  )
}
