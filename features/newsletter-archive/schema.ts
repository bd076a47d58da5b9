import type { Document } from '@/features/articles/document/schema.ts'
import type { Article, Teaser } from '@/features/articles/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'
import type { Frequency } from '@/features/newsletter/schema.ts'

/** A newsletter of which issues can be read on the site. */
export type Archive = { id: number; slug: string; name: string; description: string; frequency: Frequency }

/** An issue among others. `at`: when it began to be sent, UTC milliseconds. */
export type PastIssue = { id: number; slug: string; subject: string; preheader: string; at: number }

/** An issue as it was sent; its articles by id. */
export type SentIssue = PastIssue & {
  archive: Archive
  intro: Document
  articles: number[]
  isLetter: boolean
}

/** An issue as its page shows it: what it said, with its articles and pictures as readers may see them now. */
export type IssuePage = PastIssue & {
  archive: Archive
  intro: { body: Document; media: MediaView[]; links: Article['links'] }
  teasers: Teaser[]
  /** The article that went out whole, while it can be read. */
  letter: Article | null
  older: PastIssue | null
  newer: PastIssue | null
}
