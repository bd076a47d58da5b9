'use client'

import { EditDialog } from '@/components/ui/edit-dialog.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { saveTopicAction } from '../actions.ts'
import { type Topic, topicSeen } from '../schema.ts'

const isAboutSlug = (code: string) => code.startsWith('slug-')

/** Name, address and description of a topic. */
export function TopicForm({ topic, onClose }: { topic: Topic | null; onClose(): void }) {
  const { taxonomy: t } = useWords()
  return (
    <EditDialog
      title={topic ? t.editTopic : t.newTopic}
      action={saveTopicAction}
      hidden={{ id: topic?.id ?? '', seen: topic ? topicSeen(topic) : '' }}
      saveLabel={t.save}
      saved={t.saved}
      onClose={onClose}
      isAtField={isAboutSlug}
    >
      {(refused) => (
        <>
          <TextField
            name="name"
            label={t.name}
            defaultValue={topic?.name ?? ''}
            error={refused?.fields.name}
            maxLength={80}
            required
          />
          <TextField
            name="slug"
            label={t.slug}
            hint={topic ? t.slugChangeHint : t.slugHint}
            defaultValue={topic?.slug ?? ''}
            error={refused && isAboutSlug(refused.code) ? refused.message : refused?.fields.slug}
            maxLength={80}
            spellCheck={false}
          />
          <TextArea
            name="description"
            label={t.description}
            hint={t.descriptionHint}
            defaultValue={topic?.description ?? ''}
            maxLength={600}
          />
        </>
      )}
    </EditDialog>
  )
}
