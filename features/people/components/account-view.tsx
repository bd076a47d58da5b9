import { FactorsPanel } from '@/features/second-factor/components/factors.tsx'
import type { loadAccount } from '../loaders.ts'
import { PasswordForm, ProfileForm } from './account-forms.tsx'
import styles from './people.module.css'
import { SessionsTable } from './sessions-table.tsx'

/** One's own account: who one is, how one signs in, and where one is signed in. */
export function AccountView({
  t,
  person,
  authors,
  factors,
  sessions,
}: Omit<Awaited<ReturnType<typeof loadAccount>>, 'publication'>) {
  return (
    <div className={styles.parts}>
      <section className={styles.part} aria-labelledby="profile">
        <h2 id="profile">{t.people.profile}</h2>
        <ProfileForm person={person} authors={authors} />
      </section>
      <section className={styles.part} aria-labelledby="password-title">
        <h2 id="password-title">{t.people.passwordTitle}</h2>
        <p>{t.people.passwordText}</p>
        <PasswordForm email={person.email} />
      </section>
      <section className={styles.part} aria-labelledby="second-factor">
        <h2 id="second-factor">{t.security.title}</h2>
        <p>{t.security.intro}</p>
        <FactorsPanel view={factors} t={t} />
      </section>
      <section className={styles.part} aria-labelledby="sessions">
        <h2 id="sessions">{t.people.sessions}</h2>
        <p>{t.people.sessionsText}</p>
        <SessionsTable sessions={sessions} />
      </section>
    </div>
  )
}
