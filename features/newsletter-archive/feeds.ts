import { generateRssFeed } from 'feedsmith'
import { escapeHtml, renderHtml } from '@/features/articles/document/html.ts'
import type { Article, Teaser } from '@/features/articles/schema.ts'
import { archivePath } from '@/features/issues/links.ts'
import type { Publication } from '@/features/settings/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { withoutControls } from '@/lib/text.ts'
import type { Archive, SentIssue } from './schema.ts'

type Source = {
  publication: Publication
  siteUrl: string
  t: Dictionary
  archive: Archive
  issues: { sent: SentIssue; teasers: Teaser[]; links: Article['links'] }[]
}

function contentOf({ sent, teasers, links }: Source['issues'][number], siteUrl: string): string {
  const articles = new Map(links.map((link) => [link.id, link]))
  const intro = renderHtml(sent.intro, {
    siteUrl,
    media: () => null,
    article: (id) => articles.get(id) ?? null,
  })
  const items = teasers.map(
    ({ path, headline, standfirst }) =>
      `<li><a href="${escapeHtml(siteUrl + path)}">${escapeHtml(headline)}</a>${standfirst ? `<br>${escapeHtml(standfirst)}` : ''}</li>`,
  )
  return `${intro}${items.length > 0 ? `<ul>${items.join('')}</ul>` : ''}`
}

/** Writes the issues of a newsletter as RSS 2.0. */
export function writeIssuesFeed({ publication, siteUrl, t, archive, issues }: Source): string {
  const home = siteUrl + archivePath(archive.slug)
  const title = `${publication.name}: ${archive.name}`
  const host = new URL(siteUrl).hostname
  return withoutControls(
    generateRssFeed({
      title,
      link: home,
      description: archive.description || t.letters.archive.of(archive.name),
      language: publication.language,
      ttl: 60,
      lastBuildDate: new Date(Math.max(0, ...issues.map(({ sent }) => sent.at))),
      atom: { links: [{ href: `${home}/feed.xml`, rel: 'self', type: 'application/rss+xml' }] },
      items: issues.map((issue) => {
        const { id, slug, subject, preheader, at } = issue.sent
        return {
          title: subject,
          link: siteUrl + archivePath(archive.slug, slug),
          guid: {
            value: `tag:${host},${new Date(at).toISOString().slice(0, 10)}:issue-${id}`,
            isPermaLink: false,
          },
          pubDate: new Date(at),
          ...(preheader ? { description: preheader } : {}),
          content: { encoded: contentOf(issue, siteUrl) },
        }
      }),
    }),
  )
    .replace(/>\s+<!\[CDATA\[/g, '><![CDATA[')
    .replace(/\]\]>\s+<\//g, ']]></')
}
