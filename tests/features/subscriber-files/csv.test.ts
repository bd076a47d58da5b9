import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvText, neutral, plainCell, readCsv } from '@/features/subscriber-files/csv.ts'
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

it('whatever is written is read back', async () => {
  const cell = fc.string().filter((text) => !text.includes('\0'))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const header = ['email', 'name']
      const records = await read(csvText([header, ...rows]))
      expect(records.map((record) => record.cells.map(plainCell))).toEqual([header, ...rows])
    }),
    { numRuns: 50 },
  )
})
