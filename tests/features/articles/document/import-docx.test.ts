import { expect, it } from 'vitest'
import { importDocx, type WordResolver, wordLimits } from '@/features/articles/document/import-docx.ts'
import { renderMarkdown } from '@/features/articles/document/markdown.ts'
import {
  archive,
  line,
  linked,
  listLine,
  noteCall,
  pictureRun,
  run,
  wordFile,
} from '../../../factories/word-files.ts'

const resolver: WordResolver = {
  picture: async () => ({ id: 5, alt: '' }),
  article: async (path) => (path === '/citta/ponte' ? 42 : null),
  origins: ['https://giornale.example.org'],
}

async function read(file: Buffer, from: Partial<WordResolver> = {}) {
  const result = await importDocx(file, { ...resolver, ...from })
  if (!result.ok) throw new Error(result.errors.join('\n'))
  const text = renderMarkdown(result.document, {
    articlePath: () => '/citta/ponte',
    pictureSource: (id) => `${id}.jpg`,
  })
  return { ...result, text: text.trim() }
}

it('headings, emphasis, lists, a quotation, links and notes of a Word file become ours', async () => {
  const file = wordFile({
    body: [
      line(run('Il ponte'), 'Titolo1'),
      line(`${run('Chiuso ')}${run('per mesi', '<w:b/>')}${noteCall(1)}${run('.')}`),
      line(run('I tempi'), 'Titolo2'),
      listLine('Primo'),
      listLine('Secondo'),
      line(run('«Riapriremo»'), 'Citazione'),
      line(`${linked('a', 'fuori')}${run(' e ')}${linked('b', 'dentro')}`),
    ].join(''),
    links: { a: 'https://example.org/x', b: 'https://giornale.example.org/citta/ponte' },
    notes: ['Delibera 12.'],
  })
  const { text, document } = await read(file)
  expect(text).toBe(
    [
      '## Il ponte',
      'Chiuso **per mesi**[^1].',
      '### I tempi',
      '- Primo\n- Secondo',
      '> «Riapriremo»',
      '[fuori](https://example.org/x) e [dentro](/citta/ponte)',
      '[^1]: Delibera 12.',
    ].join('\n\n'),
  )
  expect(JSON.stringify(document)).toContain('"articleId":42')
})

it('a picture is taken in with its alternative text', async () => {
  const taken: { bytes: string; alt: string }[] = []
  const { document } = await read(
    wordFile({ body: line(pictureRun('Il mare')), picture: Buffer.from('punti') }),
    {
      picture: async (bytes, alt) => {
        taken.push({ bytes: bytes.toString(), alt })
        return { id: 9, alt }
      },
    },
  )
  expect(taken).toEqual([{ bytes: 'punti', alt: 'Il mare' }])
  expect(document.content[0]).toMatchObject({ type: 'figure', attrs: { mediaId: 9, alt: 'Il mare' } })
})

it('a picture that cannot be taken is missing with a notice, and the words are there', async () => {
  const file = wordFile({ body: line(run('Parole')) + line(pictureRun('x')), picture: Buffer.from('punti') })
  const { text, notices } = await read(file, { picture: async () => null })
  expect(text).toBe('Parole')
  expect(notices).toHaveLength(1)
})

it('an address that must not be linked keeps its text', async () => {
  const { text } = await read(
    wordFile({ body: line(linked('a', 'clicca')), links: { a: 'javascript:alert(1)' } }),
  )
  expect(text).toBe('clicca')
})

it('what is no Word file is refused', async () => {
  for (const bytes of [
    Buffer.from(''),
    Buffer.from('ciao'),
    Buffer.from('PK\x03\x04 e poi niente'),
    archive([{ name: 'nota.txt', data: Buffer.from('ciao') }]),
    wordFile({ body: line(run('x')) }).subarray(0, -40),
  ])
    await expect(importDocx(bytes, resolver)).rejects.toMatchObject({ code: 'word-unreadable' })
})

it('a file that unpacks to more than it says is refused before it is unpacked', async () => {
  const bomb = archive([{ name: 'word/document.xml', data: Buffer.alloc(wordLimits.part + 1) }], 10)
  expect(bomb.length).toBeLessThan(wordLimits.file)
  await expect(importDocx(bomb, resolver)).rejects.toMatchObject({ code: 'word-too-large' })
})

it('a file that is too large is refused', async () => {
  await expect(importDocx(Buffer.alloc(wordLimits.file + 1), resolver)).rejects.toMatchObject({
    code: 'word-too-large',
  })
})

it('an archive that can be read in two ways is not read at all', async () => {
  const file = wordFile({ body: line(run('x')) })
  const end = file.length - 22
  const changed = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(file)
    change(bytes)
    return bytes
  }
  const ways = {
    'parts that are not counted': changed((bytes) => {
      bytes.writeUInt16LE(1, end + 8)
      bytes.writeUInt16LE(1, end + 10)
    }),
    'the mark of a second directory, in 64 bits': changed((bytes) => bytes.writeUInt16LE(0xffff, end + 4)),
    'a directory that is elsewhere for who counts from another byte': changed((bytes) =>
      bytes.writeUInt32LE(bytes.readUInt32LE(end + 16) - 4, end + 16),
    ),
  }
  for (const [way, bytes] of Object.entries(ways))
    await expect(importDocx(bytes, resolver), way).rejects.toMatchObject({ code: 'word-unreadable' })
})

it('a bomb that the end of the archive does not count is found', async () => {
  const bomb = archive([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: 'word/document.xml', data: Buffer.alloc(wordLimits.markup + 1) },
  ])
  bomb.writeUInt16LE(1, bomb.length - 14)
  bomb.writeUInt16LE(1, bomb.length - 12)
  await expect(importDocx(bomb, resolver)).rejects.toMatchObject({ code: 'word-too-large' })
})
