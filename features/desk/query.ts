import { type Filter, type FilterName, filterNames, filterShape, type Sort } from './schema.ts'

type Raw = Record<string, string | string[] | undefined>

/** Filters from an address. A value that makes no sense is left out, so old links keep working. */
export function parseFilter(raw: Raw): Filter {
  const filter: Record<string, unknown> = {}
  for (const name of filterNames) {
    const value = raw[name]
    const parsed = filterShape[name].safeParse(Array.isArray(value) ? value[0] : value)
    if (parsed.success) filter[name] = parsed.data
  }
  return filter as Filter
}

/** The query of an address for these filters, in one order: the same filters are the same address. */
export function writeFilter(filter: Filter, after?: string): string {
  const query = new URLSearchParams()
  for (const name of filterNames) {
    const value = filter[name]
    if (value !== undefined && !(name === 'sort' && value === 'updated')) query.set(name, String(value))
  }
  if (after) query.set('after', after)
  return query.toString()
}

/** A filter without one of its parts. */
export function without(filter: Filter, name: FilterName): Filter {
  const { [name]: _gone, ...rest } = filter
  return rest
}

/** Where a page of the list ends: the value it is sorted by, and the id among equals. */
export type Cursor = { value: number; id: number }

export const writeCursor = ({ value, id }: Cursor): string => `${value}.${id}`

/** A cursor from an address; null when it is none. */
export function parseCursor(text: unknown): Cursor | null {
  const match = /^(\d{1,16})\.(\d{1,12})$/.exec(typeof text === 'string' ? text : '')
  return match ? { value: Number(match[1]), id: Number(match[2]) } : null
}

export const sortOf = (filter: Filter): Sort => filter.sort ?? 'updated'
