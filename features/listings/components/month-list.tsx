import { Byline } from '@/features/articles/components/byline.tsx'
import type { TeaserContext } from '@/features/articles/components/teaser.tsx'
import type { Teaser } from '@/features/articles/schema.ts'
import { fullDate } from '@/lib/dates.ts'

/** A month's articles under the days on which they came out, newest day first. */
export function MonthList({ items, context }: { items: Teaser[]; context: TeaserContext }) {
  const days = new Map<string, Teaser[]>()
  for (const teaser of items) {
    const day = fullDate(teaser.publishedAt, context)
    days.set(day, [...(days.get(day) ?? []), teaser])
  }
  return (
    <div className="narrow stack">
      {[...days].map(([day, teasers]) => (
        <section key={day}>
          <h2 className="block-title">
            <span className="capital">{day}</span>
          </h2>
          <ul className="plain-list">
            {teasers.map((teaser) => (
              <li key={teaser.id}>
                <a href={teaser.path}>{teaser.headline}</a>
                <p className="teaser-by">
                  {teaser.section.name}
                  {(teaser.byline.length > 0 || teaser.bylineOverride) && ' · '}
                  <Byline byline={teaser.byline} override={teaser.bylineOverride} words={context.t.byline} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
