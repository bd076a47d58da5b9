import fc from 'fast-check'
import { expect, it } from 'vitest'
import { importHtml } from '@/features/articles/document/import-html.ts'
import { renderMarkdown } from '@/features/articles/document/markdown.ts'
import { checkDocument, type Document, type Inline } from '@/features/articles/document/schema.ts'
import { markdownToHtml } from '@/features/transfer/markdown.ts'
import { doc, heading, link, paragraph, text } from '@/tests/factories/documents.ts'
import { articlePaths, carriedDocument } from '@/tests/factories/random-documents.ts'

const write = (document: Document) =>
  renderMarkdown(document, {
    articlePath: (id) => articlePaths[id] ?? null,
    pictureSource: (id) => (id > 0 && id < 9 ? `foto ${id} (mare).jpg` : null),
  })

/** Reads Markdown as an import does, with the pictures and articles that `write` names. */
async function read(markdown: string) {
  const result = await importHtml(markdownToHtml(markdown), {
    picture: async (source) => {
      const id = Number(/^foto (\d) \(mare\)\.jpg$/.exec(decodeURIComponent(source))?.[1] ?? 0)
      return id ? { id, alt: '' } : null
    },
    article: async (path) => {
      const known = Object.entries(articlePaths).find(([, own]) => own === path)
      return known ? Number(known[0]) : null
    },
  })
  if (!result.ok) throw new Error(result.errors.join('\n'))
  return { document: result.document, notices: result.notices }
}

it('what is written as Markdown is read back as the same document', async () => {
  await fc.assert(
    fc.asyncProperty(carriedDocument, async (document) => {
      expect(checkDocument(document)).toMatchObject({ ok: true })
      const markdown = write(document)
      const back = await read(markdown)
      expect(back.document, markdown).toEqual(document)
      expect(back.notices, markdown).toEqual([])
    }),
    { numRuns: Number(process.env['ROUNDS'] ?? 40) },
  )
})

/** The paragraph that comes back. */
async function again(...content: (Inline | string)[]): Promise<unknown> {
  return (await read(write(doc(paragraph(...content))))).document.content
}

it.each([
  '# no, 1. no, - no',
  '1. Non è un elenco',
  '- e neanche questo',
  '+ né questo',
  '--- né una riga',
  '> né una citazione',
  '    né codice',
  '```né codice```',
  '| né | una tabella |',
  '[né](un link) ![né](una foto) [^1]',
  '<b>né HTML</b> <!-- né un commento -->',
  '&lt; &amp; &#64; &copy;',
  'https://example.org/a_b www.example.org ada@example.org HTTP://EXAMPLE.ORG',
  '*né* **né** _né_ ~~né~~ `né` \\né\\',
  'C:\\cartella\\',
  'Ciao! 5 * 3 * 2 = 30',
])('words stay words: %s', async (words) => {
  expect(await again(words)).toEqual([paragraph(words.trim())])
})

it('nothing after a line break begins a block', async () => {
  for (const words of ['===', '---', '- a', '1. a', '# a', '> a', ':--', '```', '| a |', '+ a', '[^1]: a']) {
    const content = ['riga', { type: 'hardBreak' as const }, words]
    expect(await again(...content)).toEqual([paragraph(...content)])
  }
})

it('an exclamation mark before a link does not make it a picture', async () => {
  const content = ['Guarda!', text('qui', link('https://example.org/'))]
  expect(await again(...content)).toEqual([paragraph(...content)])
})

it('marks inside words and around quotation marks are read as marks', async () => {
  const content = [
    'pre',
    text('fisso', { type: 'bold' }),
    'o, ',
    text('«detto»', { type: 'italic' }),
    'da',
    text('(lui)', { type: 'strike' }),
    'e',
    text('«lei»', { type: 'bold' }),
    text('poi', { type: 'italic' }),
  ]
  expect(await again(...content)).toEqual([paragraph(...content)])
})

it('the common case stays readable', () => {
  const body = doc(
    heading('Il ponte', 3),
    paragraph(
      'Il ',
      text('ponte', { type: 'bold' }),
      ' (',
      text('«vecchio»', { type: 'italic' }),
      ') riapre!',
    ),
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [paragraph('uno')] },
        { type: 'listItem', content: [paragraph('due')] },
      ],
    },
  )
  expect(write(body)).toBe('### Il ponte\n\nIl **ponte** (*«vecchio»*) riapre!\n\n- uno\n- due\n')
})

it('two lists after each other stay two', async () => {
  const list = (words: string) => ({
    type: 'bulletList' as const,
    content: [{ type: 'listItem' as const, content: [paragraph(words)] }],
  })
  const { document } = await read(write(doc(list('a'), list('b'))))
  expect(document).toEqual(doc(list('a'), list('b')))
})

it('an address of its own with letters of every script is kept as it is', async () => {
  for (const href of [
    'https://it.example.org/wiki/Città',
    'https://example.org/?a=1&copy=2&copy;',
    'https://example.org/<a>',
  ])
    expect(await again(text('qui', link(href)))).toEqual([paragraph(text('qui', link(href)))])
})

it('a picture that is gone leaves the text around it', async () => {
  const body = doc(paragraph('Prima'), {
    type: 'figure',
    attrs: { mediaId: 99, alt: null, credit: null, layout: 'normal' },
    content: [text('Didascalia')],
  })
  expect(write(body)).toBe('Prima\n')
})

it('a table whose first header is empty stays a table of Markdown', async () => {
  const row = (type: 'tableHeader' | 'tableCell', ...cells: string[]) => ({
    type: 'tableRow' as const,
    content: cells.map((words) => ({
      type,
      content: [words ? paragraph(words) : { type: 'paragraph' as const }],
    })),
  })
  const body = doc({
    type: 'table',
    content: [row('tableHeader', '', 'Vinte'), row('tableCell', 'Lumera', '18')],
  })
  expect(write(body)).toBe('|  | Vinte |\n| --- | --- |\n| Lumera | 18 |\n')
  expect((await read(write(body))).document).toEqual(body)
})
