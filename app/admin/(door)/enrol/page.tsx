import type { Metadata } from 'next'
import { signOutAction } from '@/features/accounts/actions.ts'
import { loadEnrolment } from '@/features/accounts/loaders.ts'
import { FactorsPanel } from '@/features/second-factor/components/factors.tsx'
import { loadFactors } from '@/features/second-factor/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadEnrolment()).t.security.enrolTitle }
}

export default async function EnrolPage() {
  const { t, actor } = await loadEnrolment()
  return (
    <>
      <h1>{t.security.enrolTitle}</h1>
      <p>{t.security.enrolText}</p>
      <FactorsPanel view={await loadFactors(actor)} t={t} />
      {!actor.enrolling && (
        <p>
          <a className="button" href="/admin">
            {t.security.enrolled}
          </a>
        </p>
      )}
      <form action={signOutAction}>
        <button type="submit" className="quiet-button">
          {t.shell.signOut}
        </button>
      </form>
    </>
  )
}
