'use client'

import { EditDialog } from '@/components/ui/edit-dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { saveSectionAction } from '../actions.ts'
import { type SectionRow, sectionSeen, withDescendants } from '../schema.ts'

type Props = { section: SectionRow | null; sections: SectionRow[]; onClose(): void }

const isAboutSlug = (code: string) => /^slug-|^path-taken/.test(code)

/** Name, address and place of a section. */
export function SectionForm({ section, sections, onClose }: Props) {
  const { taxonomy: t } = useWords()
  const below = section ? withDescendants(sections, section.id) : []
  return (
    <EditDialog
      title={section ? t.editSection : t.newSection}
      action={saveSectionAction}
      hidden={{ id: section?.id ?? '', seen: section ? sectionSeen(section) : '' }}
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
            defaultValue={section?.name ?? ''}
            error={refused?.fields.name}
            maxLength={80}
            required
          />
          <TextField
            name="slug"
            label={t.slug}
            hint={section ? t.sectionSlugHint : t.slugHint}
            defaultValue={section?.slug ?? ''}
            error={refused && isAboutSlug(refused.code) ? refused.message : refused?.fields.slug}
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
            defaultValue={section?.description ?? ''}
            maxLength={600}
          />
        </>
      )}
    </EditDialog>
  )
}
