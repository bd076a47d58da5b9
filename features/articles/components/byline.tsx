import type { Byline as Entry } from '../schema.ts'

type Props = {
  byline: Entry[]
  override: string
  words: { by: string; and: string }
  /** Names become links to the authors' pages. */
  linked?: boolean
}

/** «di Ada Neri e Ugo Bruni». Nothing when an article has no author. */
export function Byline({ byline, override, words, linked = false }: Props) {
  const authors = byline.filter((entry) => entry.role === 'author')
  if (override) return <span className="byline">{override}</span>
  if (authors.length === 0) return null
  return (
    <span className="byline">
      {words.by}{' '}
      {authors.map((author, i) => (
        <span key={author.id}>
          {i > 0 && (i === authors.length - 1 ? ` ${words.and} ` : ', ')}
          {linked ? (
            <a href={`/authors/${author.slug}`} rel="author">
              {author.name}
            </a>
          ) : (
            author.name
          )}
        </span>
      ))}
    </span>
  )
}
