import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import { articleRevisions, articles } from '@/db/schema/articles.ts'
import { sections } from '@/db/schema/taxonomy.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { createArticle, hashOf, reviseArticle } from '@/features/articles/mutations.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { audit } from '@/features/audit/mutations.ts'
import { ensureAuthor } from '@/features/authors/mutations.ts'
import { replaceCorrections } from '@/features/corrections/mutations.ts'
import { publishImported } from '@/features/publishing/mutations.ts'
import { ensureSection } from '@/features/sections/mutations.ts'
import { ensureSeries, ensureTopic } from '@/features/topics/mutations.ts'
import { AppError } from '@/lib/errors.ts'
import { slugify } from '@/lib/text.ts'
import type { FrontMatter, ImportAction } from './schema.ts'

export type ArticleInput = {
  /** Who imports: the owner of what is new, under their own permissions. */
  actor: Actor
  /** The second pass over what came in a moment ago. */
  continues: boolean
  meta: FrontMatter
  slug: string
  /** Language of articles that do not name one. */
  language: string
  body: Document
  hero: Snapshot['hero']
  related: number[]
  /** Write over what editors changed since the last import. */
  overwrite: boolean
  /** In a rehearsal: a picture is not in the library yet, so the article cannot be what it was. */
  newPictures: boolean
}
export type Applied = { id: number; path: string; action: ImportAction; notices: string[] }

const importSource = 'markdown'

/** An import that would undo an editor's work. */
export class EditedSinceError extends Error {
  constructor() {
    super('the article was changed in the newsroom since it was imported; --overwrite replaces it')
    this.name = 'EditedSinceError'
  }
}

/**
 * Makes one article what a file says, with the section, authors, topics and series it needs. Equal content is left alone.
 * @throws EditedSinceError, AppError path-taken, forbidden, four-eyes, checks-blocked
 */
export async function applyArticle(tx: Tx, input: ArticleInput): Promise<Applied> {
  const { meta, slug } = input
  const notices: string[] = []
  const section = await ensureSection(tx, { name: meta.section })
  if (section.created) notices.push(`section "${meta.section}" created`)
  const byline: Snapshot['byline'] = []
  for (const name of meta.authors) {
    const author = await ensureAuthor(tx, { name })
    if (author.created) notices.push(`author "${name}" created`)
    if (byline.every((entry) => entry.authorId !== author.id))
      byline.push({ authorId: author.id, role: 'author' })
  }
  const tagIds: number[] = []
  for (const name of meta.tags) tagIds.push((await ensureTopic(tx, { name })).id)
  const snapshot: Snapshot = {
    headline: meta.title,
    kicker: meta.kicker,
    standfirst: meta.standfirst,
    body: input.body,
    sectionId: section.id,
    slug,
    language: meta.language ?? input.language,
    translationGroupId: null,
    byline,
    bylineOverride: '',
    tagIds: [...new Set(tagIds)],
    seriesId: meta.series ? (await ensureSeries(tx, { name: meta.series })).id : null,
    genre: meta.genre,
    place: meta.place,
    hero: input.hero,
    seo: {},
    source: meta.source ?? {},
    hideSupport: false,
    hideNewsletter: false,
    relatedPins: input.related,
  }
  const found = await findImported(tx, slug)
  const applied = found ? await update(tx, found, snapshot, input) : await create(tx, snapshot, input)
  // A file that says nothing of corrections leaves those that the newsroom made.
  const corrections = meta.corrections?.map(({ date, ...entry }) => ({ ...entry, at: date }))
  const corrected = corrections !== undefined && (await replaceCorrections(tx, applied.id, corrections))
  if (corrected && found && !mayCorrect(input.actor, found)) throw new AppError('forbidden', 'corrections')
  if (corrected && applied.action === 'unchanged') applied.action = 'updated'
  if (applied.action !== 'unchanged')
    await audit(tx, input.actor, {
      event: 'article.import',
      articleId: applied.id,
      after: { slug, action: applied.action },
    })
  const [row] = await tx
    .select({ path: articles.path, section: sections.slug, status: articles.status })
    .from(articles)
    .innerJoin(sections, eq(sections.id, articles.sectionId))
    .where(eq(articles.id, applied.id))
  if (found && row && found.path !== row.path) notices.push(`moved here from ${found.path}`)
  return { ...applied, path: row?.path ?? '', notices: [...notices, ...applied.notices] }
}

