import type { IssueContent, IssueLink, LetterLinks } from './schema.ts'

/** Where a link of a letter leads: absolute, and on our own site with the mark by which clicks are counted. */
export function tagged(href: string, { site, tag }: Pick<LetterLinks, 'site' | 'tag'>): string {
  const address = href.startsWith('/') ? site + href : href
  const isOwn = address === site || ['/', '?', '#'].some((next) => address.startsWith(site + next))
  if (!isOwn || tag === '') return address
  const [, page = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(address) ?? []
  const kept = (query ?? '').split('&').filter((pair) => pair !== '' && !/^n(?:=|$)/.test(pair))
  return `${page}?${[...kept, `n=${tag}`].join('&')}${fragment}`
}

/** The address of an issue in the archive, or of all issues of a newsletter. */
export const archivePath = (newsletter: string, issue?: string): string =>
  `/newsletter/archive/${newsletter}${issue ? `/${issue}` : ''}`

/** The links of an issue's texts, each once. Its articles themselves are not among them: they are there, or not in it. */
export function linksOf({ intro, letter, links }: IssueContent): IssueLink[] {
  const found = new Map<string, IssueLink>()
  const collect = (text: unknown, where: IssueLink['where']) => {
    const open: unknown[] = [text]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (typeof node !== 'object' || node === null) continue
      const { type, attrs } = node as { type?: unknown; attrs?: Record<string, unknown> }
      if (type === 'link' || type === 'relatedArticle' || type === 'embed') {
        const { articleId, href, url } = attrs ?? {}
        const own = typeof articleId === 'number' ? links[articleId]?.path : undefined
        const address = own ?? href ?? url
        const link: IssueLink = { url: typeof address === 'string' ? address : '', where }
        found.set(`${where} ${link.url || articleId}`, link)
      }
      open.push(...Object.values(node).reverse())
    }
  }
  collect(intro, 'intro')
  collect(letter?.body, 'article')
  return [...found.values()]
}

/**
 * The paths on our own site, without query and fragment, to which a letter leads by a link whose clicks are counted.
 * @param slug the issue's own in the archive
 * @param site origin of the site, without a final slash
 */
export function countedPaths(content: IssueContent, slug: string, site: string): Set<string> {
  const addresses = [
    '/',
    archivePath(content.newsletter.slug, slug),
    ...content.items.map(({ path }) => path),
    ...(content.letter ? [content.letter.item.path] : []),
    ...linksOf(content).map(({ url }) => url),
  ]
  const paths = addresses
    .filter((address) => URL.canParse(address, site))
    .map((address) => new URL(address, site))
    .filter(({ origin }) => origin === site)
    .map(({ pathname }) => pathname)
  return new Set(paths)
}
