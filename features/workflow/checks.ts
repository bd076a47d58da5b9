// What is looked at before readers see a text. Pure: facts go in, findings come out.
import { blockIdOf } from '@/features/articles/document/block-ids.ts'
import { type LooseNode, textOf } from '@/features/articles/document/visitor.ts'
import { type LineName, overlong, type Snapshot } from '@/features/articles/schema.ts'
import type { CheckLevel, CheckName } from '@/features/settings/newsroom.ts'
import type { Finding } from './schema.ts'

/** Characters. Longer ones are cut in lists and by search engines. */
export const longestHeadline = 110
/** From there on two headlines are nearly the same. */
const nearly = 0.75

export type Facts = {
  /** Alternative text and credit that the library has, by id of the picture. */
  pictures: ReadonlyMap<number, { alt: string; credit: string }>
  /** Articles of ours that readers can open. */
  published: ReadonlySet<number>
  /** Addresses on our site that lead nowhere. */
  dead: ReadonlySet<string>
  /** Headlines of the last days, other articles only. */
  recent: readonly { id: number; headline: string }[]
  /** UTC milliseconds before which nothing of it may be public; null without. */
  embargoUntil: number | null
}

type Found = Omit<Finding, 'level'>

/** Blocks in the order of the text, those inside boxes too, with the name of the topmost one. */
function* blocksOf(document: unknown): Generator<{ node: LooseNode; block: string | undefined }> {
  const list = (node: LooseNode) => (Array.isArray(node?.content) ? node.content : []) as LooseNode[]
  function* inside(
    node: LooseNode,
    block: string | undefined,
  ): Generator<{ node: LooseNode; block: string | undefined }> {
    yield { node, block }
    for (const child of list(node)) yield* inside(child, block)
  }
  for (const node of list(document as LooseNode)) yield* inside(node, blockIdOf(node) ?? undefined)
}

const attrsOf = (node: LooseNode) => (node.attrs ?? {}) as Record<string, unknown>
const blank = (value: unknown) => typeof value !== 'string' || value.trim() === ''
const at = (block: string | undefined) =>
  block === undefined ? { field: 'body' as const } : { block, field: 'body' as const }

type ShownPicture = {
  mediaId: number
  alt: unknown
  credit: unknown
  place: Pick<Found, 'block' | 'field'>
  hero: boolean
}

function picturesOf(snapshot: Snapshot): ShownPicture[] {
  const shown: ShownPicture[] = []
  if (snapshot.hero) shown.push({ ...snapshot.hero, place: { field: 'hero' }, hero: true })
  for (const { node, block } of blocksOf(snapshot.body)) {
    const attrs = attrsOf(node)
    if (node.type === 'figure')
      shown.push({
        mediaId: Number(attrs.mediaId),
        alt: attrs.alt,
        credit: attrs.credit,
        place: at(block),
        hero: false,
      })
    if (node.type === 'gallery' && Array.isArray(attrs.items))
      for (const item of attrs.items as Record<string, unknown>[])
        shown.push({
          mediaId: Number(item.mediaId),
          alt: item.alt,
          credit: item.credit,
          place: at(block),
          hero: false,
        })
  }
  return shown
}

function altMissing(snapshot: Snapshot, facts: Facts): Found[] {
  return picturesOf(snapshot)
    .filter(({ alt, hero, mediaId }) =>
      // Decoration: null in the text, an empty string in the lead, where null takes the words of the library.
      hero ? alt === null && blank(facts.pictures.get(mediaId)?.alt) : alt !== null && blank(alt),
    )
    .map(({ place }) => ({ check: 'alt-missing', ...place }))
}

function creditMissing(snapshot: Snapshot, facts: Facts): Found[] {
  return picturesOf(snapshot)
    .filter(({ credit, mediaId }) => blank(credit) && blank(facts.pictures.get(mediaId)?.credit))
    .map(({ place }) => ({ check: 'credit-missing', ...place }))
}

