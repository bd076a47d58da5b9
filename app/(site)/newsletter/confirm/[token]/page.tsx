import type { Metadata } from 'next'
import { LetterButton, LetterPage } from '@/features/subscribers/components/letter-page.tsx'
import { refusePath } from '@/features/subscribers/links.ts'
import { loadConfirm } from '@/features/subscribers/loaders.ts'

// Of one person, by a link that only they have: never kept.
export const instant = false

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await loadConfirm((await params).token)
  return { title: t.newsletter.confirm.title, robots: { index: false, follow: false } }
}

export default async function ConfirmPage({ params }: Props) {
  const { token } = await params
  const { t, state, names, isSuppressed, preferences } = await loadConfirm(token)
  const words = t.newsletter.confirm
  if (state === 'sent') return <LetterPage title={words.sentTitle} text={words.sent} />
  if (isSuppressed) {
    const { doneTitle, done } = t.newsletter.refuse
    return <LetterPage title={doneTitle} text={done} />
  }
  if (state === 'done')
    return (
      <LetterPage title={words.doneTitle} text={words.done}>
        {preferences && (
          <p>
            <a href={preferences}>{t.newsletter.leave.preferences}</a>
          </p>
        )}
      </LetterPage>
    )
  if (state === 'expired')
    return (
      <LetterPage title={words.expiredTitle} text={words.expired}>
        <LetterButton label={words.again} name="again" />
      </LetterPage>
    )
  return (
    <LetterPage title={words.title} text={words.text(names)}>
      <LetterButton label={words.button} />
      <p>
        {words.not} <a href={refusePath(token)}>{words.notLink}</a>
      </p>
    </LetterPage>
  )
}
