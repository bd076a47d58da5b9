import { EmptyState } from '@/components/ui/empty-state.tsx'
import { shortDate } from '@/lib/dates.ts'
import type { Language } from '@/lib/i18n/language.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { type LibraryPage, type LibraryQuery, libraryFilters, type MediaItem } from '../schema.ts'
import styles from './library.module.css'
import { LibraryUploader } from './library-uploader.tsx'
import { Thumbnail } from './thumbnail.tsx'

type Props = {
  query: LibraryQuery
  list: boolean
  page: LibraryPage
  mayUpload: boolean
  language: Language
  timeZone: string
  t: NewsroomWords
}

/** The address of the library with other wishes. */
function addressOf({ q, filter, page }: LibraryQuery, list: boolean): string {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (filter) search.set('filter', filter)
  if (list) search.set('view', 'list')
  if (page) search.set('page', String(page))
  const text = search.toString()
  return `/admin/media${text ? `?${text}` : ''}`
}

/** All pictures: bringing in, searching, filtering. */
export function Library({ query, list, page, mayUpload, language, timeZone, t }: Props) {
  const words = t.media
  const here = (current: boolean) => (current ? ('true' as const) : undefined)
  return (
    <>
      <div className="page-bar">
        <h1>{words.title}</h1>
      </div>
      {mayUpload && <LibraryUploader />}
      <div className={styles.tools}>
        <form className={styles.search} action="/admin/media">
          <label className="label" htmlFor="media-search">
            {words.search}
          </label>
          <div className={styles.searchRow}>
            <input id="media-search" className="field" type="search" name="q" defaultValue={query.q} />
            {query.filter && <input type="hidden" name="filter" value={query.filter} />}
            {list && <input type="hidden" name="view" value="list" />}
            <button type="submit" className="button button-plain">
              {words.searchButton}
            </button>
          </div>
        </form>
        <nav aria-label={words.show}>
          <ul className={styles.filters}>
            {([null, ...libraryFilters] as const).map((filter) => (
              <li key={filter ?? 'all'}>
                <a
                  href={addressOf({ ...query, filter, page: null }, list)}
                  aria-current={here(query.filter === filter)}
                >
                  {words.filters[filter ?? 'all']}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label={words.view}>
          <ul className={styles.filters}>
            <li>
              <a href={addressOf(query, false)} aria-current={here(!list)}>
                {words.grid}
              </a>
            </li>
            <li>
              <a href={addressOf(query, true)} aria-current={here(list)}>
                {words.list}
              </a>
            </li>
          </ul>
        </nav>
      </div>
      {page.items.length === 0 ? (
        query.q || query.filter || query.page ? (
          <EmptyState title={words.none}>
            <p>{words.noneHint}</p>
          </EmptyState>
        ) : (
          <EmptyState title={words.noneYet} />
        )
      ) : list ? (
        <Table items={page.items} t={t} language={language} timeZone={timeZone} />
      ) : (
        <Grid items={page.items} t={t} />
      )}
      {(page.next !== null || query.page !== null) && (
        <nav className="pager" aria-label={words.more}>
          {query.page === null ? (
            <span />
          ) : (
            <a href={addressOf({ ...query, page: null }, list)}>{words.newest}</a>
          )}
          {page.next !== null && <a href={addressOf({ ...query, page: page.next }, list)}>{words.more}</a>}
        </nav>
      )}
    </>
  )
}

const titleOf = (item: MediaItem, t: NewsroomWords) => item.name || item.alt || t.media.unnamed

function Marks({ item, t }: { item: MediaItem; t: NewsroomWords }) {
  return (
    <>
      {item.withheldAt !== null && <span className={styles.warning}>{t.media.expiredShort}</span>}
      {!item.alt && <span className={styles.hint}>{t.media.noAlt}</span>}
    </>
  )
}

function Grid({ items, t }: { items: MediaItem[]; t: NewsroomWords }) {
  return (
    <ul className={styles.grid}>
      {items.map((item) => (
        <li key={item.id}>
          <a className={styles.tile} href={`/admin/media/${item.id}`}>
            <Thumbnail item={item} alt="" className={styles.image} />
            <span className={styles.name}>{titleOf(item, t)}</span>
          </a>
          <p className={styles.note}>
            <span>{t.media.uses(item.uses)}</span> <Marks item={item} t={t} />
          </p>
        </li>
      ))}
    </ul>
  )
}

type TableProps = { items: MediaItem[]; language: Language; timeZone: string; t: NewsroomWords }

function Table({ items, language, timeZone, t }: TableProps) {
  const words = t.media
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable (WCAG 2.1.1)
    <section className="table-scroll" aria-label={words.title} tabIndex={0}>
      <table className={`data-table ${styles.rows}`}>
        <thead>
          <tr>
            <th scope="col">{words.pictureColumn}</th>
            <th scope="col">{words.nameColumn}</th>
            <th scope="col">{words.creditColumn}</th>
            <th scope="col">{words.usesColumn}</th>
            <th scope="col">{words.addedColumn}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className={styles.cell}>
                <Thumbnail item={item} alt="" className={styles.small} />
              </td>
              <td className={styles.cell}>
                <a href={`/admin/media/${item.id}`}>{titleOf(item, t)}</a>
                <p className={styles.note}>
                  <Marks item={item} t={t} />
                </p>
              </td>
              <td className={styles.cell}>{item.credit}</td>
              <td className={styles.cell}>{words.uses(item.uses)}</td>
              <td className={styles.cell}>{shortDate(item.createdAt, { language, timeZone })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
