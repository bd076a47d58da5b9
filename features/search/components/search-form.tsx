import type { Dictionary } from '@/lib/i18n/dictionary.ts'

/** The search field, wherever it stands. */
export function SearchForm({
  t,
  query = '',
  hint = false,
}: {
  t: Dictionary
  query?: string
  hint?: boolean
}) {
  return (
    <search className="search-form">
      <form action="/search">
        <div className="inline-form">
          <div>
            <label className="label" htmlFor="q">
              {t.searchPage.label}
            </label>
            <input
              className="field"
              id="q"
              name="q"
              type="search"
              defaultValue={query}
              maxLength={200}
              aria-describedby={hint ? 'q-hint' : undefined}
            />
          </div>
          <button type="submit" className="button">
            {t.searchPage.button}
          </button>
        </div>
        {hint && (
          <p className="fine-print" id="q-hint">
            {t.searchPage.hint}
          </p>
        )}
      </form>
    </search>
  )
}