function headingOrder(snapshot: Snapshot): Found[] {
  const found: Found[] = []
  let level = 1 // the headline
  for (const { node, block } of blocksOf(snapshot.body)) {
    if (node.type !== 'heading') continue
    const next = Number(attrsOf(node).level)
    if (next > level + 1) found.push({ check: 'heading-order', ...at(block), detail: textOf(node) })
    level = next
  }
  return found
}

function linkDead(snapshot: Snapshot, facts: Facts): Found[] {
  const found = new Map<string, Found>()
  for (const { node, block } of blocksOf(snapshot.body)) {
    const marks = (Array.isArray(node.marks) ? node.marks : []) as {
      type?: unknown
      attrs?: Record<string, unknown>
    }[]
    const links = marks.filter((mark) => mark?.type === 'link').map((mark) => mark.attrs ?? {})
    if (node.type === 'relatedArticle') links.push(attrsOf(node))
    for (const { articleId, href } of links) {
      const dead =
        typeof articleId === 'number'
          ? !facts.published.has(articleId)
          : typeof href === 'string' && facts.dead.has(href)
      const detail = textOf(node).trim() || String(href ?? '')
      if (dead)
        found.set(`${block} ${articleId ?? href}`, {
          check: 'link-dead',
          ...at(block),
          ...(detail ? { detail } : {}),
        })
    }
  }
  return [...found.values()]
}

const wordsOf = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

function trigrams(text: string): Set<string> {
  const padded = `  ${wordsOf(text).join(' ')} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))
}

/** How alike two lines are, from 0 to 1: what their runs of three letters have in common (Dice). */
export function likeness(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)]
  const shared = [...left].filter((part) => right.has(part)).length
  return (2 * shared) / (left.size + right.size)
}

function headlineSimilar(snapshot: Snapshot, facts: Facts): Found[] {
  if (snapshot.headline.trim() === '') return []
  return facts.recent
    .map((article) => ({ article, like: likeness(snapshot.headline, article.headline) }))
    .filter(({ like }) => like >= nearly)
    .sort((a, b) => b.like - a.like)
    .slice(0, 3)
    .map(({ article }) => ({ check: 'headline-similar', field: 'headline', article }))
}

const looks: Record<CheckName, (snapshot: Snapshot, facts: Facts) => Found[]> = {
  'headline-missing': ({ headline }) =>
    headline.trim() === '' ? [{ check: 'headline-missing', field: 'headline' }] : [],
  'headline-length': ({ headline }) =>
    headline.trim().length > longestHeadline
      ? [{ check: 'headline-length', field: 'headline', detail: String(headline.trim().length) }]
      : [],
  'headline-similar': headlineSimilar,
  'standfirst-missing': ({ standfirst }) =>
    standfirst.trim() === '' ? [{ check: 'standfirst-missing', field: 'standfirst' }] : [],
  'alt-missing': altMissing,
  'credit-missing': creditMissing,
  'heading-order': headingOrder,
  'link-dead': linkDead,
}

function placeOf(name: LineName): Finding['field'] {
  if (name === 'kicker' || name === 'headline' || name === 'standfirst') return name
  return name.startsWith('hero.') ? 'hero' : undefined
}

/**
 * What there is to mend in a text that is to be public at a time (UTC milliseconds). What blocks comes first.
 */
export function findingsOf(
  snapshot: Snapshot,
  facts: Facts,
  levels: Record<CheckName, CheckLevel>,
  at: number,
): Finding[] {
  const found: Finding[] = []
  if (facts.embargoUntil !== null && at < facts.embargoUntil)
    found.push({ check: 'embargo', level: 'block', detail: new Date(facts.embargoUntil).toISOString() })
  for (const { name, text } of overlong(snapshot)) {
    const field = placeOf(name)
    found.push({
      check: 'too-long',
      level: 'block',
      ...(field ? { field } : {}),
      detail: `${text.slice(0, 60)}…`,
    })
  }
  for (const [name, look] of Object.entries(looks) as [CheckName, (typeof looks)[CheckName]][]) {
    const level = levels[name]
    if (level !== 'off') found.push(...look(snapshot, facts).map((finding) => ({ ...finding, level })))
  }
  const weight = (finding: Finding) => (finding.level === 'block' ? 0 : 1)
  return found.sort((a, b) => weight(a) - weight(b))
}
