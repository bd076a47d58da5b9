import type { Newsletter } from '@/features/newsletter/schema.ts'
import { longDate } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { type Language, languages } from '@/lib/i18n/language.ts'
import type { Pace } from '../schema.ts'
import { NewsletterChoice } from './newsletter-choice.tsx'

type Props = {
  t: Dictionary
  offered: (Newsletter & { active: boolean })[]
  language: Language
  pace: Pace
  pausedUntil: number | null
  site: { language: Language; timeZone: string }
}

/** What a subscriber gets, how often, for how long they take a break, and in which language. */
export function PreferencesForm({ t, offered, language, pace, pausedUntil, site }: Props) {
  const words = t.newsletter.preferences
  const pauses = Object.entries(words.pauseFor)
  return (
    <form method="post" className="narrow">
      <NewsletterChoice
        t={t}
        newsletters={offered}
        chosen={offered.filter((one) => one.active).map((one) => one.slug)}
      />
      <p>
        <label className="label" htmlFor="pace">
          {words.pace}
        </label>
        <select className="field" id="pace" name="pace" defaultValue={pace} aria-describedby="pace-hint">
          {(['every', 'weekly'] as const).map((value) => (
            <option key={value} value={value}>
              {words.paces[value]}
            </option>
          ))}
        </select>
        <span className="fine-print" id="pace-hint">
          {words.paceHint}
        </span>
      </p>
      <p>
        <label className="label" htmlFor="pause">
          {words.pause}
        </label>
        <select
          className="field"
          id="pause"
          name="pause"
          defaultValue={pausedUntil === null ? 'none' : 'keep'}
        >
          {pausedUntil !== null && (
            <option value="keep">{words.pausedUntil(longDate(pausedUntil, site))}</option>
          )}
          <option value="none">{words.pauseNone}</option>
          {pauses.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label className="label" htmlFor="language">
          {words.language}
        </label>
        <select className="field" id="language" name="language" defaultValue={language}>
          {languages.map((value) => (
            <option key={value} value={value}>
              {words.languages[value]}
            </option>
          ))}
        </select>
      </p>
      <button type="submit" className="button">
        {words.save}
      </button>
    </form>
  )
}
