'use client'

import { useActionState, useCallback } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWhenDone } from '@/components/ui/use-when-done.ts'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { saveSectionAction } from '../actions.ts'
import { type SectionRow, withDescendants } from '../schema.ts'

type Props = { section: SectionRow | null; sections: SectionRow[]; onClose(): void }

/** Name, address and place of a section. */
export function SectionForm({ section, sections, onClose }: Props) {
  const { taxonomy: t, shell } = useWords()
  const toast = useToast()
  const [state, submit, pending] = useActionState(saveSectionAction, idle)
  const done = useCallback(
    (name: string) => {
      toast(t.saved(name))
      onClose()
    },
    [toast, t, onClose],
  )
  useWhenDone(state, done)
  const refused = state.status === 'refused' ? state : null
  const aboutSlug =
    refused && /^slug-|^path-taken/.test(refused.code) ? refused.message : refused?.fields.slug
  const below = section ? withDescendants(sections, section.id) : []
  const value = (name: 'name' | 'slug' | 'description', before: string | undefined) =>
    refused?.values[name] ?? before ?? ''
  return (
    <Dialog title={section ? t.editSection : t.newSection} isOpen onClose={onClose}>
      <form action={submit} className="stack">
        {refused && !aboutSlug && (
          <p role="alert" className="form-error">
            {refused.message}
          </p>
        )}
        <input type="hidden" name="id" value={section?.id ?? ''} />
        <TextField
          name="name"
          label={t.name}
          defaultValue={value('name', section?.name)}
          error={refused?.fields.name}
          maxLength={80}
          required
        />
        <TextField
          name="slug"
          label={t.slug}
          hint={section ? t.sectionSlugHint : t.slugHint}
          defaultValue={value('slug', section?.slug)}
          error={aboutSlug}
          maxLength={60}
          spellCheck={false}
        />
        <SelectField
          name="parentId"
          label={t.parent}
          none={t.noParent}
          options={sections
            .filter((one) => one.parentId === null && !below.includes(one.id))
            .map((one) => ({ value: String(one.id), label: one.name }))}
          defaultValue={section?.parentId ?? ''}
        />
        <TextArea
          name="description"
          label={t.description}
          hint={t.descriptionHint}
          defaultValue={value('description', section?.description)}
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
