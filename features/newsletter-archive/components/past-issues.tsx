import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { Pager } from '@/components/ui/pager.tsx'
import { archivePath } from '@/features/issues/links.ts'
import type { ListPage } from '@/features/listings/page.ts'
import { isoInZone, longDate } from '@/lib/dates.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Language } from '@/lib/i18n/language.ts'
import type { Archive, PastIssue } from '../schema.ts'

type Props = {
  archive: Archive
  list: ListPage<PastIssue>
  context: { t: Dictionary; language: Language; timeZone: string }
}

/** The issues of a newsletter, the newest first. */
export function PastIssues({ archive, list, context }: Props) {
  const { t, timeZone } = context
  const words = t.letters.archive
  const base = archivePath(archive.slug)
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <Breadcrumbs label={t.breadcrumbs} crumbs={[{ name: words.title, href: '/newsletter/archive' }]} />
        <h1>{archive.name}</h1>
        {archive.description && <p>{archive.description}</p>}
        <p>
          <a href="/newsletter">{words.subscribe}</a> · <a href={`${base}/feed.xml`}>{words.feed}</a>
        </p>
      </header>
      <div className="narrow">
        {list.items.length === 0 && <p>{words.empty}</p>}
        <ol className="issues">
          {list.items.map((issue) => (
            <li key={issue.id}>
              <time className="fine-print" dateTime={isoInZone(issue.at, timeZone)}>
                {longDate(issue.at, context)}
              </time>
              <h2>
                <a href={archivePath(archive.slug, issue.slug)}>{issue.subject}</a>
              </h2>
              {issue.preheader && <p>{issue.preheader}</p>}
            </li>
          ))}
        </ol>
        <Pager base={base} page={list.page} more={list.more} words={t.pager} />
      </div>
    </main>
  )
}
