import type { Choice } from '@/components/ui/combo-field.tsx'

const terms = (kind: 'topic' | 'author') => async (typed: string) => {
  const answer = await fetch(`/api/admin/terms?kind=${kind}&q=${encodeURIComponent(typed)}`)
  return answer.ok ? ((await answer.json()) as { items: Choice[] }).items : []
}

/** Topics whose name holds what was typed. */
export const loadTopics = terms('topic')
/** Authors whose name holds what was typed. */
export const loadAuthors = terms('author')
