import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageMetadata } from '@/features/discovery/metadata.ts'
import { ChangesView } from '@/features/revisions/components/changes-view.tsx'
import { loadChanges } from '@/features/revisions/loaders.ts'
import { loadSite } from '@/features/settings/loaders.ts'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ section: string; slug: string }> }

// As for articles: one address for the build, at which nothing can ever be published.
export function generateStaticParams() {
  return [{ section: '_', slug: '_' }]
}

async function changed({ params }: Props) {
  const { section, slug } = await params
  return (await loadChanges(section, slug)) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { article } = await changed(props)
  const { t, ...site } = await loadSite()
  return pageMetadata(site, {
    title: t.changes.title(article.headline),
    description: t.changes.intro,
    path: `${article.path}/changes`,
    noindex: true,
  })
}

export default async function ChangesPage(props: Props) {
  const { article, changes } = await changed(props)
  const { publication, t } = await loadSite()
  const { language, timeZone } = publication
  return <ChangesView article={article} changes={changes} context={{ t, language, timeZone }} />
}
