import type { Metadata } from 'next'
import { Suspense } from 'react'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { DomainChecks } from '@/features/mail/components/domain-checks.tsx'
import { MailPage } from '@/features/mail/components/mail-page.tsx'
import { loadDomain, loadMail } from '@/features/mail/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.mail }
}

async function Report() {
  return <DomainChecks report={await loadDomain()} />
}

export default async function Page() {
  const [{ t }, { lost }] = await Promise.all([loadNewsroom('settings:edit'), loadMail()])
  return (
    <MailPage group="domain" lost={lost}>
      <Suspense fallback={<p className="hint">{t.mailSettings.checking}</p>}>
        <Report />
      </Suspense>
    </MailPage>
  )
}
