export type AuthorKind = 'person' | 'organisation'

/** An author as bylines show one. */
export type BylineAuthor = { id: number; slug: string; name: string; kind: AuthorKind }

/** An author as the author's page and box show one. */
export type Author = BylineAuthor & {
  role: string
  bio: string
  expertise: string[]
  portraitMediaId: number | null
}

const collectives =
  /\b(redazion\w*|editorial|newsroom|staff|agenzi\w*|agency|ansa|reuters|associated press|comitato|associazione|collettivo|desk)\b/i

/** Whether a name that comes without further data is a newsroom's or another group's rather than a person's. */
export function kindOfName(name: string): AuthorKind {
  return collectives.test(name) ? 'organisation' : 'person'
}
