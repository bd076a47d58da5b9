import { z } from 'zod'
import { seenOf } from '@/lib/seen.ts'

export type Section = {
  id: number
  parentId: number | null
  slug: string
  name: string
  description: string
}

/** What a change of a section is made on. */
export const sectionSeen = ({ name, slug, description, parentId }: Section): string =>
  seenOf({ name, slug, description, parentId })

/** What a new order of the sections is made on. */
export const orderSeen = (sections: readonly Section[]): string =>
  JSON.stringify(sections.map(({ id, parentId }) => [id, parentId]))

/** A section with its subsections, in the order of the navigation. */
export type SectionTree = Section & { children: Section[] }

/** First parts of an address that belong to the site itself: no section may be called so. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'about',
  'admin',
  'api',
  'archive',
  'authors',
  'corrections',
  'feed',
  'icons',
  'media',
  'newsletter',
  'page',
  'preview',
  'reader',
  'search',
  'sitemaps',
  'topics',
  'u',
])

/** The sections as a tree of two levels; deeper ones hang from their topmost ancestor. */
export function treeOf(sections: Section[]): SectionTree[] {
  const byId = new Map(sections.map((section) => [section.id, section]))
  const rootOf = (section: Section): Section => {
    let at = section
    for (let guard = 0; at.parentId !== null && guard < 20; guard++) at = byId.get(at.parentId) ?? at
    return at
  }
  return sections
    .filter((section) => section.parentId === null)
    .map((root) => ({
      ...root,
      children: sections.filter((s) => s.id !== root.id && rootOf(s).id === root.id),
    }))
}

/** Ids of a section and of all below it. */
export function withDescendants(sections: Section[], id: number): number[] {
  const ids = [id]
  for (const parent of ids)
    for (const section of sections)
      if (section.parentId === parent && !ids.includes(section.id)) ids.push(section.id)
  return ids
}

/** A section and the ones above it, topmost first. */
export function lineageOf(sections: Section[], id: number): Section[] {
  const line: Section[] = []
  let at = sections.find((section) => section.id === id)
  while (at && !line.includes(at)) {
    line.unshift(at)
    const parentId = at.parentId
    at = parentId === null ? undefined : sections.find((section) => section.id === parentId)
  }
  return line
}

const slug = z
  .string()
  .trim()
  .max(60)
  .regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/, 'slug-invalid')
const optionalId = z
  .union([z.literal(''), z.coerce.number().int().positive()])
  .transform((value) => (value === '' ? null : value))

export const sectionInput = z.object({
  id: optionalId.default(null),
  name: z.string().trim().min(1, 'required').max(80),
  /** Empty: made from the name. */
  slug,
  description: z.string().trim().max(600).default(''),
  parentId: optionalId,
  /** What was shown of it (sectionSeen); empty for a new one. */
  seen: z.string().max(10_000).default(''),
})
export type SectionForm = z.output<typeof sectionInput>

/** The whole tree in its new order, and the one that was shown (orderSeen). */
export const orderInput = z.object({
  seen: z.string().max(50_000),
  order: z.array(z.object({ id: z.int().positive(), parentId: z.int().positive().nullable() })).max(500),
})
export type SectionOrder = z.output<typeof orderInput>

/** A section as the newsroom sees it, with how many articles are in it. */
export type SectionRow = Section & { articles: number }
