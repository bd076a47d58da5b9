import { expect, it } from 'vitest'
import type { Document } from '@/features/articles/document/schema.ts'
import { asStored } from '@/features/writing/normal-form.ts'

const list = (id: string, attrs: object, text: string) => ({
  type: 'orderedList',
  attrs: { id, ...attrs },
  content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }],
})
const doc = (...content: object[]) => ({ type: 'doc', content }) as Document

it('a block that the editor only writes differently goes out as it was stored; a changed one as it is', () => {
  const stored = doc(list('aaaaaa', {}, 'Uno'), list('bbbbbb', {}, 'Due'))
  const shown = doc(list('aaaaaa', { start: 1 }, 'Uno'), list('bbbbbb', { start: 1 }, 'Due'))
  const now = doc(list('aaaaaa', { start: 1 }, 'Uno'), list('bbbbbb', { start: 1 }, 'Due e mezzo'))
  expect(asStored(now, shown, stored)).toEqual(
    doc(list('aaaaaa', {}, 'Uno'), list('bbbbbb', { start: 1 }, 'Due e mezzo')),
  )
  expect(asStored(shown, shown, stored)).toEqual(stored)
})

it('new blocks, removed ones and another order are kept as they are', () => {
  const stored = doc(list('aaaaaa', {}, 'Uno'), list('bbbbbb', {}, 'Due'))
  const now = doc(list('cccccc', {}, 'Nuovo'), list('bbbbbb', {}, 'Due'))
  expect(asStored(now, stored, stored)).toEqual(now)
})
