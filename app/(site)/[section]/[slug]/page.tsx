import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { JsonLd } from '@/components/ui/json-ld.tsx'
import { ArticleView } from '@/features/articles/components/article.tsx'
import { loadArticle } from '@/features/articles/loaders.ts'
import { articleLd } from '@/features/discovery/json-ld.ts'
import { articleMetadata } from '@/features/discovery/metadata.ts'
import { loadRelated } from '@/features/recommendations/loaders.ts'
import { loadSections } from '@/features/sections/loaders.ts'
import { lineageOf } from '@/features/sections/schema.ts'
import { loadSite } from '@/features/settings/loaders.ts'
import { NewsletterBox } from '@/features/subscribers/components/newsletter-box.tsx'

export const ensureStatic = 'navigation'

type Props = { params: Promise<{ section: string; slug: string }> }

// The build needs one complete set of parameters and no database. This address stays a 404 for ever, so it is one
// that nobody can publish.
export function generateStaticParams() {
  return [{ section: '_', slug: '_' }]
}

async function article({ params }: Props) {
  const { section, slug } = await params
  return (await loadArticle(section, slug)) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return articleMetadata(await loadSite(), await article(props))
}

export default async function ArticlePage(props: Props) {
  const piece = await article(props)
  const site = await loadSite()
  const { publication, t } = site
  const lineage = lineageOf(await loadSections(), piece.section.id)
  const related = await loadRelated(piece.id)
  return (
    <main id="content" className="wrap">
      <ArticleView
        article={piece}
        lineage={lineage}
        related={related}
        publication={publication}
        siteUrl={site.siteUrl}
        t={t}
        newsletter={
          piece.hideNewsletter ? null : <NewsletterBox publication={publication} t={t} source={piece.path} />
        }
      />
      <JsonLd data={articleLd(site, piece, lineage)} />
    </main>
  )
}
