// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { WordsProvider } from '@/components/ui/words.tsx'
import {
  BodyEditor,
  type BodyEditorHandle,
  type BodyEditorProps,
} from '@/features/articles/components/editor/body-editor.tsx'
import type { Document } from '@/features/articles/document/schema.ts'
import { doc, heading, paragraph } from '../../../factories/documents.ts'

afterEach(cleanup)

const text = (id: string, value: string) => ({ ...paragraph(value), attrs: { id } })

function show(document: unknown, over: Partial<BodyEditorProps> = {}) {
  const onChange = vi.fn()
  const onInvalid = vi.fn()
  const ref = createRef<BodyEditorHandle>()
  render(
    <WordsProvider language="it" timeZone="Europe/Rome">
      <BodyEditor
        document={document as Document}
        language="it"
        label="Testo dell’articolo"
        onChange={onChange}
        onInvalid={onInvalid}
        ref={ref}
        {...over}
      />
    </WordsProvider>,
  )
  const handle = () => ref.current as BodyEditorHandle
  return { onChange, onInvalid, handle }
}
const box = () => screen.findByRole('textbox', { name: 'Testo dell’articolo' })

it('the text is a text box of several lines in the article’s language, with its formats in a toolbar', async () => {
  show(doc(text('aaaaaa', 'Il ponte')))
  const element = await box()
  expect(element.getAttribute('aria-multiline')).toBe('true')
  expect(element.getAttribute('lang')).toBe('it')
  expect(element.textContent).toBe('Il ponte')
  expect(screen.getByRole('toolbar', { name: 'Formato del testo' })).toBeTruthy()
})

it('opening a text changes nothing', async () => {
  const { onChange, onInvalid, handle } = show(doc(paragraph('Senza nome'), heading('Capo')))
  await box()
  expect(handle().get().content).toMatchObject([{ content: [{ text: 'Senza nome' }] }, { type: 'heading' }])
  expect(onChange).not.toHaveBeenCalled()
  expect(onInvalid).not.toHaveBeenCalled()
})

it.each([
  ['an element that is not known', { type: 'poll', attrs: { question: 'Sì?' } }],
  [
    'a level that there is not',
    { type: 'heading', attrs: { level: 9 }, content: [{ type: 'text', text: 'x' }] },
  ],
  ['an attribute that is not known', { type: 'paragraph', attrs: { align: 'center' } }],
])('a text with %s can be read, is reported, and is never given out changed', async (_, block) => {
  const document = doc(text('aaaaaa', 'Parole da salvare'), block as Document['content'][number])
  const { onChange, onInvalid, handle } = show(document)
  expect((await screen.findByRole('alert')).textContent).toContain('si può solo leggere')
  expect(screen.getByText('Parole da salvare')).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBe(null)
  expect(globalThis.document.querySelector('[contenteditable="true"]')).toBe(null)
  expect(onInvalid).toHaveBeenCalledTimes(1)
  expect(onInvalid.mock.calls[0]?.[0].length).toBeGreaterThan(0)
  expect(onChange).not.toHaveBeenCalled()
  expect(handle().get()).toBe(document)
})

it('a version that can be edited takes the place of one that could not', async () => {
  const { handle } = show(doc({ type: 'poll' } as unknown as Document['content'][number]))
  await screen.findByRole('alert')
  act(() => handle().replace(doc(text('aaaaaa', 'Di nuovo'))))
  expect((await box()).textContent).toBe('Di nuovo')
})

it('a version from elsewhere that cannot be edited stops the writing and is reported', async () => {
  const { handle, onInvalid, onChange } = show(doc(text('aaaaaa', 'Uno')))
  await box()
  act(() => handle().replace(doc({ type: 'poll' } as unknown as Document['content'][number])))
  await waitFor(() => expect(onInvalid).toHaveBeenCalled())
  expect(screen.queryByRole('textbox')).toBe(null)
  expect(onChange).not.toHaveBeenCalled()
})

it('another version takes the text’s place without being called a change', async () => {
  const { handle, onChange } = show(doc(text('aaaaaa', 'Uno')))
  await box()
  act(() => handle().replace(doc(text('aaaaaa', 'Uno e due'))))
  expect((await box()).textContent).toBe('Uno e due')
  expect(handle().get()).toEqual(doc(text('aaaaaa', 'Uno e due')))
  expect(onChange).not.toHaveBeenCalled()
})

it('who may only read gets no toolbar and can change nothing', async () => {
  show(doc(text('aaaaaa', 'Uno')), { readOnly: true })
  const element = await box()
  expect(element.getAttribute('contenteditable')).toBe('false')
  expect(screen.queryByRole('toolbar')).toBe(null)
})

it('the outline is made of the subheads', async () => {
  const { handle } = show(
    doc(heading('Primo'), paragraph('x'), heading('Secondo', 3), { type: 'heading', attrs: { level: 2 } }),
  )
  await box()
  expect(handle().outline()).toMatchObject([
    { level: 2, text: 'Primo' },
    { level: 3, text: 'Secondo' },
  ])
})
