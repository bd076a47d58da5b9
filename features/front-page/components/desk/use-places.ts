'use client'

import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import type { Material, Place } from '../../compose.ts'
import { placesOf } from '../../layout.ts'
import type { Layout } from '../../schema.ts'

/** What places and times are called. */
export function usePlaces(sections: Material['sections']) {
  const t = useWords().frontPage
  const setting = useSetting()
  const nameOf = (place: Place): string => {
    const parts = place.split(':')
    const n = Number(parts.at(-1)) + 1
    if (parts[0] === 'second') return t.places.second(n)
    if (parts[0] === 'opinion') return t.places.opinion(n)
    if (parts[0] === 'block')
      return t.places.block(sections.find(({ id }) => id === Number(parts[1]))?.section.name ?? '', n)
    return place === 'blocks' ? t.places.blocks : t.places.lead
  }
  const when = (at: number) => t.when(shortDate(at, setting), timeOfDay(at, setting))
  /** Every place of a layout by its group, for menus. */
  const groups = (layout: Layout) => {
    const groupOf = (place: Place) => {
      const [kind, id] = place.split(':')
      if (kind === 'second') return t.places.seconds
      if (kind === 'opinion') return t.places.opinions
      if (kind === 'block') return sections.find((entry) => entry.id === Number(id))?.section.name ?? ''
      return t.places.lead
    }
    const found = new Map<string, Place[]>()
    for (const place of placesOf(layout))
      found.set(groupOf(place), [...(found.get(groupOf(place)) ?? []), place])
    return [...found].filter(([name]) => name !== '')
  }
  return { nameOf, when, groups }
}
