import type { frequencies } from '@/db/schema/newsletter.ts'

export type Frequency = (typeof frequencies)[number]

/** Something that can be subscribed to. */
export type Newsletter = {
  id: number
  slug: string
  name: string
  description: string
  frequency: Frequency
  sectionId: number | null
  /** Offered to readers. */
  open: boolean
}
