// Comma-separated values (RFC 4180) as spreadsheets and other newsletters write them, read.
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { AppError } from '@/lib/errors.ts'

export type CsvRecord = { line: number; cells: string[] }

const longestRecord = 64 * 1024
const longestLine = 4 * longestRecord

/** Refuses lines without end: for the parser empty cells have no size, and fill memory all the same. */
function lineLimit(): (text: string) => void {
  let line = 1
  let length = 0
  return (text) => {
    for (const [i, part] of text.split(/\r\n|\r|\n/).entries()) {
      if (i > 0) {
        line++
        length = 0
      }
      length += part.length
      if (length > longestLine) throw new AppError('csv-broken', 'line', { line })
    }
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const look = lineLimit()
  const take = (chunk?: Uint8Array) => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined })
      if (!text.includes('\0')) {
        look(text)
        return text
      }
    } catch (error) {
      if (error instanceof AppError) throw error
    }
    throw new AppError('csv-encoding')
  }
  for await (const chunk of bytes) yield take(chunk)
  yield take()
}

/** The character between the cells of a first line: the one that is there most often outside quotation marks. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '')
  const times = (mark: string) => bare.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (times(mark) > times(best) ? mark : best))
}

const named = /^sep=(.)\r?$/

/**
 * The records of a file of any length, with the lines on which they end. Comma, semicolon or tab between cells; with or
 * without a byte order mark; CRLF or LF.
 * @throws AppError csv-encoding when it is not UTF-8; csv-broken, with the line, when a quotation mark is left open
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const text = decoded(bytes)
  let head = ''
  while (!head.includes('\n') && head.length < longestRecord) {
    const next = await text.next()
    if (next.done) break
    head += next.value
  }
  const first = head.split('\n', 1)[0] ?? ''
  const said = named.exec(first)?.[1] // Excel's own way of saying it
  if (said) head = head.slice(first.length + 1)
  const parser = parse({
    delimiter: said ?? delimiterOf(first),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells: string[], { lines }) => [String(lines), ...cells],
  })
  const whole = async function* () {
    if (head !== '') yield head
    yield* text
  }
  pipeline(Readable.from(whole()), parser, () => {}) // a failure comes out of the parser below
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<string[]>)
      yield { line: Number(line) + (said ? 1 : 0), cells }
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number }
    if (code?.startsWith('CSV_')) throw new AppError('csv-broken', code, { line: lines ?? 0 })
    throw error
  }
}
