import type { ReactNode } from 'react'
import {
  LeadTeaser,
  Published,
  StandardTeaser,
  type TeaserContext,
} from '@/features/articles/components/teaser.tsx'
import type { Teaser } from '@/features/articles/schema.ts'
import { Portrait } from '@/features/authors/components/portrait.tsx'
import type { Publication } from '@/features/settings/schema.ts'
import { fullDate, partsIn } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { FrontPage, SectionBlock } from '../compose.ts'

type Props = {
  page: FrontPage
  today: number
  publication: Publication
  t: Dictionary
  newsletter: ReactNode
}

/** The front page as it was composed: lead, seconds, latest, opinion, sections that differ in weight, most read. */
export function FrontPageView({ page, today, publication, t, newsletter }: Props) {
  const { language, timeZone } = publication
  const context: TeaserContext = { t, language, timeZone }
  return (
    <>
      <h1 className="visually-hidden">
        {publication.name}: {t.frontPage}
      </h1>
      <p className="edition">
        <time dateTime={isoDay(today, timeZone)}>{fullDate(today, context)}</time>
        {publication.tagline && <span>{publication.tagline}</span>}
      </p>
      {page.lead === null ? (
        <div className="page-head">
          <h2>{t.empty.title}</h2>
          <p>{t.empty.text}</p>
        </div>
      ) : (
        <div className="front">
          <div className="front-lead">
            <LeadTeaser teaser={page.lead} context={context} heading="h2" />
          </div>
          <section className="front-latest" aria-labelledby="latest">
            <h2 className="block-title" id="latest">
              {t.latest}
            </h2>
            <Latest teasers={page.latest} today={today} context={context} />
          </section>
          <div className="front-seconds">
            {page.seconds.map((teaser) => (
              <StandardTeaser
                key={teaser.id}
                teaser={teaser}
                context={context}
                heading="h2"
                standfirst
                sizes="(min-width: 1100px) 18rem, (min-width: 700px) 50vw, 100vw"
              />
            ))}
          </div>
          {page.opinions.length > 0 && <Opinions teasers={page.opinions} context={context} />}
          {page.blocks.map((block) => (
            <Block key={block.section.slug} block={block} context={context} />
          ))}
          {page.mostRead.length > 0 && <MostRead teasers={page.mostRead} t={t} />}
          {newsletter}
        </div>
      )}
    </>
  )
}

function isoDay(at: number, timeZone: string): string {
  const { year, month, day } = partsIn(at, timeZone)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function Latest({
  teasers,
  today,
  context,
}: {
  teasers: Teaser[]
  today: number
  context: TeaserContext
}) {
  return (
    <ol>
      {teasers.map((teaser) => (
        <li key={teaser.id}>
          <Published
            teaser={teaser}
            context={context}
            clock={isoDay(teaser.publishedAt, context.timeZone) === isoDay(today, context.timeZone)}
          />
          <a href={teaser.path}>{teaser.headline}</a>
        </li>
      ))}
    </ol>
  )
}

/** Somebody's opinion: a face and a name beside the headline. */
export function OpinionTeaser({ teaser }: { teaser: Teaser }) {
  const name = teaser.byline[0]?.name
  return (
    <article className="teaser opinion">
      {name ? <Portrait name={name} /> : <span />}
      <div>
        {name && <p className="teaser-by">{name}</p>}
        <h3 className="teaser-headline">
          <a href={teaser.path}>{teaser.headline}</a>
        </h3>
      </div>
    </article>
  )
}

function Opinions({ teasers, context }: { teasers: Teaser[]; context: TeaserContext }) {
  return (
    <section aria-labelledby="opinions">
      <h2 className="block-title" id="opinions">
        {context.t.opinions}
      </h2>
      <div className="opinion-strip">
        {teasers.map((teaser) => (
          <OpinionTeaser key={teaser.id} teaser={teaser} />
        ))}
      </div>
    </section>
  )
}

/** A section: its first piece large with picture, the others as a list. */
function Block({ block, context }: { block: SectionBlock; context: TeaserContext }) {
  const { major } = block
  const [first, ...rest] = block.items
  const second = major ? rest.shift() : undefined
  const id = `section-${block.section.slug}`
  return (
    <section className={`front-block${major ? ' front-block-major' : ''}`} aria-labelledby={id}>
      <h2 className="block-title" id={id}>
        <a href={`/${block.section.slug}`}>{block.section.name}</a>
      </h2>
      <div className="section-block">
        <div className="section-block-first">
          {first && <StandardTeaser teaser={first} context={context} heading="h3" standfirst={major} />}
        </div>
        {second && <StandardTeaser teaser={second} context={context} heading="h3" />}
        <ul className="section-block-list">
          {rest.map((teaser) => (
            <li key={teaser.id}>
              <StandardTeaser teaser={teaser} context={context} heading="h3" picture={false} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function MostRead({ teasers, t }: { teasers: Teaser[]; t: Dictionary }) {
  return (
    <section className="most-read" aria-labelledby="most-read">
      <h2 className="block-title" id="most-read">
        {t.mostRead}
      </h2>
      <ol>
        {teasers.map((teaser) => (
          <li key={teaser.id}>
            <a href={teaser.path}>{teaser.headline}</a>
          </li>
        ))}
      </ol>
    </section>
  )
}
