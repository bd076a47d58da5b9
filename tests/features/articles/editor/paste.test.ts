// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { documentOf } from '@/features/articles/components/editor/document-json.ts'
import { cleanPaste } from '@/features/articles/components/editor/paste/clean.ts'
import { renderMarkdown } from '@/features/articles/document/markdown.ts'
import { checkDocument } from '@/features/articles/document/schema.ts'
import { doc, paragraph } from '../../../factories/documents.ts'
import { editorOf, mediaOf, type Stage, stageOf } from '../../../factories/editor.ts'
import { dangerousAddresses } from '../../../fixtures/dangerous.ts'

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../../fixtures/paste', name), 'utf8')

const never = () => new Promise<never>(() => {})
const waiting = () => stageOf([], { upload: never, fetch: never, find: never })
const references = { articlePath: (id: number) => `/${id}`, pictureSource: (id: number) => `${id}.jpg` }

function paste(html: string, host: Stage = waiting()) {
  const editor = editorOf(doc({ type: 'paragraph' }), host)
  editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
  const { document, errors } = documentOf(editor.state.doc)
  expect(errors).toEqual([])
  expect(checkDocument(document).ok).toBe(true)
  return { editor, document, text: renderMarkdown(document, references).trim() }
}

/** The places that wait for a picture: what they wait for, with the words that came along. */
const pictures = (html: string, files: File[] = []) => {
  const { html: clean, pictures: sources } = cleanPaste(html, files)
  const { body } = new DOMParser().parseFromString(clean, 'text/html')
  return [...body.querySelectorAll<HTMLElement>('[data-pending]')].map((figure) => ({
    source: sources.get(figure.dataset.pending ?? ''),
    alt: figure.dataset.alt ?? '',
    caption: figure.textContent?.trim(),
  }))
}

it('Word: lists by their levels, headings, a table, a quotation and a note', () => {
  expect(paste(fixture('word.html.txt')).text).toBe(fixture('word.md.txt').trim())
})

it('Word: a picture of the writer’s computer leaves a place that asks for it', () => {
  expect(pictures(fixture('word.html.txt'))).toEqual([
    { source: { missing: 'clip_image002.jpg' }, alt: 'La facciata del mercato', caption: '' },
  ])
})

it('Word: a picture that came along in the clipboard takes that place', () => {
  const file = new File(['x'], 'mercato.png', { type: 'image/png' })
  expect(pictures(fixture('word.html.txt'), [file])[0]?.source).toEqual({ file, name: 'mercato.png' })
})

it('Google Docs: emphasis from styles, nested lists, links without detour', () => {
  expect(paste(fixture('google-docs.html.txt')).text).toBe(fixture('google-docs.md.txt').trim())
  expect(pictures(fixture('google-docs.html.txt'))).toEqual([
    {
      source: { address: 'https://lh7-rt.googleusercontent.com/docsz/AD_4nXd-esempio?key=abc' },
      alt: 'Un tram giallo in curva',
      caption: '',
    },
  ])
})

it('LibreOffice: a note where it is called, a list that does not begin at one', () => {
  expect(paste(fixture('libreoffice.html.txt')).text).toBe(fixture('libreoffice.md.txt').trim())
  expect(pictures(fixture('libreoffice.html.txt'))).toMatchObject([
    { source: { missing: 'bosco_html_1a2b3c.jpg' } },
  ])
})

it('a web page: its text and pieces, without scripts, menus, advertising and what follows readers about', () => {
  expect(paste(fixture('web-page.html.txt')).text).toBe(fixture('web-page.md.txt').trim())
  expect(pictures(fixture('web-page.html.txt'))).toEqual([
    {
      source: { address: 'https://cdn.example.org/piazza.jpg?w=1200' },
      alt: 'La piazza vuota',
      caption: 'La piazza all’alba. Foto propria.',
    },
  ])
})

it('plain text: lines become paragraphs, signs at their beginning lists', () => {
  const editor = editorOf(doc({ type: 'paragraph' }), waiting())
  editor.view.pasteText(fixture('whatsapp.txt'), new Event('paste') as ClipboardEvent)
  expect(renderMarkdown(documentOf(editor.state.doc).document, references).trim()).toBe(
    fixture('whatsapp.md.txt').trim(),
  )
})

