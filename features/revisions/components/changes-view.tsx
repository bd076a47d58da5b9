import type { TeaserContext } from '@/features/articles/components/teaser.tsx'
import { isoInZone, longDate, timeOfDay } from '@/lib/dates.ts'
import type { PublicChange } from '../schema.ts'
import { DifferenceView } from './difference-view.tsx'

type Props = {
  article: { path: string; headline: string; language: string }
  changes: PublicChange[]
  context: TeaserContext
}

/** What changed in an article since readers first saw it, each time with its date, newest first. */
export function ChangesView({ article, changes, context }: Props) {
  const { t, language, timeZone } = context
  const foreign = article.language === language ? undefined : article.language
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{t.changes.title(article.headline)}</h1>
        <p>
          {t.changes.intro} <a href={article.path}>{t.changes.back}</a>
        </p>
      </header>
      <div className="narrow stack">
        {changes.map(({ revisionId, at, difference }) => (
          <section key={revisionId} aria-labelledby={`change-${revisionId}`}>
            <h2 className="block-title" id={`change-${revisionId}`}>
              <time dateTime={isoInZone(at, timeZone)}>
                {longDate(at, context)} {t.article.at} {timeOfDay(at, context)}
              </time>
            </h2>
            <div lang={foreign}>
              <DifferenceView difference={difference} words={t.changes.words} />
            </div>
          </section>
        ))}
      </div>
    </main>
  )
}
