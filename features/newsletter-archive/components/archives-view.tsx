import { archivePath } from '@/features/issues/links.ts'
import { isoInZone, longDate } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Language } from '@/lib/i18n/language.ts'
import type { Archive, PastIssue } from '../schema.ts'

type Props = {
  archives: { archive: Archive; latest: PastIssue | null }[]
  context: { t: Dictionary; language: Language; timeZone: string }
}

/** The newsletters with what came out last. */
export function ArchivesView({ archives, context }: Props) {
  const { t, timeZone } = context
  const words = t.letters.archive
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{words.title}</h1>
        <p>{words.text}</p>
      </header>
      <div className="narrow">
        {archives.length === 0 && <p>{words.empty}</p>}
        <ul className="issues">
          {archives.map(({ archive, latest }) => (
            <li key={archive.id}>
              <h2>
                <a href={archivePath(archive.slug)}>{archive.name}</a>
              </h2>
              <p className="fine-print">{t.newsletter.frequencies[archive.frequency]}</p>
              {archive.description && <p>{archive.description}</p>}
              {latest ? (
                <p>
                  <time className="fine-print" dateTime={isoInZone(latest.at, timeZone)}>
                    {longDate(latest.at, context)}
                  </time>{' '}
                  <a href={archivePath(archive.slug, latest.slug)}>{latest.subject}</a>
                </p>
              ) : (
                <p className="fine-print">{words.empty}</p>
              )}
            </li>
          ))}
        </ul>
        <p>
          <a href="/newsletter">{words.subscribe}</a>
        </p>
      </div>
    </main>
  )
}
