'use client'

import { useWords } from '@/components/ui/words.tsx'
import { type Group, groups, type SettingsData } from '../form.ts'
import { AboutForm } from './about-form.tsx'
import { LookForm } from './look-form.tsx'
import { NewsroomForm } from './newsroom-form.tsx'
import styles from './settings.module.css'
import { LegalForm, NewsletterForm, PublicationForm } from './simple-forms.tsx'
import { SupportForm } from './support-form.tsx'

const forms = {
  publication: PublicationForm,
  look: LookForm,
  support: SupportForm,
  newsletter: NewsletterForm,
  legal: LegalForm,
  about: AboutForm,
  newsroom: NewsroomForm,
} satisfies Record<Group, (props: { settings: SettingsData }) => React.ReactNode>

/** One group of settings, with the way to the others. */
export function SettingsPage({ group, settings }: { group: Group; settings: SettingsData }) {
  const { settings: t, shell } = useWords()
  const Form = forms[group]
  return (
    <>
      <div className="page-bar">
        <h1>{shell.settings}</h1>
      </div>
      <div className={styles.page}>
        <nav aria-label={shell.settings}>
          <ul className={styles.groups}>
            {groups.map((name) => (
              <li key={name}>
                <a href={`/admin/settings/${name}`} aria-current={name === group ? 'page' : undefined}>
                  {t.groups[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <section aria-labelledby="group">
          <h2 id="group" className={styles.title}>
            {t.groups[group]}
          </h2>
          <Form settings={settings} />
        </section>
      </div>
    </>
  )
}
