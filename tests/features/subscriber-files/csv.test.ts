import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refusedFile } from '@/features/subscriber-files/components/use-import.ts'
import { readCsv } from '@/features/subscriber-files/csv.ts'
import { csvLine, neutral, plainCell } from '@/lib/csv.ts'
import { AppError } from '@/lib/errors.ts'

async function* pieces(bytes: Uint8Array, length = 3) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function readBytes(bytes: Uint8Array, length?: number) {
  const records: { line: number; cells: string[] }[] = []
  for await (const record of readCsv(pieces(bytes, length))) records.push(record)
  return records
}
const read = (text: string, length?: number) => readBytes(Buffer.from(text), length)
const cells = async (text: string) => (await read(text)).map((record) => record.cells)

it.each([
  ['commas and LF', 'email,lists\nada@example.org,daily\n'],
  [
    'semicolons, CRLF and a byte order mark, as Excel saves',
    '\uFEFFemail;lists\r\nada@example.org;daily\r\n',
  ],
  ['tabs, without an end of line', 'email\tlists\nada@example.org\tdaily'],
  ['a first line that says the separator', 'sep=;\r\nemail;lists\r\nada@example.org;daily\r\n'],
  ['quotation marks and empty lines', '"email","lists"\n\n"ada@example.org","daily"\n\n'],
])('%s are read alike', async (_, text) => {
  expect(await cells(text)).toEqual([
    ['email', 'lists'],
    ['ada@example.org', 'daily'],
  ])
})

it('separators and line ends in quotation marks belong to the cell, and lines are counted through them', async () => {
  expect(await read('a;b\n"1;2\n3";"say ""hi"""\nx;y\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['1;2\n3', 'say "hi"'] },
    { line: 4, cells: ['x', 'y'] },
  ])
})

it('text that is not UTF-8 is refused, wherever it stops being', async () => {
  const latin = Buffer.from(
    `email,name\n${'a@example.org,x\n'.repeat(50)}nicol@example.org,Nicol\xf2\n`,
    'latin1',
  )
  for (const bytes of [latin, Buffer.from('\uFEFFemail\n', 'utf16le')])
    await expect(readBytes(bytes)).rejects.toThrow(new AppError('csv-encoding'))
  await expect(readBytes(Buffer.from('email\nperch\xc3', 'latin1'))).rejects.toThrow('csv-encoding')
})

it('a letter of several bytes may be cut anywhere', async () => {
  for (const length of [1, 2, 3, 4]) expect(await read('nome\nNicolò 🌊\n', length)).toHaveLength(2)
})

it('a quotation mark that is never closed is named with its line, and does not fill memory', async () => {
  await expect(read('a,b\n1,2\n"3,4\n5,6\n')).rejects.toMatchObject({ code: 'csv-broken' })
  const endless = `a,b\n"${'x,y\n'.repeat(100_000)}`
  await expect(readBytes(Buffer.from(endless), 65_536)).rejects.toMatchObject({ code: 'csv-broken' })
})

it('what a spreadsheet would run is written as text, and read as it was', async () => {
  expect(['=1+1', '+39', '-2', '@me', '\tx', '\rx', "'=1", 'plain', "l'ora"].map(neutral)).toEqual([
    "'=1+1",
    "'+39",
    "'-2",
    "'@me",
    "'\tx",
    "'\rx",
    "''=1",
    'plain',
    "l'ora",
  ])
  fc.assert(fc.property(fc.string(), (text) => plainCell(neutral(text)) === text))
})

it('a spreadsheet that splits at other marks finds no formula either, whatever stands in quotation marks', async () => {
  const hostile = ['x;=1+1', 'x;\t=1', 'x; "=1', 'x;"=HYPERLINK(""y"")', 'x\t@y', 'x\n=1', "x;'=1", ';;=1']
  const wild = fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n;,\'" ab1') }) // all that matters, and nothing else
  const start = /^[\s"]*[=+\-@]/
  const check = (text: string) => {
    for (const mark of [';', '\t'])
      for (const found of csvLine(['x', text, 'y'])
        .slice(2)
        .split(new RegExp(`[${mark}\r\n]`)))
        expect(found).not.toMatch(start)
    expect(plainCell(neutral(text))).toBe(text)
    // Our own export of what was imported from our own export is the same file.
    expect(neutral(plainCell(neutral(text)))).toBe(neutral(text))
  }
  for (const text of hostile) check(text)
  fc.assert(fc.property(wild, check), { numRuns: 1_000 })
  expect(['a; b', "l’ora; l'uva", 'a-b@c;d'].map(neutral)).toEqual(['a; b', "l’ora; l'uva", 'a-b@c;d'])
})

it('whatever is written is read back', async () => {
  const cell = fc.string().filter((text) => !text.includes('\0'))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const header = ['email', 'name']
      const records = await read([header, ...rows].map(csvLine).join(''))
      expect(records.map((record) => record.cells.map(plainCell))).toEqual([header, ...rows])
    }),
    { numRuns: 50 },
  )
})

it('cells without end are refused before they fill memory', async () => {
  for (const row of [','.repeat(2_000_000), 'x'.repeat(2_000_000)]) {
    const bytes = Buffer.from(`email,name\n${row}`)
    await expect(readBytes(bytes, 65_536)).rejects.toMatchObject({ code: 'csv-broken', facts: { line: 2 } })
  }
  expect((await read(`a,b\n${','.repeat(900)}`))[1]?.cells).toHaveLength(901)
})

it('refused rows are handed back as safe as they came, once', async () => {
  const cells = ["'=1+1", '=2', "x;'=3"]
  const refused = { line: 2, email: '', reason: 'email' as const, detail: '', cells }
  const why = { email: 'non è un indirizzo' } as Parameters<typeof refusedFile>[2]['why']
  const text = await refusedFile(['email', 'name', 'lists'], [refused], { reason: 'motivo', why }).text()
  expect(text).toBe("email,name,lists,motivo\r\n'=1+1,'=2,x;'=3,non è un indirizzo\r\n") // text() drops the mark
})
