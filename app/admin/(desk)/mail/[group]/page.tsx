import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { BouncesForm } from '@/features/mail/components/bounces-form.tsx'
import { MailPage } from '@/features/mail/components/mail-page.tsx'
import { PaceForm } from '@/features/mail/components/pace-form.tsx'
import { Signature } from '@/features/mail/components/signature.tsx'
import { loadMail } from '@/features/mail/loaders.ts'

const forms = { pace: PaceForm, signature: Signature, bounces: BouncesForm }

type Props = { params: Promise<{ group: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.mail }
}

export default async function Page({ params }: Props) {
  const data = await loadMail()
  const { group } = await params
  if (!Object.hasOwn(forms, group)) notFound()
  const name = group as keyof typeof forms
  const Form = forms[name]
  return (
    <MailPage group={name} lost={data.lost}>
      <Form data={data} />
    </MailPage>
  )
}
