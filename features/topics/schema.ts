import { z } from 'zod'
import { seenOf } from '@/lib/seen.ts'

export type Topic = { id: number; slug: string; name: string; description: string }

/** What a change of a topic is made on. */
export const topicSeen = ({ name, slug, description }: Topic): string => seenOf({ name, slug, description })

/** A topic as the newsroom sees it, with how many articles have it, drafts included. */
export type TopicRow = Topic & { articles: number }

export const topicInput = z.object({
  id: z.union([z.literal(''), z.coerce.number().int().positive()]).transform((id) => (id === '' ? null : id)),
  name: z.string().trim().min(1, 'required').max(80),
  /** Empty: made from the name. */
  slug: z
    .string()
    .trim()
    .max(80)
    .regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/, 'slug-invalid'),
  description: z.string().trim().max(600).default(''),
  /** What was shown of it (topicSeen); empty for a new one. */
  seen: z.string().max(10_000).default(''),
})
export type TopicForm = z.output<typeof topicInput>

export const mergeInput = z.object({ from: z.int().positive(), into: z.int().positive() })
