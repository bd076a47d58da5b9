'use client'

import { useRouter } from 'next/navigation'
import type { Choice } from '@/components/ui/combo-field.tsx'
import { MergeDialog } from '@/components/ui/merge-dialog.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { mergeTopicsAction } from '../actions.ts'
import type { TopicRow } from '../schema.ts'

async function load(typed: string): Promise<Choice[]> {
  const answer = await fetch(`/api/admin/terms?kind=topic&q=${encodeURIComponent(typed)}`)
  return answer.ok ? ((await answer.json()) as { items: Choice[] }).items : []
}

/** Which topic stays when two become one. */
export function TopicMerge({ topic, onClose }: { topic: TopicRow; onClose(): void }) {
  const t = useWords().taxonomy
  const toast = useToast()
  const router = useRouter()
  const merge = async (into: Choice) => {
    const state = await mergeTopicsAction({ from: topic.id, into: into.id })
    if (state.status === 'refused') return state.message
    toast(t.merged(topic.name, into.name))
    onClose()
    router.refresh()
    return null
  }
  return (
    <MergeDialog
      title={t.mergeTopic(topic.name)}
      label={t.mergeTopicInto}
      button={t.mergeButton}
      load={load}
      onMerge={merge}
      onClose={onClose}
    >
      <p className="hint">{t.mergeTopicText(topic.name, topic.articles)}</p>
    </MergeDialog>
  )
}
