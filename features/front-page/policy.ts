import type { Item } from './schema.ts'

/** How long a piece keeps its place when nobody locked it there: after a day the page would look forgotten. */
export const keepsFor = 24 * 3_600_000

/**
 * When a piece gives way to the automatic choice; null: never by itself. A locked one stays until its time, or until
 * somebody unlocks it; any other for a day from when it was put there, or from the start of the page that holds it.
 */
export function givesWayAt(item: Item, startsAt: number): number | null {
  if (item.lock) return item.lock.until
  return Math.max(item.placedAt, startsAt) + keepsFor
}

/** Whether a piece has its place at a time. */
export function holds(item: Item, startsAt: number, now: number): boolean {
  const end = givesWayAt(item, startsAt)
  return end === null || now < end
}
