import type { Metadata } from 'next'
import { LetterButton, LetterPage } from '@/features/subscribers/components/letter-page.tsx'
import { preferencesPath } from '@/features/subscribers/links.ts'
import { loadLeave } from '@/features/subscribers/loaders.ts'

// Of one person, by a link that only they have: never kept.
export const instant = false

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await loadLeave((await params).token)
  return { title: t.newsletter.leave.title, robots: { index: false, follow: false } }
}

export default async function LeavePage({ params }: Props) {
  const { token } = await params
  const { t, isDone, name, others } = await loadLeave(token)
  const words = t.newsletter.leave
  const more = (
    <p>
      <a href={preferencesPath(token)}>{words.preferences}</a>
    </p>
  )
  if (isDone)
    return (
      <LetterPage title={words.doneTitle} text={others > 0 && name !== null ? words.text(name) : words.done}>
        {others > 0 && more}
      </LetterPage>
    )
  return (
    <LetterPage title={words.title} text={name === null ? words.textAll : words.text(name)}>
      <LetterButton label={words.button} />
      {name !== null && others > 0 && <LetterButton label={words.all} name="all" quiet />}
      {more}
    </LetterPage>
  )
}
