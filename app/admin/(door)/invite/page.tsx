import type { Metadata } from 'next'
import { InviteForm } from '@/features/accounts/components/link-forms.tsx'
import { loadLink } from '@/features/accounts/loaders.ts'

type Props = { searchParams: Promise<{ token?: string | string[] }> }

async function load({ searchParams }: Props) {
  const { token } = await searchParams
  const given = typeof token === 'string' ? token : ''
  return { token: given, ...(await loadLink('invite', given)) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { t, publication } = await load(props)
  return { title: t.accounts.inviteTitle(publication.name) }
}

export default async function InvitePage(props: Props) {
  const { token, owner, publication, t } = await load(props)
  if (!owner)
    return (
      <>
        <h1>{t.accounts.linkOverTitle}</h1>
        <p>{t.accounts.inviteOverText}</p>
        <p>
          <a href="/admin/login">{t.accounts.backToSignIn}</a>
        </p>
      </>
    )
  return (
    <>
      <h1>{t.accounts.inviteTitle(publication.name)}</h1>
      <p>{t.accounts.inviteText(owner.email)}</p>
      <InviteForm token={token} email={owner.email} />
    </>
  )
}
