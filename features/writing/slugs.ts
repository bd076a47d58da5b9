// How the last part of an article's address comes about, and what an article is before anything is written.
import { shortHash, withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { slugify } from '@/lib/text.ts'

const placeholder = /^bozza-[a-z0-9]{10}$/

/** The address of a draft without a headline. */
export const placeholderSlug = (seed: number): string => `bozza-${shortHash(`${seed}:${Math.random()}`)}`

/**
 * The address that follows from a new headline; null when the one that is there stays: somebody chose it, or there is
 * nothing to make one from. Only for what was never published.
 */
export function proposedSlug(slug: string, before: string, headline: string): string | null {
  const made = slugify(headline)
  const follows = placeholder.test(slug) || slug.replace(/-\d+$/, '') === slugify(before).replace(/-\d+$/, '')
  return made !== '' && follows && slugify(before) !== made ? made : null
}

/** An article of which nobody has written anything. */
export const blankSnapshot = {
  headline: '',
  kicker: '',
  standfirst: '',
  body: withBlockIds(null),
  translationGroupId: null,
  bylineOverride: '',
  tagIds: [],
  seriesId: null,
  genre: 'news',
  place: '',
  hero: null,
  seo: {},
  source: {},
  hideSupport: false,
  hideNewsletter: false,
  relatedPins: [],
} satisfies Partial<Snapshot>
