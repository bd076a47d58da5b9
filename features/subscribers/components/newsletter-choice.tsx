import type { Newsletter } from '@/features/newsletter/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'

type Props = { t: Dictionary; newsletters: Newsletter[]; chosen: readonly string[] }

/** The newsletters to choose from, with how often each comes. One alone is no choice. */
export function NewsletterChoice({ t, newsletters, chosen }: Props) {
  if (newsletters.length === 0) return null
  return (
    <fieldset className="choice">
      <legend className="label">{t.newsletter.choose}</legend>
      {newsletters.map(({ slug, name, description, frequency }) => (
        <label key={slug}>
          <input type="checkbox" name="newsletters[]" value={slug} defaultChecked={chosen.includes(slug)} />
          <span>
            <strong>{name}</strong> <span className="fine-print">{t.newsletter.frequencies[frequency]}</span>
            {description && <span className="choice-text">{description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