it('no address that must not be linked becomes a link, neither from elsewhere nor by claiming to be copied here', () => {
  for (const address of dangerousAddresses) {
    const link = document.createElement('a')
    link.setAttribute('href', address)
    link.textContent = 'Parole'
    const foreign = paste(`<p>${link.outerHTML}</p>`)
    const own = paste(`<p data-pm-slice="0 0 []">${link.outerHTML}</p>`)
    for (const { document: found, editor } of [foreign, own]) {
      expect(JSON.stringify(found)).not.toContain('"link"')
      expect(editor.view.dom.querySelector('a')).toBe(null)
    }
  }
})

it.each([
  ['by itself', '<img src="https://example.org/a.jpg">', 1],
  ['between paragraphs', '<p>Uno</p><img src="https://example.org/a.jpg"><p>Due</p>', 1],
  ['inside a line', '<p>Uno <img src="https://example.org/a.jpg"> due</p>', 1],
  ['in a link', '<a href="https://example.org"><img src="https://example.org/a.jpg"></a>', 1],
  ['in boxes', '<div><div><span><img src="https://example.org/a.jpg"></span></div></div>', 1],
  ['in a list', '<ul><li>Uno <img src="https://example.org/a.jpg"></li><li>Due</li></ul>', 1],
  ['in a cell', '<table><tr><td><img src="https://example.org/a.jpg"></td><td>x</td></tr></table>', 1],
  [
    'two in a figure',
    '<figure><img src="https://example.org/a.jpg"><img src="https://example.org/b.jpg"><figcaption>x</figcaption></figure>',
    2,
  ],
])('a picture %s finds its place', (_, html, count) => {
  expect(pictures(html)).toHaveLength(count)
  const { editor } = paste(html)
  expect(editor.state.doc.content.content.filter((node) => node.type.name === 'pendingPicture')).toHaveLength(
    count,
  )
})

it('markup from elsewhere cannot pass for one of our own blocks', () => {
  const { document } = paste('<figure data-media-id="7"><figcaption>Didascalia</figcaption></figure><p>x</p>')
  expect(JSON.stringify(document)).not.toContain('mediaId')
})

it('a picture of the web is fetched into the library and never shown from there', async () => {
  const fetched: string[] = []
  const host = stageOf([], {
    upload: never,
    fetch: async (address) => {
      fetched.push(address)
      return mediaOf(31, 'Il ponte')
    },
    find: async (id) => mediaOf(id),
  })
  const { editor } = paste(
    '<p>Prima</p><figure><img src="https://example.org/a.jpg"><figcaption>Sotto</figcaption></figure><p>Dopo</p>',
    host,
  )
  expect(editor.view.dom.innerHTML).not.toContain('example.org')
  await expect
    .poll(() => documentOf(editor.state.doc).document.content.map((block) => block.type))
    .toEqual(['paragraph', 'figure', 'paragraph'])
  expect(fetched).toEqual(['https://example.org/a.jpg'])
  expect(documentOf(editor.state.doc).document.content[1]).toMatchObject({
    attrs: { mediaId: 31, alt: 'Il ponte' },
    content: [{ text: 'Sotto' }],
  })
})

it('until a picture has arrived its caption is kept as text, and a failure says so', async () => {
  const host = stageOf([], {
    upload: never,
    fetch: () => Promise.reject(new Error('Non raggiungibile')),
    find: never,
  })
  const { editor, document } = paste(
    '<figure><img src="https://example.org/a.jpg"><figcaption>Sotto</figcaption></figure>',
    host,
  )
  expect(document.content).toMatchObject([{ type: 'paragraph', content: [{ text: 'Sotto' }] }])
  await expect
    .poll(() => editor.view.dom.querySelector('[role=alert]')?.textContent)
    .toBe('Non raggiungibile')
})

it('what is copied here and pasted twice keeps its blocks and gives them new names', () => {
  const editor = editorOf(
    doc(paragraph('Uno'), {
      type: 'pullQuote',
      attrs: { attribution: 'Ada' },
      content: [{ type: 'text', text: 'Due' }],
    }),
  )
  const { dom } = editor.view.serializeForClipboard(editor.state.doc.slice(0, editor.state.doc.content.size))
  editor.commands.setTextSelection(editor.state.doc.content.size - 1)
  editor.view.pasteHTML(dom.innerHTML, new Event('paste') as ClipboardEvent)
  const { content } = documentOf(editor.state.doc).document
  const ids = content.map((block) => block.attrs?.id)
  expect(new Set(ids).size).toBe(content.length)
  expect(content.filter((block) => block.type === 'pullQuote')).toMatchObject([
    { attrs: { attribution: 'Ada' } },
    { attrs: { attribution: 'Ada' } },
  ])
})
