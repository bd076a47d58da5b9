/** Articles on one page of a list. */
export const pageSize = 20

/** The highest page number that an address may name. */
export const lastPage = 5000

/** One page of a list, and whether another follows. */
export type ListPage<T> = { items: T[]; page: number; more: boolean }

/** The stretch that shows whether there is a next page: one more than fits. */
export function stretchOf(page: number): { limit: number; offset: number } {
  return { limit: pageSize + 1, offset: (page - 1) * pageSize }
}

/** Cuts what `stretchOf` fetched to the page. */
export function pageOf<T>(fetched: T[], page: number): ListPage<T> {
  return { items: fetched.slice(0, pageSize), page, more: fetched.length > pageSize }
}

/** A page number from an address: 2 to lastPage without leading zero; page 1 has no number. Null otherwise. */
export function parsePage(text: string): number | null {
  if (!/^[1-9]\d{0,4}$/.test(text)) return null
  const page = Number(text)
  return page >= 2 && page <= lastPage ? page : null
}
