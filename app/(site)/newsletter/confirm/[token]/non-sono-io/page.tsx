import type { Metadata } from 'next'
import { LetterButton, LetterPage } from '@/features/subscribers/components/letter-page.tsx'
import { loadConfirm } from '@/features/subscribers/loaders.ts'

// Of one person, by a link that only they have: never kept.
export const instant = false

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await loadConfirm((await params).token)
  return { title: t.newsletter.refuse.title, robots: { index: false, follow: false } }
}

export default async function RefusePage({ params }: Props) {
  const { t, isSuppressed, state } = await loadConfirm((await params).token)
  const words = t.newsletter.refuse
  if (isSuppressed) return <LetterPage title={words.doneTitle} text={words.done} />
  // Confirmed meanwhile: whoever changed their mind leaves by the link at the foot of each letter.
  if (state === 'done')
    return <LetterPage title={t.newsletter.confirm.doneTitle} text={t.newsletter.confirm.done} />
  return (
    <LetterPage title={words.title} text={words.text}>
      <LetterButton label={words.button} />
    </LetterPage>
  )
}
