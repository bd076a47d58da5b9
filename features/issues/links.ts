import type { LetterLinks } from './schema.ts'

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
