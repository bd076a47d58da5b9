import { Picture } from '@/features/media/components/picture.tsx'
import { isoInZone, shortDate, timeOfDay } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Language } from '@/lib/i18n/language.ts'
import type { Teaser as Data } from '../schema.ts'
import { Byline } from './byline.tsx'

/** What all teasers of a page share. */
export type TeaserContext = { t: Dictionary; language: Language; timeZone: string }
type Heading = 'h2' | 'h3'
type Props = { teaser: Data; context: TeaserContext; heading: Heading }

/** Where the eye starts: section, or the name of the series or genre when that says more. */
function Kicker({ teaser, t }: { teaser: Data; t: Dictionary }) {
  const words = teaser.kicker || teaser.series?.name || t.genres[teaser.genre] || teaser.section.name
  return <p className="kicker">{words}</p>
}

function Headline({ teaser, heading: Tag }: { teaser: Data; heading: Heading }) {
  return (
    <Tag className="teaser-headline">
      <a href={teaser.path}>{teaser.headline}</a>
    </Tag>
  )
}

const foreign = (teaser: Data, language: Language) =>
  teaser.language === language ? undefined : teaser.language

/** The front page's first piece. */
export function LeadTeaser({ teaser, context, heading }: Props) {
  return (
    <article className="teaser teaser-lead" lang={foreign(teaser, context.language)}>
      {teaser.hero && (
        <Picture
          media={teaser.hero}
          alt={teaser.hero.alt}
          sizes="(min-width: 1100px) 50rem, 100vw"
          shape="3x2"
          main
        />
      )}
      <div>
        <Kicker teaser={teaser} t={context.t} />
        <Headline teaser={teaser} heading={heading} />
        {teaser.standfirst && <p className="teaser-standfirst">{teaser.standfirst}</p>}
        <p className="teaser-by">
          <Byline byline={teaser.byline} override={teaser.bylineOverride} words={context.t.byline} />
        </p>
      </div>
    </article>
  )
}

type StandardProps = Props & { picture?: boolean; standfirst?: boolean; sizes?: string }

/** Picture above headline. */
export function StandardTeaser({
  teaser,
  context,
  heading,
  picture = true,
  standfirst = false,
  sizes = '(min-width: 700px) 24rem, 100vw',
}: StandardProps) {
  return (
    <article className="teaser" lang={foreign(teaser, context.language)}>
      {picture && teaser.hero && (
        <Picture media={teaser.hero} alt={teaser.hero.alt} sizes={sizes} shape="3x2" />
      )}
      <Kicker teaser={teaser} t={context.t} />
      <Headline teaser={teaser} heading={heading} />
      {standfirst && teaser.standfirst && <p className="teaser-standfirst">{teaser.standfirst}</p>}
      <p className="teaser-by">
        <Byline byline={teaser.byline} override={teaser.bylineOverride} words={context.t.byline} />
      </p>
    </article>
  )
}

/** One row of a list: date, headline, standfirst, and a picture beside them. */
export function RowTeaser({ teaser, context, heading, children }: Props & { children?: React.ReactNode }) {
  const { t } = context
  return (
    <article className="teaser teaser-row" lang={foreign(teaser, context.language)}>
      <div>
        <Kicker teaser={teaser} t={t} />
        <Headline teaser={teaser} heading={heading} />
        {children ?? (teaser.standfirst && <p className="teaser-standfirst">{teaser.standfirst}</p>)}
        <p className="teaser-by">
          <Byline byline={teaser.byline} override={teaser.bylineOverride} words={t.byline} />{' '}
          <Published teaser={teaser} context={context} />
        </p>
      </div>
      {teaser.hero && (
        <Picture media={teaser.hero} alt="" sizes="(min-width: 700px) 15rem, 7rem" shape="3x2" />
      )}
    </article>
  )
}

/** The recommendation beside an article: picture, headline, «di Autore». */
export function RelatedTeaser({ teaser, context }: Omit<Props, 'heading'>) {
  return (
    <article className="teaser teaser-related" lang={foreign(teaser, context.language)}>
      {teaser.hero && <Picture media={teaser.hero} alt="" sizes="7rem" shape="3x2" />}
      <div>
        <h3 className="teaser-headline">
          <a href={teaser.path}>{teaser.headline}</a>
        </h3>
        <p className="teaser-by">
          <Byline byline={teaser.byline} override={teaser.bylineOverride} words={context.t.byline} />
        </p>
      </div>
    </article>
  )
}

/** When a piece came out: the time if that is today's paper's concern, else the day. */
export function Published({
  teaser,
  context,
  clock = false,
}: {
  teaser: Data
  context: TeaserContext
  clock?: boolean
}) {
  return (
    <time dateTime={isoInZone(teaser.publishedAt, context.timeZone)}>
      {clock ? timeOfDay(teaser.publishedAt, context) : shortDate(teaser.publishedAt, context)}
    </time>
  )
}
