// What somebody makes of an issue, and how two people's changes come together.
import type { Issue } from './schema.ts'

/** What an editor can change of an issue. */
export const draftFields = [
  'newsletterId',
  'kind',
  'subject',
  'subjectB',
  'testShare',
  'testHours',
  'preheader',
  'intro',
  'source',
  'articles',
] as const
export type DraftField = (typeof draftFields)[number]
export type Draft = Pick<Issue, DraftField>

/** The part of an issue that can be changed. */
export const draftOf = (issue: Draft): Draft =>
  Object.fromEntries(draftFields.map((field) => [field, issue[field]])) as Draft

/** The same text for equal values, whatever the order of their names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
    .join(',')}}`
}

const tidy = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value)

/** Whether two values of a field are the same to readers. A line is kept without the space around it. */
export const same = (a: unknown, b: unknown): boolean => canonical(tidy(a)) === canonical(tidy(b))

/** The fields of `mine` that are not as in `base`. */
export const changeOf = (base: Draft, mine: Draft): Partial<Draft> =>
  Object.fromEntries(
    draftFields.filter((field) => !same(base[field], mine[field])).map((field) => [field, mine[field]]),
  )

/** Where two people changed one field to different things. */
export type Clash = { field: DraftField; theirs: Draft[DraftField] }

/** Brings both changes of `base` together. In a field that both changed, mine stays until somebody decides. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): { draft: Draft; clashes: Clash[] } {
  const draft = { ...theirs, ...changeOf(base, mine) }
  const clashes = draftFields
    .filter(
      (field) =>
        !same(base[field], mine[field]) &&
        !same(base[field], theirs[field]) &&
        !same(mine[field], theirs[field]),
    )
    .map((field) => ({ field, theirs: theirs[field] }))
  return { draft, clashes }
}

/** The common ground of two versions: what the server has from us, though its answer did not arrive, is ours and no conflict. */
export function groundOf(base: Draft, sent: readonly Draft[], theirs: Draft): Draft {
  const ours = draftFields.filter((field) => sent.some((one) => same(one[field], theirs[field])))
  return { ...base, ...Object.fromEntries(ours.map((field) => [field, theirs[field]])) }
}

/**
 * What this computer keeps of a page whose text the server may not have. `sent` is what was on its way there. `at` in UTC
 * milliseconds.
 */
export type KeptDraft = { base: Draft; sent: Draft[]; mine: Draft; at: number }
