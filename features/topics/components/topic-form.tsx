'use client'

import { useActionState, useCallback } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWhenDone } from '@/components/ui/use-when-done.ts'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { saveTopicAction } from '../actions.ts'
import type { Topic } from '../schema.ts'

/** Name, address and description of a topic. */
export function TopicForm({ topic, onClose }: { topic: Topic | null; onClose(): void }) {
  const { taxonomy: t, shell } = useWords()
  const toast = useToast()
  const [state, submit, pending] = useActionState(saveTopicAction, idle)
  const done = useCallback(
    (name: string) => {
      toast(t.saved(name))
      onClose()
    },
    [toast, t, onClose],
  )
  useWhenDone(state, done)
  const refused = state.status === 'refused' ? state : null
  const aboutSlug = refused?.code.startsWith('slug-') ? refused.message : refused?.fields.slug
  const value = (name: 'name' | 'slug' | 'description') => refused?.values[name] ?? topic?.[name] ?? ''
  return (
    <Dialog title={topic ? t.editTopic : t.newTopic} isOpen onClose={onClose}>
      <form action={submit} className="stack">
        {refused && !aboutSlug && (
          <p role="alert" className="form-error">
            {refused.message}
          </p>
        )}
        <input type="hidden" name="id" value={topic?.id ?? ''} />
        <TextField
          name="name"
          label={t.name}
          defaultValue={value('name')}
          error={refused?.fields.name}
          maxLength={80}
          required
        />
        <TextField
          name="slug"
          label={t.slug}
          hint={topic ? t.slugChangeHint : t.slugHint}
          defaultValue={value('slug')}
          error={aboutSlug}
          maxLength={80}
          spellCheck={false}
        />
        <TextArea
          name="description"
          label={t.description}
          hint={t.descriptionHint}
          defaultValue={value('description')}
          maxLength={600}
        />
        <p className="form-actions">
          <button type="submit" className="button button-small" disabled={pending}>
            {t.save}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
