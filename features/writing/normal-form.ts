// An editor may write an untouched block a little differently than it was stored: that is nobody's change.
import { blockIdOf, canonical, withBlockIds } from '@/features/articles/document/block-ids.ts'
import type { Document } from '@/features/articles/document/schema.ts'

/** `now` with every block that is still as it was `shown` written as it is `stored`. */
export function asStored(now: Document, shown: Document, stored: Document): Document {
  const byName = (document: Document) =>
    new Map(withBlockIds(document).content.map((block) => [blockIdOf(block), block]))
  const [before, kept] = [byName(shown), byName(stored)]
  const content = withBlockIds(now).content.map((block) => {
    const id = blockIdOf(block)
    const original = kept.get(id)
    return original && canonical(block) === canonical(before.get(id)) ? original : block
  })
  return { type: 'doc', content } as Document
}
