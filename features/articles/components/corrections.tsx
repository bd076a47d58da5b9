import { isoInZone, longDate, timeOfDay } from '@/lib/dates.ts'
import type { Correction } from '../schema.ts'
import type { TeaserContext } from './teaser.tsx'

/** What was wrong and is right now, with the date, in the place where editors put it. */
export function Corrections({ corrections, context }: { corrections: Correction[]; context: TeaserContext }) {
  if (corrections.length === 0) return null
  return (
    <section className="corrections" aria-label={context.t.corrections.title}>
      {corrections.map((correction) => (
        <p key={correction.id}>
          <strong>{context.t.corrections.types[correction.type]}</strong>{' '}
          <time dateTime={isoInZone(correction.at, context.timeZone)}>
            {longDate(correction.at, context)}, {timeOfDay(correction.at, context)}
          </time>
          <br />
          {correction.text}
        </p>
      ))}
    </section>
  )
}
