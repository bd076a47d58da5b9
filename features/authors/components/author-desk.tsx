import { EmptyState } from '@/components/ui/empty-state.tsx'
import { SearchBar } from '@/components/ui/search-bar.tsx'
import type { loadAuthorDesk } from '../loaders.ts'

type Props = Awaited<ReturnType<typeof loadAuthorDesk>>

/** Those who sign articles. */
export function AuthorDesk({ t: words, rows, typed, page, more }: Props) {
  const { taxonomy: t, shell } = words
  const address = (n: number) => `/admin/authors?${new URLSearchParams({ q: typed, page: String(n) })}`
  return (
    <>
      <div className="page-bar">
        <h1>{shell.authors}</h1>
        <a className="button button-small" href="/admin/authors/new">
          {t.newAuthor}
        </a>
      </div>
      <SearchBar action="/admin/authors" label={t.searchLabel} button={t.search} typed={typed} />
      {rows.length === 0 ? (
        <EmptyState title={typed ? t.nothing : t.authorsEmpty}>
          {typed ? <a href="/admin/authors">{t.showAll}</a> : <p>{t.authorsEmptyText}</p>}
        </EmptyState>
      ) : (
        <table className="rows-table">
          <thead>
            <tr>
              <th scope="col">{t.authorName}</th>
              <th scope="col">{t.role}</th>
              <th scope="col">{t.kind}</th>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.articles}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={`/admin/authors/${row.id}`}>{row.name}</a>
                </th>
                <td>{row.role}</td>
                <td>{t.kinds[row.kind]}</td>
                <td>{row.person}</td>
                <td>
                  <a href={`/admin/articles?author=${row.id}`}>{row.articles}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(page > 1 || more) && (
        <nav className="pager" aria-label={t.pages}>
          {page > 1 ? <a href={address(1)}>← {t.first}</a> : <span />}
          {more && <a href={address(page + 1)}>{t.next} →</a>}
        </nav>
      )}
    </>
  )
}
