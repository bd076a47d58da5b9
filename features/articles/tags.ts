// The names under which pages are remembered, and made stale.

/** An article by its address: a missing one has no id. */
export const articleTag = (path: string) => `article:${path}`
/** The same article by id, for the pages that mention it. */
export const articleIdTag = (id: number) => `article-id:${id}`
/** Any published article appeared, changed or went: front page, feeds of the site, sitemaps. */
export const articlesTag = 'articles'
export const sectionListTag = (slug: string) => `section:${slug}`
export const monthTag = (year: number, month: number) => `month:${year}-${month}`
export const correctionsTag = 'corrections'
export const relatedTag = (id: number) => `related:${id}`
export const mostReadTag = 'most-read'
/** The day: pages that print today's date. */
export const todayTag = 'today'
/** A loader that failed and answered anyway sets this: nothing that carries it is ever stored. */
export const degradedTag = 'degraded'
