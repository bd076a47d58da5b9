import { Pager } from '@/components/ui/pager.tsx'
import type { TeaserContext } from '@/features/articles/components/teaser.tsx'
import { isoInZone, longDate } from '@/lib/dates.ts'
import type { CorrectedArticle } from '../data.ts'
import type { ListPage } from '../page.ts'

type Props = { list: ListPage<CorrectedArticle>; context: TeaserContext; email: string }

/** Every correction, newest first, with the article that it belongs to. */
export function CorrectionsView({ list, context, email }: Props) {
  const { t, timeZone } = context
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{t.corrections.title}</h1>
        <p>
          {t.corrections.intro}{' '}
          {email && (
            <a href={`mailto:${email}?subject=${encodeURIComponent(t.corrections.report)}`}>
              {t.corrections.report}
            </a>
          )}
        </p>
      </header>
      <div className="narrow stack">
        {list.items.length === 0 && <p>{t.corrections.none}</p>}
        {list.items.map((correction) => (
          <article key={correction.id} className="corrections">
            <p>
              <strong>{t.corrections.types[correction.type]}</strong>{' '}
              <time dateTime={isoInZone(correction.at, timeZone)}>{longDate(correction.at, context)}</time>
            </p>
            <h2>
              <a href={correction.path}>{correction.headline}</a>
            </h2>
            <p>{correction.text}</p>
          </article>
        ))}
        <Pager base="/corrections" page={list.page} more={list.more} words={t.pager} />
      </div>
    </main>
  )
}
