'use client'

import type { ReactNode } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { Teaser } from '@/features/articles/schema.ts'
import type { Place, Placed } from '../../compose.ts'
import styles from './canvas.module.css'
import { dragged, dropped, pieceType } from './dragging.ts'
import { PlaceControls, type PlaceFacts } from './place-controls.tsx'

type Props = {
  label: string
  places: Placed[]
  className: string
  factsOf: (placed: Placed) => PlaceFacts
  onPut: (place: Place, articleId: number) => void
  children: (teaser: Teaser, index: number) => ReactNode
}

/** Places of one part of the page: each shows what readers see, takes a piece that is dropped on it, and gives its own away. */
export function PlaceList({ label, places, className, factsOf, onPut, children }: Props) {
  const t = useWords().frontPage
  const shown = (key: unknown) => places.find(({ place }) => place === key)?.teaser
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].flatMap((key) => {
        const teaser = shown(key)
        return teaser ? [dragged(teaser.id, teaser.headline)] : []
      }),
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: [pieceType],
    onItemDrop: async ({ items, target }) => {
      const id = await dropped(items)
      if (id !== null) onPut(String(target.key), id)
    },
  })
  return (
    <GridList
      aria-label={label}
      className={`${styles.places} ${className}`}
      items={places.map((placed) => ({ ...placed, id: placed.place }))}
      dependencies={[factsOf, children]}
      dragAndDropHooks={dragAndDropHooks}
      selectionMode="none"
    >
      {(placed) => {
        const facts = factsOf(placed)
        const { teaser } = placed
        const index = places.findIndex(({ place }) => place === placed.place)
        return (
          <GridListItem
            id={placed.place}
            className={styles.place ?? ''}
            textValue={`${facts.name}: ${teaser?.headline ?? t.empty}`}
            data-origin={facts.origin}
          >
            <div className={styles.tools}>
              {teaser && (
                <Button slot="drag" className={styles.drag ?? ''} aria-label={t.drag(teaser.headline)}>
                  <Icon name="drag" />
                </Button>
              )}
              <PlaceControls placed={placed} facts={facts} onPut={onPut} />
            </div>
            {facts.note && <p className={styles.note}>{facts.note}</p>}
            {teaser ? (
              <div className={styles.shown} inert>
                {children(teaser, index)}
              </div>
            ) : (
              <p className={styles.empty}>{t.empty}</p>
            )}
          </GridListItem>
        )
      }}
    </GridList>
  )
}
