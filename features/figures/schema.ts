import type { Variant } from '@/features/issues/schema.ts'

/** How often a page was reached from an issue. `variant` is empty where the issue had one subject. */
export type Click = { issue: number; variant: Variant | ''; path: string; count: number }

/** What tells clicks apart that are counted together. */
export const clickKey = ({ issue, variant, path }: Omit<Click, 'count'>): string =>
  `${issue} ${variant} ${path}`

/** Clicks of an issue: in all, by subject, and by page, the most followed first. */
export type IssueClicks = {
  total: number
  byVariant: Record<Variant, number>
  paths: { path: string; count: number }[]
}

export const ranges = ['month', 'half'] as const
/** How far back the charts look: thirty days, day by day, or half a year, week by week. */
export type Range = (typeof ranges)[number]

/** A stretch of time: from `at` up to the next one's, in UTC milliseconds. */
export type Span = { at: number; end: number }

/** What happened in each stretch of time. People, not messages, but for `bounces`. */
export type Trend = {
  span: Span
  /** Subscribers at its end. */
  confirmed: number
  joined: number
  left: number
  /** Who asked to subscribe, and how many of them have confirmed by now. */
  asked: number
  agreed: number
  bounced: number
  complained: number
}

/** Of how many issues, the last ones, it is shown what became of them. */
export const mostIssues = 12

/** What became of an issue. */
export type IssueFigures = {
  id: number
  subject: string
  newsletter: string
  startedAt: number
  sent: number
  failed: number
  clicks: number
  /** Who left its newsletter in the three days after it. */
  left: number
}
