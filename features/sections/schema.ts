export type Section = {
  id: number
  parentId: number | null
  slug: string
  name: string
  description: string
}

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
