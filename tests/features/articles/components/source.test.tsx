import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ArticleView } from '@/features/articles/components/article.tsx'
import { articleLd } from '@/features/discovery/json-ld.ts'
import { articleMetadata } from '@/features/discovery/metadata.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { article, publication, siteUrl } from '@/tests/factories/views.ts'
import { dangerousAddresses } from '@/tests/fixtures/dangerous.ts'

const site = { publication: publication(), siteUrl }
const shown = (url: string) =>
  renderToStaticMarkup(
    <ArticleView
      article={article({ source: { name: 'Il sito', url } })}
      lineage={[]}
      related={[]}
      publication={site.publication}
      siteUrl={siteUrl}
      t={dictionaryOf('it')}
      newsletter={null}
    />,
  )

it('a source is linked when its address is one of the web, and only named otherwise', () => {
  expect(shown('https://example.org/nota')).toContain('<a href="https://example.org/nota">Il sito</a>')
  for (const address of dangerousAddresses) expect(shown(address)).not.toMatch(/<a href="[^"]*">Il sito<\/a>/)
})

it('what a writer typed as the address for search engines is one of the web, or left out', () => {
  for (const address of dangerousAddresses) {
    const piece = article({ seo: { canonicalUrl: address }, source: { name: 'x', url: address } })
    expect(articleMetadata(site, piece).alternates?.canonical).toBe('/citta/ponte')
    expect(JSON.stringify(articleLd(site, piece, []))).not.toContain('isBasedOn')
  }
})
