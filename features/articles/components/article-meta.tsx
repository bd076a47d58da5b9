import { Icon } from '@/components/ui/icon.tsx'
import { Portrait } from '@/features/authors/components/portrait.tsx'
import { isoInZone, longDate, timeOfDay } from '@/lib/dates.ts'
import { readingMinutes } from '@/lib/text.ts'
import type { Article } from '../schema.ts'
import { Byline } from './byline.tsx'
import type { TeaserContext } from './teaser.tsx'

type Props = { article: Article; context: TeaserContext; siteUrl: string }

/** Who, when, how long, and what can be done with it. */
export function ArticleMeta({ article, context, siteUrl }: Props) {
  const { t, timeZone } = context
  const [first] = article.authors
  const when = (at: number) => (
    <time dateTime={isoInZone(at, timeZone)}>
      {longDate(at, context)} {t.article.at} {timeOfDay(at, context)}
    </time>
  )
  const address = siteUrl + article.path
  const names = new Intl.DisplayNames([context.language], { type: 'language' })
  const mail = `mailto:?subject=${encodeURIComponent(article.headline)}&body=${encodeURIComponent(address)}`
  return (
    <div className="article-meta">
      {first && article.authors.length === 1 && (
        <Portrait
          name={first.name}
          media={article.portraits.find((picture) => picture.id === first.portraitMediaId)}
        />
      )}
      <div>
        <p>
          <Byline byline={article.byline} override={article.bylineOverride} words={t.byline} linked />
        </p>
        <p className="article-times">
          <span>
            {article.place && `${article.place}, `}
            {when(article.publishedAt)}
          </span>
          {article.updatedAt !== null && (
            <span>
              {t.article.updated}: {when(article.updatedAt)}
              {article.hasChanges && (
                <>
                  {' '}
                  (<a href={`${article.path}/changes`}>{t.changes.link}</a>)
                </>
              )}
            </span>
          )}
          <span>{t.article.readingTime(readingMinutes(article.wordCount))}</span>
        </p>
        {article.translations.length > 0 && (
          <p className="article-times">
            {article.translations.map((other) => (
              <span key={other.id}>
                <a href={other.path} hrefLang={other.language} rel="alternate">
                  {t.article.readIn(names.of(other.language) ?? other.language)}
                </a>
              </span>
            ))}
          </p>
        )}
      </div>
      <div className="article-tools">
        <a className="icon-button" href={mail} aria-label={t.article.byEmail}>
          <Icon name="mail" />
        </a>
        <button
          type="button"
          className="icon-button reserved"
          data-share={address}
          data-done={t.article.linkCopied}
          hidden
        >
          <Icon name="share" /> <span>{t.article.share}</span>
        </button>
        <button
          type="button"
          className="icon-button reserved"
          data-listen
          data-stop={t.article.stopListening}
          hidden
        >
          <Icon name="listen" /> <span>{t.article.listen}</span>
        </button>
      </div>
    </div>
  )
}
