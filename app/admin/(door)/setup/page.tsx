import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetUpForm } from '@/features/accounts/components/set-up-form.tsx'
import { loadDoor } from '@/features/accounts/loaders.ts'

type Props = { searchParams: Promise<{ token?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadDoor()).t.accounts.setupTitle }
}

export default async function SetUpPage({ searchParams }: Props) {
  const { t, fresh } = await loadDoor()
  if (!fresh) redirect('/admin/login')
  const { token } = await searchParams
  return (
    <>
      <h1>{t.accounts.setupTitle}</h1>
      <p>{t.accounts.setupText}</p>
      <SetUpForm token={typeof token === 'string' ? token : ''} />
    </>
  )
}
