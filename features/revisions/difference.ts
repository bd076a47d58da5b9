// What differs between two versions of an article, word by word. Pure.
import { diffArrays, diffWordsWithSpace } from 'diff'
import { blockIdOf, canonical } from '@/features/articles/document/block-ids.ts'
import { renderText } from '@/features/articles/document/plain-text.ts'
import type { LooseNode } from '@/features/articles/document/visitor.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import {
  type BlockDifference,
  type ComparedField,
  comparedFields,
  type Difference,
  type FieldDifference,
  type Run,
} from './schema.ts'

/** What the numbers in a snapshot are called. */
export type NameOf = (
  kind: 'section' | 'author' | 'topic' | 'series' | 'article' | 'media',
  id: number,
) => string

const lines = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')

/** Each field of a snapshot as words. */
function wordsOf(snapshot: Snapshot, nameOf: NameOf): Record<ComparedField, string> {
  const { hero, seo, source } = snapshot
  return {
    kicker: snapshot.kicker,
    headline: snapshot.headline,
    standfirst: snapshot.standfirst,
    section: nameOf('section', snapshot.sectionId),
    slug: snapshot.slug,
    byline: lines(
      ...snapshot.byline.map(
        ({ authorId, role }) => `${nameOf('author', authorId)}${role === 'author' ? '' : ` (${role})`}`,
      ),
      snapshot.bylineOverride,
    ),
    topics: lines(...snapshot.tagIds.map((id) => nameOf('topic', id))),
    series: snapshot.seriesId === null ? '' : nameOf('series', snapshot.seriesId),
    genre: snapshot.genre,
    place: snapshot.place,
    hero: hero ? lines(nameOf('media', hero.mediaId), hero.alt, hero.caption, hero.credit) : '',
    related: lines(...snapshot.relatedPins.map((id) => nameOf('article', id))),
    language: snapshot.language,
    search: lines(
      seo.title,
      seo.description,
      seo.socialTitle,
      seo.homeTitle,
      seo.canonicalUrl,
      seo.noindex && 'noindex',
    ),
    source: lines(source.name, source.url, source.licence),
    notices: lines(snapshot.hideSupport && 'support', snapshot.hideNewsletter && 'newsletter'),
  }
}

/** What stayed, came and went between two texts, word by word. */
export function runsOf(before: string, after: string): Run[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

const blocksOf = (document: unknown): LooseNode[] => {
  const content = (document as { content?: unknown } | null)?.content
  return (Array.isArray(content) ? content : []).filter((node) => typeof node === 'object' && node !== null)
}
const withoutId = (node: LooseNode): string => {
  const { id: _id, ...attrs } = (node.attrs ?? {}) as Record<string, unknown>
  return canonical({ ...node, attrs })
}
const textOfBlock = (node: LooseNode) => {
  const { alt, credit, url } = (node.attrs ?? {}) as Record<string, unknown>
  const said = [alt, credit, url].filter((part): part is string => typeof part === 'string' && part !== '')
  return [renderText({ type: 'doc', content: [node] }), ...said].filter(Boolean).join('\n')
}
const typeOf = (node: LooseNode) => String(node.type)

function whole(kind: 'added' | 'removed', node: LooseNode): BlockDifference {
  return { kind, type: typeOf(node), runs: [{ kind, text: textOfBlock(node) }] }
}

function changed(before: LooseNode, after: LooseNode): BlockDifference {
  const [a, b] = [textOfBlock(before), textOfBlock(after)]
  if (a === b) return { kind: 'form', type: typeOf(after), runs: runsOf(a, b) }
  return { kind: 'changed', type: typeOf(after), runs: runsOf(a, b) }
}

/** Blocks that went and blocks that came in one place: those with one name, or of one kind in their order, are pairs. */
function pair(gone: LooseNode[], come: LooseNode[]): BlockDifference[] {
  const left = [...gone]
  const found: BlockDifference[] = []
  for (const node of come) {
    const id = blockIdOf(node)
    const byName = id === null ? -1 : left.findIndex((other) => blockIdOf(other) === id)
    const index =
      byName !== -1
        ? byName
        : left.findIndex(
            (other) =>
              typeOf(other) === typeOf(node) &&
              (id === null || !come.some((next) => blockIdOf(next) === blockIdOf(other))),
          )
    const match = index === -1 ? undefined : left[index]
    if (!match) {
      found.push(whole('added', node))
      continue
    }
    // What stood before its pair and has none itself went away there.
    found.push(
      ...left
        .splice(0, index + 1)
        .slice(0, -1)
        .map((other) => whole('removed', other)),
      changed(match, node),
    )
  }
  return [...found, ...left.map((node) => whole('removed', node))]
}

function blockDifferences(before: unknown, after: unknown): BlockDifference[] {
  const [a, b] = [blocksOf(before), blocksOf(after)]
  const parts = diffArrays(a.map(withoutId), b.map(withoutId))
  const found: BlockDifference[] = []
  let [at, to] = [0, 0]
  let [gone, come]: [LooseNode[], LooseNode[]] = [[], []]
  const settle = () => {
    found.push(...pair(gone, come))
    ;[gone, come] = [[], []]
  }
  for (const { added, removed, value } of parts) {
    if (removed) gone.push(...a.slice(at, at + value.length))
    else if (added) come.push(...b.slice(to, to + value.length))
    else {
      settle()
      const [first] = b.slice(to, to + 1)
      found.push({
        kind: 'same',
        count: value.length,
        type: first ? typeOf(first) : '',
        text: value.length === 1 && first ? textOfBlock(first) : '',
      })
    }
    if (!added) at += value.length
    if (!removed) to += value.length
  }
  settle()
  return found
}

/**
 * What differs between two versions.
 * @param fields those that are compared; all when not given
 */
export function differenceOf(
  before: Snapshot,
  after: Snapshot,
  nameOf: NameOf,
  fields: readonly ComparedField[] = comparedFields,
): Difference {
  const [a, b] = [wordsOf(before, nameOf), wordsOf(after, nameOf)]
  const differing = fields
    .filter((field) => a[field] !== b[field])
    .map((field): FieldDifference => ({ field, runs: runsOf(a[field], b[field]) }))
  return { fields: differing, blocks: blockDifferences(before.body, after.body) }
}

/** Whether there is anything to show. */
export const isEmpty = ({ fields, blocks }: Difference): boolean =>
  fields.length === 0 && blocks.every((block) => block.kind === 'same')
