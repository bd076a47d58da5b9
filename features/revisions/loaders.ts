import { cacheLife, cacheTag } from 'next/cache'
import { forbidden, notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { articleTag } from '@/features/articles/tags.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { workflowOf } from '@/features/workflow/worker.ts'
import { isInside } from '@/features/writing/policy.ts'
import { findChanged, findDifference, listPublicChanges, listRevisions } from './data.ts'

const numberIn = (value: string | string[] | undefined) =>
  typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null

type Query = Record<string, string | string[] | undefined>

/** The versions of an article, and what differs between two of them: the last two unless the address says which. */
export async function loadRevisions(address: string, query: Query) {
  const { actor, publication, t } = await loadNewsroom()
  const id = numberIn(address) ?? 0
  const article = await findSituation(id)
  if (!article) notFound()
  if (!isInside(actor, article)) forbidden()
  const revisions = await listRevisions(id)
  const to = numberIn(query.to) ?? revisions[0]?.id ?? 0
  const from = numberIn(query.from) ?? revisions.find((revision) => revision.id < to)?.id ?? to
  const { may, lockVersion } = await workflowOf(actor, id)
  return {
    t,
    clock: { language: publication.language, timeZone: publication.timeZone },
    article: { id, headline: article.headline, lockVersion },
    mayRestore: may.includes('restore'),
    revisions,
    from,
    to,
    difference: from === to ? null : await findDifference(id, from, to),
  }
}

/** What readers were told of an article's changes; null when there is no such article, or nothing to tell. */
export async function loadChanges(section: string, slug: string) {
  'use cache'
  cacheLife('max')
  const path = `/${section}/${slug}`
  cacheTag(articleTag(path)) // before the answer is known: "missing" must clear on publish
  const article = await findChanged(path)
  const changes = article ? await listPublicChanges(article.id) : []
  return article && changes.length > 0 ? { article, changes } : null
}
