import type { Ref } from 'react'
import type { OutlineEntry } from '@/features/articles/document/outline.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import type { NoteRange } from './notes.ts'

export type BodyEditorHandle = {
  /** The text as it is now. Valid whatever state the writing is in. */
  get(): Document
  /** Puts another version in this one's place; caret and page stay, and onChange is not called. */
  replace(document: Document): void
  focusBlock(id: string): void
  outline(): OutlineEntry[]
}

export type BodyEditorProps = {
  /** What is opened at first. Later versions come by `replace`. */
  document: Document
  /** Of the article: for spelling and for screen readers. */
  language: string
  label: string
  readOnly?: boolean
  notes?: NoteRange[]
  onChange(document: Document): void
  /** The text cannot be edited without losing something: it is shown, and never saved. */
  onInvalid?(errors: string[]): void
  onNote?(anchor: NoteRange['anchor']): void
  onOpenNote?(id: number): void
  ref?: Ref<BodyEditorHandle>
}

export type Told = { kind: 'error' | 'status'; message: string }
