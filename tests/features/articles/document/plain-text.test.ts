import { expect, it } from 'vitest'
import { renderText } from '@/features/articles/document/plain-text.ts'
import { doc, everything, note, paragraph, text } from '@/tests/factories/documents.ts'

it('the text of a document is its words without marks, addresses and empty lines', () => {
  expect(renderText(everything)).toBe(
    [
      'Capo primo',
      'Parole forticorsivetolte23codice\nfuoridentro',
      'Citazione',
      'Frase scelta\nAda Neri',
      '• Punto',
      '3. Terzo',
      'Testa\nCella',
      'Didascalia',
      'Primo quadro\nInsieme',
      'Il filmato',
      'Scheda',
      'Una nota.',
    ].join('\n\n'),
  )
})

it('what is nested stands in its order, without the signs of lists and quotations around it', () => {
  const inner = {
    type: 'bulletList' as const,
    content: [{ type: 'listItem' as const, content: [paragraph('due')] }],
  }
  const body = doc(
    { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('uno'), inner] }] },
    {
      type: 'blockquote',
      content: [paragraph('tre', note('quattro')), paragraph(text('cinque', { type: 'bold' }))],
    },
  )
  expect(renderText(body).split(/\s+/)).toEqual(['1.', 'uno', '•', 'due', 'tre', 'cinque', 'quattro'])
})

it('what has no words has no text', () => {
  const figure = { mediaId: 7, alt: 'Il mare', credit: null, layout: 'normal' as const }
  expect(renderText(doc({ type: 'horizontalRule' }, { type: 'figure', attrs: figure }))).toBe('')
})
