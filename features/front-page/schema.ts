import { z } from 'zod'
import type { Teaser } from '@/features/articles/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'

const id = z.int().positive()
const time = z.int().min(0).max(8.64e15)

/** How many places the page has beside the lead, and how many pieces a section's block shows at most. */
export const seconds = 4
export const opinions = 4
export const largestBlock = 5

/** A piece that an editor has put in a place. What it says here instead of its own words holds on the front page alone. */
export const itemSchema = z.strictObject({
  articleId: id,
  /** When it was put there, UTC milliseconds. */
  placedAt: time,
  /** Kept in its place: until a time, or until somebody unlocks it (`until` null). */
  lock: z.strictObject({ until: time.nullable() }).nullable(),
  headline: z.string().trim().max(300).optional(),
  kicker: z.string().trim().max(80).optional(),
  mediaId: id.optional(),
})
export type Item = z.infer<typeof itemSchema>

/** A place of the page: null is filled by itself. */
const slot = itemSchema.nullable()
export type Slot = z.infer<typeof slot>

export const blockSchema = z.strictObject({
  sectionId: id,
  /** `wide`: the page's whole width; `half`: two stand side by side. */
  weight: z.enum(['wide', 'half']),
  size: z.int().min(1).max(largestBlock),
  items: z.array(slot).max(largestBlock),
})
export type BlockLayout = z.infer<typeof blockSchema>

const fields = z.strictObject({
  version: z.literal(1),
  lead: slot,
  seconds: z.array(slot).length(seconds),
  opinions: z.array(slot).length(opinions),
  /** Null: every section, in the order of the navigation. */
  blocks: z.array(blockSchema).max(40).nullable(),
})
export type Layout = z.infer<typeof fields>

/** Every piece that was put in a place. */
export const itemsOf = (layout: Layout): Item[] =>
  [
    layout.lead,
    ...layout.seconds,
    ...layout.opinions,
    ...(layout.blocks ?? []).flatMap((block) => block.items),
  ].filter((item) => item !== null)

/** How editors arranged the front page. No piece and no section stands in it twice. */
export const layoutSchema = fields.superRefine((layout, context) => {
  const pieces = itemsOf(layout).map((item) => item.articleId)
  const sections = (layout.blocks ?? []).map((block) => block.sectionId)
  if (new Set(pieces).size < pieces.length || new Set(sections).size < sections.length)
    context.addIssue({ code: 'custom', message: 'twice' })
})

/** A page that fills itself. */
export const automaticLayout: Layout = {
  version: 1,
  lead: null,
  seconds: Array.from({ length: seconds }, () => null),
  opinions: Array.from({ length: opinions }, () => null),
  blocks: null,
}

/** What a version is changed from: the one in force when the editor opened it; `id` null while there was none. */
export const baseSchema = z.strictObject({ id: id.nullable(), lockVersion: z.int().min(0) })
export type Base = z.infer<typeof baseSchema>

export const setSchema = z.strictObject({ layout: layoutSchema, base: baseSchema })
export const scheduleSchema = z.strictObject({ layout: layoutSchema, at: time })
export const rescheduleSchema = z.strictObject({
  layout: layoutSchema,
  at: time,
  lockVersion: z.int().min(1),
})
export const cancelSchema = z.strictObject({ lockVersion: z.int().min(1) })

/** A front page that is in force, was, or will be. Times in UTC milliseconds. */
export type Version = {
  id: number
  layout: Layout
  startsAt: number
  lockVersion: number
  by: string
  savedAt: number
}

/** A piece that can be put in a place. `publishAt`: when it comes out, where it is not out yet. */
export type Candidate = Teaser & { publishAt: number | null }

/** What the editor's page needs to show the front page as it will be. */
export type Desk = {
  /** In force now; null while nobody has arranged anything. */
  current: Version | null
  scheduled: Version[]
  earlier: Version[]
  pieces: Candidate[]
  pictures: MediaView[]
}
