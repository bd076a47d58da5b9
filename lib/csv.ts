// Comma-separated values (RFC 4180) that spreadsheets open without running anything.

// A spreadsheet that splits at semicolons or tabs, as those of half of Europe do, knows nothing of our quotation marks: in
// the middle of a cell it finds further ones, and further lines. Where it would find a formula there is an apostrophe more.
// Apostrophes and quotation marks before a formula count as part of it, so that taking one away is exactly putting one there.
const formula = /(?<=^|[;\t\r\n])(?=[ \f\v\u00a0"']*[=+\-@\t\r])/g
const marked = /(?<=^|[;\t\r\n])'(?=[ \f\v\u00a0"']*[=+\-@\t\r])/g

/** A cell in which no spreadsheet finds a formula. */
export const neutral = (cell: string): string => cell.replace(formula, "'")

/** What `neutral` made safe, as it was. */
export const plainCell = (cell: string): string => cell.replace(marked, '')

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = neutral(typeof value === 'string' ? value : JSON.stringify(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line with its end, as spreadsheets end them. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(',')}\r\n`
