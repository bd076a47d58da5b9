import type { Metadata } from 'next'
import { AccountView } from '@/features/people/components/account-view.tsx'
import { loadAccount } from '@/features/people/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadAccount()).t.people.accountTitle }
}

export default async function AccountPage() {
  const { publication: _, ...account } = await loadAccount()
  const { t, person } = account
  return (
    <>
      <div className="page-bar">
        <h1>{t.people.accountTitle}</h1>
        <p>
          {person.email} · {t.accounts.roles[person.role]}
        </p>
      </div>
      <AccountView {...account} />
    </>
  )
}
