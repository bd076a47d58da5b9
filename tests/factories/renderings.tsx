// A document written with each of the four targets.
import { renderToStaticMarkup } from 'react-dom/server'
import { Body } from '@/features/articles/components/body.tsx'
import { renderHtml } from '@/features/articles/document/html.ts'
import { renderMarkdown } from '@/features/articles/document/markdown.ts'
import { renderText } from '@/features/articles/document/plain-text.ts'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import { picture, siteUrl } from './views.ts'

const t = dictionaryOf('it')
const pictures = [picture(), picture({ id: 8, hash: 'ef56ab78', credit: '' })]
const links = [{ id: 42, path: '/citta/ponte', headline: 'Il ponte & la barca', kicker: '' }]

/** What the page shows: pictures 7 and 8 and the article 42 exist, nothing else does. */
export const asPage = (body: unknown) =>
  renderToStaticMarkup(<Body body={body} media={pictures} links={links} t={t} />)

export const asHtml = (body: unknown) =>
  renderHtml(body, {
    siteUrl,
    media: (id) => pictures.find((entry) => entry.id === id) ?? null,
    article: (id) => links.find((entry) => entry.id === id) ?? null,
  })

export const asMarkdown = (body: unknown) =>
  renderMarkdown(body, {
    articlePath: (id) => links.find((entry) => entry.id === id)?.path ?? null,
    pictureSource: (id) => (id === 7 ? 'mare.jpg' : id === 8 ? 'porto.jpg' : null),
  })

export const asText = renderText

export const renderings = { asPage, asHtml, asMarkdown, asText }
