import type { Metadata } from 'next'
import { AskResetForm, NewPasswordForm } from '@/features/accounts/components/link-forms.tsx'
import { loadLink } from '@/features/accounts/loaders.ts'

type Props = { searchParams: Promise<{ token?: string | string[] }> }

async function load({ searchParams }: Props) {
  const { token } = await searchParams
  const given = typeof token === 'string' ? token : ''
  return { token: given, ...(await loadLink('reset', given)) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { t, owner } = await load(props)
  return { title: owner ? t.accounts.newPasswordTitle : t.accounts.resetTitle }
}

export default async function ResetPage(props: Props) {
  const { token, owner, mail, t } = await load(props)
  if (owner)
    return (
      <>
        <h1>{t.accounts.newPasswordTitle}</h1>
        <p>{t.accounts.newPasswordText(owner.email)}</p>
        <NewPasswordForm token={token} email={owner.email} />
      </>
    )
  if (token)
    return (
      <>
        <h1>{t.accounts.linkOverTitle}</h1>
        <p>{t.accounts.resetOverText}</p>
        <p>
          <a href="/admin/reset">{t.accounts.resetAgain}</a>
        </p>
      </>
    )
  return (
    <>
      <h1>{t.accounts.resetTitle}</h1>
      <p>{mail ? t.accounts.resetText : t.accounts.resetNoMail}</p>
      {mail && <AskResetForm />}
      <p>
        <a href="/admin/login">{t.accounts.backToSignIn}</a>
      </p>
    </>
  )
}
