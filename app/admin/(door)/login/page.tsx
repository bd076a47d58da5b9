import type { Metadata } from 'next'
import { PasskeyButton } from '@/features/accounts/components/passkey-button.tsx'
import { SignInForm } from '@/features/accounts/components/sign-in-form.tsx'
import { loadDoor } from '@/features/accounts/loaders.ts'

type Props = { searchParams: Promise<{ next?: string | string[]; reset?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadDoor()).t.accounts.signIn }
}

export default async function LoginPage({ searchParams }: Props) {
  const { t, passkeys } = await loadDoor()
  const { next, reset } = await searchParams
  return (
    <>
      <h1>{t.accounts.signInTitle}</h1>
      {reset === 'done' && (
        <p role="status" className="notice-line">
          {t.accounts.resetDone}
        </p>
      )}
      <SignInForm next={typeof next === 'string' ? next : ''} />
      {passkeys && <PasskeyButton />}
      <p>
        <a href="/admin/reset">{t.accounts.forgotten}</a>
      </p>
    </>
  )
}
