import type { Metadata } from 'next'
import type { Article } from '@/features/articles/schema.ts'
import { cropUrl } from '@/features/media/schema.ts'
import type { Publication } from '@/features/settings/schema.ts'
import { isoInZone } from '@/lib/dates.ts'
import { webAddress } from '@/lib/links.ts'
import { truncate } from '@/lib/text.ts'

type Site = { publication: Publication; siteUrl: string }

export type PageFacts = {
  title?: string
  description?: string
  /** Path of the page, which is its canonical address. */
  path: string
  /** Path under which this list has feeds of its own. */
  feeds?: string
  image?: string | undefined
  noindex?: boolean
}

const locales = { it: 'it_IT', en: 'en_GB' } as const

/** What a page says of itself to search engines and social sites. */
export function pageMetadata({ publication, siteUrl }: Site, facts: PageFacts): Metadata {
  const { name } = publication
  const description = truncate(
    facts.description || publication.description || publication.tagline || name,
    200,
  )
  const title = facts.title
    ? `${facts.title} · ${name}`
    : publication.tagline
      ? `${name} · ${publication.tagline}`
      : name
  const feed = facts.feeds ?? ''
  return {
    metadataBase: new URL(siteUrl),
    title,
    description,
    applicationName: name,
    manifest: '/manifest.webmanifest',
    robots: facts.noindex
      ? { index: false, follow: true }
      : { index: true, follow: true, 'max-image-preview': 'large', 'max-snippet': -1 },
    alternates: {
      canonical: facts.path,
      types: {
        'application/rss+xml': [
          { url: `${feed}/feed.xml`, title: facts.feeds && facts.title ? `${name}: ${facts.title}` : name },
        ],
        'application/atom+xml': `${feed}/atom.xml`,
        'application/feed+json': `${feed}/feed.json`,
      },
    },
    icons: {
      icon: [
        { url: '/favicon.ico', sizes: '32x32' },
        { url: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      ],
      apple: '/icons/apple-touch-icon.png',
    },
    openGraph: {
      type: 'website',
      siteName: name,
      title: facts.title ?? name,
      description,
      url: facts.path,
      locale: locales[publication.language],
      images: [{ url: facts.image ?? '/icons/social.png', width: 1200, height: 630 }],
    },
    twitter: { card: 'summary_large_image' },
  }
}

/** The picture of an article on social sites. */
export function socialImage(article: Pick<Article, 'social' | 'hero'>): string | undefined {
  return article.social || (article.hero ? cropUrl(article.hero, 'social') : undefined)
}

/** The addresses of one text in its languages, its own among them. Of two in one language the first counts. */
function languagesOf(article: Article): Record<string, string> {
  const all = [...article.translations].reverse().concat(article)
  return Object.fromEntries(all.map(({ language, path }) => [language, path]))
}

/** The same for an article, with its own overrides. */
export function articleMetadata(site: Site, article: Article): Metadata {
  const { seo } = article
  const base = pageMetadata(site, {
    title: seo.title || article.headline,
    description: seo.description || article.standfirst,
    path: article.path,
    image: socialImage(article),
    noindex: seo.noindex === true,
  })
  const { timeZone } = site.publication
  return {
    ...base,
    alternates: {
      ...base.alternates,
      canonical: webAddress(seo.canonicalUrl) ?? webAddress(article.source.url) ?? article.path,
      ...(article.translations.length > 0 ? { languages: languagesOf(article) } : {}),
    },
    authors: article.authors.map((author) => ({
      name: author.name,
      url: `${site.siteUrl}/authors/${author.slug}`,
    })),
    openGraph: {
      ...base.openGraph,
      type: 'article',
      title: seo.socialTitle || article.headline,
      publishedTime: isoInZone(article.publishedAt, timeZone),
      modifiedTime: isoInZone(article.updatedAt ?? article.publishedAt, timeZone),
      section: article.section.name,
      tags: article.tags.map((tag) => tag.name),
      authors: article.authors.map((author) => `${site.siteUrl}/authors/${author.slug}`),
    },
  }
}
