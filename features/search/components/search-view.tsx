import { createElement, Fragment } from 'react'
import { RowTeaser, type TeaserContext } from '@/features/articles/components/teaser.tsx'
import type { ListPage } from '@/features/listings/page.ts'
import type { SearchResult } from '../loaders.ts'
import { splitFound } from '../query.ts'
import { SearchForm } from './search-form.tsx'

type Props = { query: string; list: ListPage<SearchResult>; context: TeaserContext }

/** The search page: the question, what was found, or what to try instead. */
export function SearchView({ query, list, context }: Props) {
  const { t } = context
  const address = (page: number) => `/search?q=${encodeURIComponent(query)}&page=${page}`
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{query ? t.searchPage.results(query) : t.searchPage.title}</h1>
      </header>
      <SearchForm t={t} query={query} hint />
      {query === '' && <p>{t.searchPage.start}</p>}
      {query !== '' && list.items.length === 0 && (
        <p>
          {t.searchPage.none(query)} {t.searchPage.noneHelp}
        </p>
      )}
      <ol className="list">
        {list.items.map((result) => (
          <li key={result.id}>
            <RowTeaser teaser={result} context={context} heading="h2">
              <p className="teaser-standfirst excerpt">
                {createElement(
                  Fragment,
                  null,
                  ...splitFound(result.excerpt).map((part) =>
                    part.found ? <mark>{part.text}</mark> : part.text,
                  ),
                )}
              </p>
            </RowTeaser>
          </li>
        ))}
      </ol>
      {(list.page > 1 || list.more) && (
        <nav className="pager" aria-label={t.pager.label}>
          {list.page > 1 ? (
            <a href={address(list.page - 1)} rel="prev">
              ← {t.pager.page(list.page - 1)}
            </a>
          ) : (
            <span />
          )}
          <span>{t.pager.page(list.page)}</span>
          {list.more ? (
            <a href={address(list.page + 1)} rel="next">
              {t.pager.page(list.page + 1)} →
            </a>
          ) : (
            <span />
          )}
        </nav>
      )}
    </main>
  )
}
