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
