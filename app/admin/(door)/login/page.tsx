import type { Metadata } from 'next'
import { SignInForm } from '@/features/accounts/components/sign-in-form.tsx'
import { loadDoor } from '@/features/accounts/loaders.ts'

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadDoor()).t.accounts.signIn }
}

export default async function LoginPage({ searchParams }: Props) {
  const { t } = await loadDoor()
  const { next } = await searchParams
  return (
    <>
      <h1>{t.accounts.signInTitle}</h1>
      <SignInForm next={typeof next === 'string' ? next : ''} />
    </>
  )
}
