'use client'

import { EditDialog } from '@/components/ui/edit-dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { saveNewsletterAction } from '../actions.ts'
import { frequencyChoices, type NewsletterRow, newsletterSeen } from '../schema.ts'
import styles from './newsletter-desk.module.css'

type Props = {
  newsletter: NewsletterRow | null
  sections: { id: number; name: string }[]
  publication: string
  onClose(): void
}

const isAboutSlug = (code: string) => /^slug-|^newsletter-address$/.test(code)

/** What a newsletter is called, who sends it, and whether readers are offered it. */
export function NewsletterForm({ newsletter, sections, publication, onClose }: Props) {
  const { newsletter: t } = useWords()
  return (
    <EditDialog
      title={newsletter ? t.editList : t.newList}
      action={saveNewsletterAction}
      hidden={{ id: newsletter?.id ?? '', seen: newsletter ? newsletterSeen(newsletter) : '' }}
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
            defaultValue={newsletter?.name ?? ''}
            error={refused?.fields.name}
            maxLength={80}
            required
          />
          <TextArea
            name="description"
            label={t.description}
            hint={t.descriptionHint}
            defaultValue={newsletter?.description ?? ''}
            error={refused?.fields.description}
            maxLength={300}
            rows={2}
          />
          <div className={styles.pair}>
            <SelectField
              name="frequency"
              label={t.frequency}
              options={frequencyChoices.map((value) => ({ value, label: t.frequencies[value] }))}
              defaultValue={newsletter?.frequency ?? 'daily'}
            />
            <TextField
              name="slug"
              label={t.slug}
              hint={t.slugHint}
              defaultValue={newsletter?.slug ?? ''}
              error={refused && isAboutSlug(refused.code) ? refused.message : refused?.fields.slug}
              maxLength={60}
              spellCheck={false}
            />
          </div>
          <SelectField
            name="sectionId"
            label={t.section}
            hint={t.sectionHint}
            none={t.noSection}
            options={sections.map(({ id, name }) => ({ value: String(id), label: name }))}
            defaultValue={newsletter?.sectionId ?? ''}
          />
          <div className={styles.pair}>
            <TextField
              name="sender"
              label={t.sender}
              hint={t.senderHint}
              placeholder={publication}
              defaultValue={newsletter?.sender ?? ''}
              error={refused?.fields.sender}
              maxLength={80}
            />
            <TextField
              name="replyTo"
              label={t.replyTo}
              hint={t.replyToHint}
              type="email"
              defaultValue={newsletter?.replyTo ?? ''}
              error={refused?.fields.replyTo}
              maxLength={254}
            />
          </div>
          <div>
            <label className="check-row">
              <input type="checkbox" name="open" defaultChecked={newsletter?.open ?? true} />
              {t.open}
            </label>
            <p className="hint">{t.openHint}</p>
          </div>
        </>
      )}
    </EditDialog>
  )
}
