export type RelatedReason = 'pin' | 'topic' | 'section' | 'recent'
export type Related = { targetId: number; reason: RelatedReason }

/** As many pieces as the sidebar holds. */
export const relatedLimit = 15

/** Candidates of one article, each list in the order in which it should be used. */
export type Candidates = {
  self: number
  /** Articles chosen by an editor. */
  pins: number[]
  /** Articles with a topic in common and how many, newest first. */
  topics: { id: number; shared: number }[]
  section: number[]
  recent: number[]
}

/** Pins, then same topics (more in common first), then same section, then recent: each article once, never itself. */
export function rank({ self, pins, topics, section, recent }: Candidates): Related[] {
  const seen = new Set([self])
  const list: Related[] = []
  const add = (ids: number[], reason: RelatedReason) => {
    for (const targetId of ids) {
      if (list.length >= relatedLimit) return
      if (seen.has(targetId)) continue
      seen.add(targetId)
      list.push({ targetId, reason })
    }
  }
  add(pins, 'pin')
  add(
    [...topics].sort((a, b) => b.shared - a.shared).map((topic) => topic.id),
    'topic',
  )
  add(section, 'section')
  add(recent, 'recent')
  return list
}
