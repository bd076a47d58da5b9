import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { MailPage } from '@/features/mail/components/mail-page.tsx'
import { ServerForm } from '@/features/mail/components/server-form.tsx'
import { loadMail } from '@/features/mail/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.mail }
}

export default async function Page() {
  const data = await loadMail()
  return (
    <MailPage group="server" lost={data.lost}>
      <ServerForm data={data} />
    </MailPage>
  )
}
