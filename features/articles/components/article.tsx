import type { ReactNode } from 'react'
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { AuthorBox } from '@/features/authors/components/author-box.tsx'
import { Picture } from '@/features/media/components/picture.tsx'
import type { Section } from '@/features/sections/schema.ts'
import { SupportNotice } from '@/features/settings/components/support-notice.tsx'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { webAddress } from '@/lib/links.ts'
import type { Article, Teaser } from '../schema.ts'
import { ArticleMeta } from './article-meta.tsx'
import { Body } from './body.tsx'
import { Corrections } from './corrections.tsx'
import { RelatedTeaser, type TeaserContext } from './teaser.tsx'

type Props = {
  article: Article
  lineage: Section[]
  related: Teaser[]
  publication: Publication
  siteUrl: string
  t: Dictionary
  newsletter: ReactNode
}

/** As many recommendations as fit into a small window; more scroll along with the text first. */
const fitting = 6

/** An article with everything around it: what it says first, what belongs to it next, what else there is last. */
export function ArticleView({ article, lineage, related, publication, siteUrl, t, newsletter }: Props) {
  const context: TeaserContext = { t, language: publication.language, timeZone: publication.timeZone }
  const source = webAddress(article.source.url)
  const language = article.language === publication.language ? undefined : article.language
  const above = lineage.slice(0, -1).map((section) => ({ name: section.name, href: `/${section.slug}` }))
  const atTop = article.corrections.filter((correction) => correction.position === 'top')
  const atEnd = article.corrections.filter((correction) => correction.position === 'bottom')
  const label = article.series?.name || t.genres[article.genre]
  const kicker = article.kicker && article.kicker !== article.section.name ? article.kicker : ''
  return (
    <article lang={language}>
      <header className="article-head">
        <Breadcrumbs label={t.breadcrumbs} crumbs={above} />
        <p className="kicker">
          <a href={`/${article.section.slug}`}>{article.section.name}</a>{' '}
          {[label, kicker]
            .filter((words, i, all) => words && all.indexOf(words) === i)
            .map((words) => (
              <span key={words}>{words} </span>
            ))}
        </p>
        <h1>{article.headline}</h1>
        {article.standfirst && <p className="standfirst">{article.standfirst}</p>}
        <ArticleMeta article={article} context={context} siteUrl={siteUrl} />
      </header>
      {article.hero && (
        <figure className="hero">
          <Picture media={article.hero} alt={article.hero.alt} sizes="(min-width: 80rem) 78rem, 100vw" main />
          {(article.hero.caption || article.hero.credit) && (
            <figcaption>
              {article.hero.caption}{' '}
              {article.hero.credit && <span className="credit">{article.hero.credit}</span>}
            </figcaption>
          )}
        </figure>
      )}
      <div className="article-grid">
        <div className="article-main">
          <Corrections corrections={atTop} context={context} />
          <div className="prose" data-prose>
            <Body body={article.body} media={article.media} links={article.links} t={t} />
          </div>
          <footer className="article-end">
            <Corrections corrections={atEnd} context={context} />
            {article.source.name && (
              <p className="source">
                {t.article.source} {source ? <a href={source}>{article.source.name}</a> : article.source.name}
                {article.source.licence && `. ${t.article.licence}: ${article.source.licence}`}
              </p>
            )}
            {article.tags.length > 0 && (
              <nav aria-label={t.article.topics}>
                <ul className="topics">
                  {article.tags.map((tag) => (
                    <li key={tag.slug}>
                      <a href={`/topics/${tag.slug}`} rel="tag">
                        {tag.name}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
            <AuthorBox
              authors={article.authors}
              portraits={article.portraits}
              publication={publication}
              t={t}
            />
            {!article.hideSupport && <SupportNotice publication={publication} t={t} />}
            {newsletter}
          </footer>
        </div>
        {related.length > 0 && (
          <aside
            className={`article-side${related.length < fitting ? ' article-side-short' : ''}`}
            aria-labelledby="related"
          >
            <h2 className="block-title" id="related">
              {t.article.related}
            </h2>
            <ul className="related">
              {related.map((teaser) => (
                <li key={teaser.id}>
                  <RelatedTeaser teaser={teaser} context={context} />
                </li>
              ))}
            </ul>
          </aside>
        )}
      </div>
    </article>
  )
}
