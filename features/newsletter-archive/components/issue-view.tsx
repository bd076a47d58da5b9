import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { Body } from '@/features/articles/components/body.tsx'
import { Byline } from '@/features/articles/components/byline.tsx'
import { RowTeaser, type TeaserContext } from '@/features/articles/components/teaser.tsx'
import { renderText } from '@/features/articles/document/plain-text.ts'
import type { Article } from '@/features/articles/schema.ts'
import { archivePath } from '@/features/issues/links.ts'
import { Picture } from '@/features/media/components/picture.tsx'
import { fullDate, isoInZone } from '@/lib/dates.ts'
import type { IssuePage } from '../schema.ts'

type Props = { issue: IssuePage; context: TeaserContext }

/** An issue as it was sent: what it said, and its articles. */
export function IssueView({ issue, context }: Props) {
  const { t, timeZone } = context
  const { archive, intro, teasers, letter } = issue
  const words = t.letters.archive
  const crumbs = [
    { name: words.title, href: '/newsletter/archive' },
    { name: archive.name, href: archivePath(archive.slug) },
  ]
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <Breadcrumbs label={t.breadcrumbs} crumbs={crumbs} />
        <h1>{issue.subject}</h1>
        <p className="capital">
          <time dateTime={isoInZone(issue.at, timeZone)}>{fullDate(issue.at, context)}</time>
        </p>
      </header>
      <div className="issue">
        {renderText(intro.body) && (
          <div className="prose narrow">
            <Body {...intro} t={t} />
          </div>
        )}
        {letter ? (
          <Letter article={letter} context={context} />
        ) : (
          <Digest teasers={teasers} context={context} />
        )}
        <Neighbours issue={issue} context={context} />
      </div>
    </main>
  )
}

function Digest({ teasers, context }: { teasers: IssuePage['teasers']; context: TeaserContext }) {
  if (teasers.length === 0) return <p>{context.t.letters.archive.none}</p>
  return (
    <ol className="list">
      {teasers.map((teaser) => (
        <li key={teaser.id}>
          <RowTeaser teaser={teaser} context={context} heading="h2" />
        </li>
      ))}
    </ol>
  )
}

function Letter({ article, context }: { article: Article; context: TeaserContext }) {
  const { t, language } = context
  return (
    <article className="narrow" lang={article.language === language ? undefined : article.language}>
      {article.kicker && <p className="kicker">{article.kicker}</p>}
      <h2 className="letter-headline">
        <a href={article.path}>{article.headline}</a>
      </h2>
      {article.standfirst && <p className="standfirst">{article.standfirst}</p>}
      <p className="teaser-by">
        <Byline byline={article.byline} override={article.bylineOverride} words={t.byline} linked />
      </p>
      {article.hero && (
        <figure className="hero">
          <Picture media={article.hero} alt={article.hero.alt} sizes="(min-width: 46rem) 41rem, 100vw" main />
          {(article.hero.caption || article.hero.credit) && (
            <figcaption>
              {article.hero.caption}{' '}
              {article.hero.credit && <span className="credit">{article.hero.credit}</span>}
            </figcaption>
          )}
        </figure>
      )}
      <div className="prose">
        <Body body={article.body} media={article.media} links={article.links} t={t} />
      </div>
    </article>
  )
}

function Neighbours({ issue, context }: Props) {
  const { archive, older, newer } = issue
  const words = context.t.letters.archive
  return (
    <nav className="pager" aria-label={words.all}>
      {newer ? (
        <a href={archivePath(archive.slug, newer.slug)} rel="prev">
          ← {words.newer}
        </a>
      ) : (
        <span />
      )}
      <a href="/newsletter">{words.subscribe}</a>
      {older ? (
        <a href={archivePath(archive.slug, older.slug)} rel="next">
          {words.older} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
