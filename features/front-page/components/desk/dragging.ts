'use client'

import { type DropItem, isTextDropItem } from 'react-aria-components'

/** The kind of thing that is dragged here: a piece. Nothing else is taken. */
export const pieceType = 'application/x-testata-piece'

/** A piece as it is dragged. */
export const dragged = (articleId: number, headline: string) => ({
  [pieceType]: String(articleId),
  'text/plain': headline,
})

/** The piece that was dropped; null when it was something else. */
export async function dropped(items: DropItem[]): Promise<number | null> {
  for (const item of items) {
    if (!isTextDropItem(item) || !item.types.has(pieceType)) continue
    const id = Number(await item.getText(pieceType))
    if (Number.isSafeInteger(id) && id > 0) return id
  }
  return null
}
