// Structured data after schema.org, as https://developers.google.com/search/docs/appearance/structured-data/article asks for it.
import type { Article, Genre } from '@/features/articles/schema.ts'
import type { Author } from '@/features/authors/schema.ts'
import { crops, cropUrl } from '@/features/media/schema.ts'
import type { Section } from '@/features/sections/schema.ts'
import type { Publication } from '@/features/settings/schema.ts'
import { isoInZone } from '@/lib/dates.ts'
import { webAddress } from '@/lib/links.ts'

type Site = { publication: Publication; siteUrl: string }
type Json = Record<string, unknown>

const types: Record<Genre, string> = {
  news: 'NewsArticle',
  opinion: 'OpinionNewsArticle',
  analysis: 'AnalysisNewsArticle',
  interview: 'NewsArticle',
  review: 'ReviewNewsArticle',
  live: 'LiveBlogPosting',
  press: 'NewsArticle',
}

/** The newspaper itself. */
export function organisationLd({ publication, siteUrl }: Site): Json {
  const { legal } = publication
  return {
    '@type': 'NewsMediaOrganization',
    '@id': `${siteUrl}/#organization`,
    name: publication.name,
    url: `${siteUrl}/`,
    logo: { '@type': 'ImageObject', url: `${siteUrl}/icons/icon-512.png`, width: 512, height: 512 },
    description: publication.description || undefined,
    email: legal.email || undefined,
    address: legal.address || undefined,
    publishingPrinciples: `${siteUrl}/about`,
    masthead: `${siteUrl}/about`,
    ownershipFundingInfo: `${siteUrl}/about`,
    correctionsPolicy: `${siteUrl}/corrections`,
  }
}

const authorLd = (author: Author, siteUrl: string): Json => ({
  '@type': author.kind === 'organisation' ? 'Organization' : 'Person',
  name: author.name,
  url: `${siteUrl}/authors/${author.slug}`,
})

/** The way from the front page to a page, the page last. */
export function breadcrumbsLd(siteUrl: string, crumbs: { name: string; path: string }[]): Json {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map((crumb, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name: crumb.name,
      item: siteUrl + crumb.path,
    })),
  }
}

/** The shapes in which search engines want an article's picture. */
function imagesLd({ hero, social }: Article, siteUrl: string): Json[] {
  if (!hero) return social ? [{ '@type': 'ImageObject', url: siteUrl + social, ...crops.social }] : []
  return (['16x9', '4x3', '1x1'] as const).map((crop) => ({
    '@type': 'ImageObject',
    url: siteUrl + cropUrl(hero, crop),
    ...crops[crop],
    creditText: hero.credit || undefined,
    license: hero.licenceUrl || undefined,
    caption: hero.caption || undefined,
  }))
}

/** An article with its place in the site. */
export function articleLd(site: Site, article: Article, lineage: Section[]): Json {
  const { publication, siteUrl } = site
  const iso = (at: number) => isoInZone(at, publication.timeZone)
  const images = imagesLd(article, siteUrl)
  const authors = article.authors.map((author) => authorLd(author, siteUrl))
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': types[article.genre],
        '@id': `${siteUrl}${article.path}#article`,
        mainEntityOfPage: siteUrl + article.path,
        url: siteUrl + article.path,
        headline: article.headline,
        description: article.standfirst || undefined,
        datePublished: iso(article.publishedAt),
        dateModified: iso(article.updatedAt ?? article.publishedAt),
        inLanguage: article.language,
        articleSection: article.section.name,
        keywords: article.tags.length > 0 ? article.tags.map((tag) => tag.name) : undefined,
        wordCount: article.wordCount,
        isAccessibleForFree: true,
        image: images.length > 0 ? images : undefined,
        author:
          authors.length > 0
            ? authors
            : [{ '@type': 'Organization', name: publication.name, url: `${siteUrl}/` }],
        publisher: organisationLd(site),
        dateline: article.place || undefined,
        isPartOf: article.series ? { '@type': 'CreativeWorkSeries', name: article.series.name } : undefined,
        isBasedOn: webAddress(article.source.url) ?? undefined,
        license: article.source.licence || undefined,
        correction:
          article.corrections.length > 0
            ? article.corrections.map((entry) => ({
                '@type': 'CorrectionComment',
                text: entry.text,
                datePublished: iso(entry.at),
              }))
            : undefined,
      },
      breadcrumbsLd(siteUrl, [
        { name: publication.name, path: '/' },
        ...lineage.map((section) => ({ name: section.name, path: `/${section.slug}` })),
        { name: article.headline, path: article.path },
      ]),
    ],
  }
}

/** The front page: the newspaper and its search. */
export function siteLd(site: Site): Json {
  const { publication, siteUrl } = site
  return {
    '@context': 'https://schema.org',
    '@graph': [
      organisationLd(site),
      {
        '@type': 'WebSite',
        url: `${siteUrl}/`,
        name: publication.name,
        inLanguage: publication.language,
        potentialAction: {
          '@type': 'SearchAction',
          target: `${siteUrl}/search?q={search_term_string}`,
          'query-input': 'required name=search_term_string',
        },
      },
    ],
  }
}

/** An author's page. */
export function profileLd({ siteUrl }: Site, author: Author): Json {
  return {
    '@context': 'https://schema.org',
    '@type': 'ProfilePage',
    mainEntity: {
      ...authorLd(author, siteUrl),
      jobTitle: author.role || undefined,
      description: author.bio || undefined,
      knowsAbout: author.expertise.length > 0 ? author.expertise : undefined,
    },
  }
}
