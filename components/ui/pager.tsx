type Props = {
  /** Address of the list's first page. */
  base: string
  page: number
  more: boolean
  words: { label: string; previous: string; next: string; page: (n: number) => string }
}

/** Newer and older pages of a list. Nothing when there is only one. */
export function Pager({ base, page, more, words }: Props) {
  if (page === 1 && !more) return null
  const address = (n: number) => (n === 1 ? base : `${base}/page/${n}`)
  return (
    <nav className="pager" aria-label={words.label}>
      {page > 1 ? (
        <a href={address(page - 1)} rel="prev">
          ← {words.previous}
        </a>
      ) : (
        <span />
      )}
      <span>{words.page(page)}</span>
      {more ? (
        <a href={address(page + 1)} rel="next">
          {words.next} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
