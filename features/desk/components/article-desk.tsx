import { EmptyState } from '@/components/ui/empty-state.tsx'
import type { ArticleListData } from '../loaders.ts'
import { writeFilter } from '../query.ts'
import { ArticleTable } from './article-table.tsx'
import styles from './articles.module.css'
import { FilterBar } from './filter-bar.tsx'
import { ViewTabs } from './view-tabs.tsx'

/** The list of articles: views, filters, rows, and what can be done with those that are chosen. */
export function ArticleDesk({ data }: { data: ArticleListData }) {
  const { t, filter, query, page, isFirst } = data
  const isNarrowed = query !== ''
  return (
    <>
      <div className="page-bar">
        <h1>{t.shell.articles}</h1>
        <div className="page-bar-actions">
          {data.mayCreate && (
            <a className="button button-small" href="/admin/articles/new">
              {t.shell.newArticle}
            </a>
          )}
        </div>
      </div>
      <ViewTabs views={data.views} query={query} me={data.me} seesAll={data.seesAll} />
      <FilterBar filter={filter} choices={data.choices} key={query} />
      {page.rows.length > 0 ? (
        <ArticleTable
          key={`${query} ${page.rows[0]?.id}`}
          rows={page.rows}
          commands={data.commands}
          people={data.choices.people}
          sections={data.choices.sections}
          sort={filter.sort ?? 'updated'}
          mayCreate={data.mayCreate}
        />
      ) : isNarrowed ? (
        <EmptyState title={t.desk.emptyTitle}>
          <p>
            {t.desk.emptyText} <a href="/admin/articles">{t.desk.clearFilters}</a>
          </p>
        </EmptyState>
      ) : (
        <EmptyState title={t.desk.emptyFresh}>
          <p>{t.desk.emptyFreshText}</p>
        </EmptyState>
      )}
      {(!isFirst || page.next) && (
        <nav className={styles.pages} aria-label={t.desk.pages}>
          {isFirst ? <span /> : <a href={`/admin/articles?${query}`}>← {t.desk.firstPage}</a>}
          {page.next && (
            <a href={`/admin/articles?${writeFilter(filter, page.next)}`} rel="next">
              {t.desk.nextPage} →
            </a>
          )}
        </nav>
      )}
    </>
  )
}