type Found = {
  id: number
  lockVersion: number
  status: string
  hash: string
  kind: string
  ownerId: number | null
  publishedAt: number | null
  updatedAt: number | null
  path: string
}

/** Readers see the corrections of a published article at once: they are for whoever publishes it. */
function mayCorrect(actor: Actor, { status, ownerId }: Found): boolean {
  const own = actor.id !== null && actor.id === ownerId
  return status === 'published'
    ? can(actor, 'article:publish_any') || (own && can(actor, 'article:publish_own'))
    : can(actor, 'article:edit_any') || (own && can(actor, 'article:edit_own'))
}

async function findImported(tx: Tx, importId: string): Promise<Found | undefined> {
  const [row] = await tx
    .select({
      id: articles.id,
      lockVersion: articles.lockVersion,
      status: articles.status,
      hash: articleRevisions.hash,
      kind: articleRevisions.kind,
      ownerId: articles.ownerId,
      publishedAt: articles.firstPublishedAt,
      updatedAt: articles.substantiveUpdatedAt,
      path: articles.path,
    })
    .from(articles)
    .innerJoin(articleRevisions, eq(articleRevisions.id, articles.workingRevisionId))
    .where(and(eq(articles.importSource, importSource), eq(articles.importId, importId)))
  return row
}

type Step = { id: number; action: ImportAction; notices: string[] }

async function create(
  tx: Tx,
  snapshot: Snapshot,
  { actor, continues, meta, slug }: ArticleInput,
): Promise<Step> {
  if (!can(actor, 'article:create')) throw new AppError('forbidden', 'article:create')
  const id = await createArticle(tx, {
    snapshot,
    kind: 'import',
    importSource,
    importId: slug,
    ownerId: actor.id,
    editorId: actor.id,
  })
  if (meta.status === 'published') {
    await publishImported(tx, actor, {
      id,
      lockVersion: 1,
      publishedAt: meta.date,
      updatedAt: meta.updated ?? null,
      continues,
    })
  }
  return { id, action: 'created', notices: [] }
}

async function update(
  tx: Tx,
  found: Found,
  snapshot: Snapshot,
  { actor, continues, meta, overwrite, newPictures }: ArticleInput,
): Promise<Step> {
  const same = !newPictures && found.hash === hashOf(snapshot)
  const publish = meta.status === 'published'
  const asBefore =
    publish &&
    found.status === 'published' &&
    (meta.date === undefined || meta.date === found.publishedAt) &&
    (meta.updated ?? null) === found.updatedAt
  const notices =
    !publish && found.status === 'published'
      ? ['stays published: an import does not take articles away from readers']
      : []
  if (same && (asBefore || !publish)) return { id: found.id, action: 'unchanged', notices }
  const own = actor.id !== null && found.ownerId === actor.id
  if (!can(actor, 'article:edit_any') && !(own && can(actor, 'article:edit_own')))
    throw new AppError('forbidden', 'article:edit_any')
  const edited = !same && found.kind !== 'import'
  const takenAway = publish && (found.status === 'unpublished' || found.status === 'archived')
  if ((edited || takenAway) && !overwrite) throw new EditedSinceError()
  const lockVersion = same
    ? found.lockVersion
    : await reviseArticle(tx, {
        id: found.id,
        lockVersion: found.lockVersion,
        snapshot,
        kind: 'import',
        editorId: actor.id,
      })
  if (publish)
    await publishImported(tx, actor, {
      id: found.id,
      lockVersion,
      publishedAt: meta.date,
      updatedAt: meta.updated ?? null,
      continues,
    })
  return { id: found.id, action: 'updated', notices }
}

/** The address that an imported article gets when its file names none. */
export function slugOf(meta: FrontMatter): string {
  return meta.slug ?? (slugify(meta.title) || 'articolo')
}
