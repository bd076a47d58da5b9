'use client'

import { SelectField } from '@/components/ui/select-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { languages } from '@/lib/i18n/language.ts'
import { saveLegalAction, saveNewsletterAction, savePublicationAction } from '../actions.ts'
import type { SettingsData } from '../form.ts'
import { SettingsForm } from './settings-form.tsx'

type Props = { settings: SettingsData }

/** Name and language of the newspaper. */
export function PublicationForm({ settings: { publication, updatedAt } }: Props) {
  const t = useWords().settings
  const zones = Intl.supportedValuesOf('timeZone')
  const known = zones.includes(publication.timeZone) ? zones : [publication.timeZone, ...zones]
  return (
    <SettingsForm
      action={savePublicationAction}
      updatedAt={updatedAt}
      fields={[
        { name: 'name', label: t.name, value: publication.name, max: 80, required: true },
        { name: 'tagline', label: t.tagline, value: publication.tagline, hint: t.taglineHint, max: 160 },
        {
          name: 'description',
          label: t.description,
          value: publication.description,
          hint: t.descriptionHint,
          max: 300,
          rows: 3,
        },
      ]}
    >
      {(refused) => (
        <>
          <SelectField
            name="language"
            label={t.language}
            hint={t.languageHint}
            options={languages.map((value) => ({ value, label: t.languages[value] }))}
            defaultValue={refused?.values.language ?? publication.language}
          />
          <SelectField
            name="timeZone"
            label={t.timeZone}
            hint={t.timeZoneHint}
            options={known.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            defaultValue={refused?.values.timeZone ?? publication.timeZone}
            error={refused?.fields.timeZone}
          />
        </>
      )}
    </SettingsForm>
  )
}

/** Words of the box for subscribing. */
export function NewsletterForm({ settings: { publication, updatedAt } }: Props) {
  const t = useWords().settings
  const { heading, text, button } = publication.newsletter
  return (
    <SettingsForm
      action={saveNewsletterAction}
      updatedAt={updatedAt}
      intro={t.newsletterText}
      fields={[
        { name: 'heading', label: t.heading, value: heading, max: 120 },
        { name: 'text', label: t.text, value: text, max: 600, rows: 4 },
        { name: 'button', label: t.button, value: button, max: 60 },
      ]}
    />
  )
}

/** What the law asks a newspaper to print. */
export function LegalForm({ settings: { publication, updatedAt } }: Props) {
  const t = useWords().settings
  const { legal } = publication
  return (
    <SettingsForm
      action={saveLegalAction}
      updatedAt={updatedAt}
      intro={t.legalText}
      fields={[
        { name: 'publisher', label: t.publisher, value: legal.publisher, max: 200 },
        {
          name: 'responsibleDirector',
          label: t.responsibleDirector,
          value: legal.responsibleDirector,
          max: 200,
        },
        { name: 'court', label: t.court, value: legal.court, max: 200 },
        { name: 'number', label: t.number, value: legal.number, max: 60 },
        { name: 'date', label: t.date, value: legal.date, max: 20 },
        {
          name: 'registration',
          label: t.registration,
          value: legal.registration,
          hint: t.registrationHint,
          max: 600,
          rows: 2,
        },
        { name: 'address', label: t.address, value: legal.address, max: 300 },
        { name: 'hosting', label: t.hosting, value: legal.hosting, max: 300 },
        { name: 'email', label: t.email, value: legal.email, max: 200, type: 'email' },
      ]}
    />
  )
}
