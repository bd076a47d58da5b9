import type { Metadata } from 'next'
import { CodeForm } from '@/features/accounts/components/code-form.tsx'
import { PasskeyButton } from '@/features/accounts/components/passkey-button.tsx'
import { loadSecondStep } from '@/features/accounts/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadSecondStep()).t.security.stepTitle }
}

export default async function SecondFactorPage() {
  const { t, totp, passkey } = await loadSecondStep()
  return (
    <>
      <h1>{t.security.stepTitle}</h1>
      <p>{totp ? t.security.stepText : t.security.stepTextKeys}</p>
      <CodeForm />
      {passkey && <PasskeyButton />}
      <p>
        <a href="/admin/login">{t.accounts.backToSignIn}</a>
      </p>
    </>
  )
}
