// What the newsroom's scripts ask when an article is to be named: the answer of app/api/admin/articles/search.
import 'server-only'
import { z } from 'zod'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import type { ArticleChoice } from '@/features/articles/schema.ts'
import { findArticleIdAt } from '@/features/paths/data.ts'
import { findsOf } from '@/features/writing/policy.ts'
import { readEnv } from '@/lib/env.mjs'
import { choicesOf, searchNewsroom } from './data.ts'

const most = 12

const querySchema = z.object({
  q: z.string().max(200).catch(''),
  ids: z
    .string()
    .regex(/^\d{1,12}(?:,\d{1,12}){0,99}$/)
    .nullable()
    .catch(null),
  url: z.string().max(2048).nullable().catch(null),
})

/**
 * GET /api/admin/articles/search?q= | ?ids=1,2 | ?url=: articles to link to, as `{ items }`. With `url` the published
 * article at that address, if it is one of this site's. Whoever may not edit everybody's articles finds the published
 * ones and their own.
 */
export const findArticles = (request: Request): Promise<Response> =>
  runEndpoint({ permission: 'article:create', request }, async ({ actor }) => {
    const { searchParams } = new URL(request.url)
    const owner = findsOf(actor)
    const { q, ids, url } = querySchema.parse({
      q: searchParams.get('q') ?? '',
      ids: searchParams.get('ids'),
      url: searchParams.get('url'),
    })
    return { items: await itemsFor(q, ids, url, owner) }
  })

async function itemsFor(
  q: string,
  ids: string | null,
  url: string | null,
  owner: number | null,
): Promise<ArticleChoice[]> {
  if (ids !== null) return choicesOf(ids.split(',').map(Number), owner)
  if (url === null) return searchNewsroom(q, owner, most)
  const path = pathHere(url)
  const id = path === null ? null : await findArticleIdAt(path)
  return id === null ? [] : choicesOf([id], owner)
}

/** The path of an address of this site; null for any other. */
export function pathHere(address: string): string | null {
  if (address.startsWith('/') && !address.startsWith('//')) return address.split(/[?#]/)[0] ?? null
  if (!URL.canParse(address)) return null
  const { origin, pathname } = new URL(address)
  const { siteUrl, origins } = readEnv()
  return [siteUrl, ...origins].includes(origin) ? pathname : null
}
