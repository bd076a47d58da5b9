import { z } from 'zod'
import type { NoteAnchor } from '@/db/schema/newsroom.ts'

/** Where in the text a note belongs: characters of one block, with their words as they were. */
export const anchorSchema = z
  .strictObject({
    block: z.string().regex(/^[a-z0-9]{6,24}$/),
    start: z.int().min(0),
    end: z.int().min(0),
    quote: z.string().max(2000),
  })
  .refine(({ start, end }) => start < end, 'a note needs a piece of text')

/** Characters. */
export const longestNote = 5000

export const newNoteSchema = z.strictObject({
  text: z.string().trim().min(1, 'required').max(longestNote),
  anchor: anchorSchema.nullable().default(null),
  /** The note that it answers. */
  parentId: z.int().positive().nullable().default(null),
})
export type NewNote = z.output<typeof newNoteSchema>

export const resolveNoteSchema = z.strictObject({ resolved: z.boolean() })

/** A note with its answers, oldest first. Times in UTC milliseconds. */
export type Note = {
  id: number
  parentId: number | null
  anchor: NoteAnchor | null
  text: string
  person: string
  personId: number
  at: number
  resolvedBy: string | null
  resolvedAt: number | null
}
export type Thread = Note & { replies: Note[] }
export type { NoteAnchor }
