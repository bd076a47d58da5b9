import { z } from 'zod'
import type { issueKinds, issueStatuses } from '@/db/schema/sending.ts'
import { checkDocument, type Document } from '@/features/articles/document/schema.ts'
import type { Language } from '@/lib/i18n/language.ts'

export type IssueKind = (typeof issueKinds)[number]
export type IssueStatus = (typeof issueStatuses)[number]
/** One of the two subjects of a test. */
export type Variant = 'a' | 'b'

/** Where a digest takes its articles from: the last hours, of everything or of a section, or somebody's hand. */
export const sourceSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('hours'),
    hours: z
      .int()
      .min(1)
      .max(24 * 31),
    sectionId: z.int().positive().nullable(),
  }),
  z.strictObject({ from: z.literal('hand') }),
])
export type IssueSource = z.output<typeof sourceSchema>

/** An issue of a newsletter as editors work on it. Times in UTC milliseconds. */
export type Issue = {
  id: number
  newsletterId: number
  kind: IssueKind
  status: IssueStatus
  slug: string | null
  subject: string
  /** The other subject of a test; empty: no test. */
  subjectB: string
  preheader: string
  intro: Document
  source: IssueSource
  /** Ids in their order. Those of a digest by hours are taken anew until somebody puts them in order. */
  articles: number[]
  testShare: number
  testHours: number
  decideAt: number | null
  winner: Variant | null
  scheduleId: number | null
  plannedAt: number | null
  reason: string
  detail: string
  rate: number | null
  audience: number
  lockVersion: number
  startedAt: number | null
  finishedAt: number | null
  updatedAt: number
}

/** A picture as mail programs can show it: JPEG, absolute address, at most 1200 pixels wide. */
export type LetterPicture = { url: string; width: number; height: number; alt: string; credit: string }

/** Articles that an issue names at most. */
export const mostItems = 40

/** A text without a word. */
export const blank: Document = { type: 'doc', content: [{ type: 'paragraph' }] }

const intro = z.unknown().transform((value, context) => {
  const checked = checkDocument(value)
  if (checked.ok) return checked.document
  context.addIssue({ code: 'custom', message: 'document-invalid' })
  return z.NEVER
})
const line = z.string().trim().max(300)

/** What can be changed of an issue that has not been sent. What is left out stays as it is. */
export const issueChangeSchema = z.strictObject({
  newsletterId: z.int().positive().optional(),
  kind: z.enum(['digest', 'letter']).optional(),
  subject: line.optional(),
  subjectB: line.optional(),
  preheader: line.optional(),
  intro: intro.optional(),
  source: sourceSchema.optional(),
  articles: z.array(z.int().positive()).max(mostItems).optional(),
  testShare: z.int().min(0).max(100).optional(),
  testHours: z.int().min(1).max(72).optional(),
  rate: z.number().min(0.1).max(1000).nullable().optional(),
})
export type IssueChange = z.output<typeof issueChangeSchema>

export type IssueInput = IssueChange & { newsletterId: number; kind?: IssueKind | undefined }

/** What the newsroom says of an issue that it makes; a letter is about one article. */
export const newIssueInput = z
  .object({
    newsletterId: z.int().positive(),
    kind: z.enum(['digest', 'letter']),
    articles: z.array(z.int().positive()).max(1).default([]),
  })
  .transform(({ articles, ...rest }) => (rest.kind === 'letter' ? { ...rest, articles } : rest))

export const saveIssueSchema = z.object({ lockVersion: z.int(), change: issueChangeSchema })

/** States in which an issue can still be changed: nothing of it has left. */
export const openStatuses: readonly IssueStatus[] = ['draft', 'scheduled', 'held', 'empty']

/** An article as an issue names it. `path` begins with a slash. */
export type IssueItem = {
  id: number
  path: string
  kicker: string
  headline: string
  standfirst: string
  byline: string
  picture: LetterPicture | null
}

/** Everything that an issue says, with nothing of whom it goes to. Kept as it was sent, for the archive. */
export type IssueContent = {
  publication: { name: string; language: Language; accent: string; imprint: string; address: string }
  newsletter: { slug: string; name: string }
  subject: string
  preheader: string
  intro: Document
  /** Its articles in their order; with none there is nothing to send. A letter has one. */
  items: IssueItem[]
  /** The article that goes out whole; null for a digest. */
  letter: {
    item: IssueItem
    body: Document
    /** Those that the body names, by id. */
    pictures: Record<number, LetterPicture>
  } | null
  /** The articles that the texts link to, by id. */
  links: Record<number, { path: string; headline: string }>
}

/** Addresses that a letter holds, all absolute. `tag` counts clicks: the value of `n`, like 12 or 12-a. */
export type LetterLinks = { site: string; leave: string; preferences: string; view: string; tag: string }

/** What a letter is made of. Both end with the ways out. */
export type Letter = { html: string; text: string }

/** A line of the newsroom's list of issues. */
export type IssueRow = Pick<
  Issue,
  'id' | 'kind' | 'status' | 'subject' | 'reason' | 'plannedAt' | 'startedAt' | 'updatedAt' | 'audience'
> & { newsletter: string; automatic: boolean }

/** An issue on the newsroom's desk: as it is stored, and what follows from it. */
export type IssueView = {
  issue: Issue
  /** What it would hold if it were sent now. */
  items: IssueItem[]
  /** Of the HTML, in bytes. */
  size: number
  /** Who would get it now. */
  recipients: number
}

/**
 * Where a link leads. moved: on to another address. missing: nothing is there. private: nothing that readers can reach.
 * unreachable: no answer. unsure: it did not say, or there were too many to look at.
 */
export type LinkState = 'ok' | 'moved' | 'missing' | 'private' | 'unreachable' | 'unsure'
/** A link of an issue's texts; `url` is empty when it names an article that nobody can read. */
export type IssueLink = { url: string; where: 'intro' | 'article' }
export type CheckedLink = IssueLink & { state: LinkState }

/** Where everybody can read a newsletter's issues, or one of them. */
export const archivePath = (list: string, issue?: string): string =>
  `/newsletter/archive/${list}${issue === undefined ? '' : `/${issue}`}`
