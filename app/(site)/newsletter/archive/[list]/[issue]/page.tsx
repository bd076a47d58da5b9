import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata, socialImage } from '@/features/discovery/metadata.ts'
import { archivePath } from '@/features/issues/links.ts'
import { IssueView } from '@/features/newsletter-archive/components/issue-view.tsx'
import { loadIssuePage } from '@/features/newsletter-archive/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ list: string; issue: string }> }

export function generateStaticParams() {
  return [{ list: '_', issue: '_' }]
}

async function issueAt({ params }: Props) {
  const { list, issue } = await params
  return (await loadIssuePage(list, issue)) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const issue = await issueAt(props)
  const [first] = issue.teasers
  const metadata = pageMetadata(await loadSite(), {
    title: issue.subject,
    description: issue.preheader,
    path: archivePath(issue.archive.slug, issue.slug),
    image: first && socialImage({ social: '', hero: first.hero && { ...first.hero } }),
  })
  // A letter is the article once more: search engines should know that one.
  return issue.letter
    ? { ...metadata, alternates: { ...metadata.alternates, canonical: issue.letter.path } }
    : metadata
}

export default async function IssuePage(props: Props) {
  const issue = await issueAt(props)
  const { publication, t } = await loadSite()
  const { language, timeZone } = publication
  return <IssueView issue={issue} context={{ t, language, timeZone }} />
}
