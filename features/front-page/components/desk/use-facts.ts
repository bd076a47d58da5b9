'use client'

import { useWords } from '@/components/ui/words.tsx'
import type { Teaser } from '@/features/articles/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'
import type { Material, Moment, Place, Placed } from '../../compose.ts'
import { explicit, itemAt, put, withItem } from '../../layout.ts'
import { givesWayAt } from '../../policy.ts'
import type { Candidate, Item, Layout } from '../../schema.ts'
import type { PlaceFacts } from './place-controls.tsx'
import type { usePlaces } from './use-places.ts'

/** Every piece and picture that the page may have to show, by id: what was sent with it and what was found since. */
export function knownPieces(material: Material, found: readonly Candidate[]): Map<number, Candidate> {
  const all: (Teaser | Candidate)[] = [
    ...material.latest,
    ...material.opinions,
    ...material.sections.flatMap(({ items }) => items),
    ...found,
  ]
  return new Map(all.map((piece) => [piece.id, { publishAt: null, ...piece }]))
}

export type Editing = { place: Place; item: Item; original: Teaser; picture: MediaView | null }

type Input = {
  layout: Layout
  sections: Material['sections']
  moment: Moment
  pieces: Map<number, Candidate>
  pictures: Map<number, MediaView>
  places: ReturnType<typeof usePlaces>
  change: (make: (layout: Layout) => Layout) => void
  onEdit: (editing: Editing) => void
}

/** What each place says of itself, and what its menu does. */
export function useFacts(input: Input) {
  const { layout, sections, moment, pieces, pictures, places, change, onEdit } = input
  const t = useWords().frontPage
  const groups = places.groups(explicit(layout, sections))

  const onPut = (place: Place, articleId: number) =>
    change((before) => put(explicit(before, sections), place, articleId, Date.now()))
  const setItem = (place: Place, item: Item | null) =>
    change((before) => withItem(explicit(before, sections), place, item))

  const factsOf = (placed: Placed): PlaceFacts => {
    const { place, item, teaser } = placed
    const wanted = itemAt(layout, place)
    const end = item ? givesWayAt(item, moment.startsAt) : null
    const origin = item ? (item.lock ? 'locked' : 'chosen') : 'automatic'
    const badge = {
      automatic: t.automatic,
      chosen: end === null ? t.chosen : t.until(places.when(end)),
      locked: end === null ? t.locked : t.lockedUntil(places.when(end)),
    }[origin]
    const named = wanted && !item ? pieces.get(wanted.articleId) : undefined
    const note = !wanted || item ? null : noteOf(named, moment.now)
    const own = item ?? (teaser ? { articleId: teaser.id, placedAt: Date.now(), lock: null } : null)
    return {
      name: places.nameOf(place),
      origin,
      badge,
      note,
      groups,
      nameOf: places.nameOf,
      onAction: (action) => {
        if (action === 'release' || own === null) return setItem(place, null)
        if (action === 'keep') return setItem(place, { ...own, placedAt: Date.now() })
        if (action === 'lock') return setItem(place, { ...own, lock: { until: null } })
        if (action === 'unlock') return setItem(place, { ...own, placedAt: Date.now(), lock: null })
        const original = pieces.get(own.articleId) ?? teaser
        if (!original) return
        const picture = own.mediaId === undefined ? null : (pictures.get(own.mediaId) ?? null)
        onEdit({ place, item: own, original, picture })
      },
    }
  }
  const noteOf = (piece: Candidate | undefined, now: number): string | null => {
    if (!piece) return t.gone
    const { publishAt, headline } = piece
    return publishAt !== null && publishAt > now ? t.waits(headline, places.when(publishAt)) : null
  }
  return { groups, factsOf, onPut, setItem }
}
