// Valid values of what pages, feeds and rankings are given. A test names only what matters to it.
import type { Article, Byline, Teaser } from '@/features/articles/schema.ts'
import type { Author } from '@/features/authors/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'
import { defaultPublication, type Publication } from '@/features/settings/schema.ts'

export const siteUrl = 'https://testata.example'

export function picture(over: Partial<MediaView> = {}): MediaView {
  return {
    id: 7,
    hash: 'ab12cd34',
    width: 1600,
    height: 900,
    alt: 'Il mare',
    caption: '',
    credit: 'Foto di Ada Neri',
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    focalX: 0.5,
    focalY: 0.5,
    colour: '#336699',
    variants: { jpg: [320, 640, 1280], webp: [320, 640, 1280], avif: [320, 640] },
    ...over,
  }
}

export function author(over: Partial<Author> = {}): Author {
  return {
    id: 1,
    slug: 'ada-neri',
    name: 'Ada Neri',
    kind: 'person',
    role: 'Cronista',
    bio: 'Scrive di porti.',
    expertise: [],
    contact: '',
    portraitMediaId: null,
    ...over,
  }
}

export function byline(name: string, id: number, over: Partial<Byline> = {}): Byline {
  return { id, slug: `autore-${id}`, name, kind: 'person', role: 'author', ...over }
}

export function teaser(over: Partial<Teaser> = {}): Teaser {
  return {
    id: 1,
    path: '/citta/ponte',
    headline: 'Il ponte riapre',
    kicker: '',
    standfirst: 'Da lunedì si passa di nuovo.',
    genre: 'news',
    language: 'it',
    section: { id: 1, slug: 'citta', name: 'Città' },
    byline: [byline('Ada Neri', 1)],
    bylineOverride: '',
    series: null,
    hero: null,
    wordCount: 500,
    publishedAt: Date.parse('2026-11-24T11:03:00Z'),
    updatedAt: null,
    ...over,
  }
}

export function article(over: Partial<Article> = {}): Article {
  const { hero: _, ...rest } = teaser()
  return {
    ...rest,
    hero: null,
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Si passa.' }] }] },
    place: '',
    authors: [author()],
    portraits: [],
    tags: [],
    corrections: [],
    seo: {},
    source: {},
    social: '',
    hideSupport: false,
    hideNewsletter: false,
    media: [],
    links: [],
    translations: [],
    hasChanges: false,
    ...over,
  }
}

export function publication(over: Partial<Publication> = {}): Publication {
  return { ...defaultPublication, name: 'Altana', ...over }
}
