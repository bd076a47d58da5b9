import type { Metadata } from 'next'
import { LetterButton, LetterPage } from '@/features/subscribers/components/letter-page.tsx'
import { PreferencesForm } from '@/features/subscribers/components/preferences-form.tsx'
import { loadPreferences } from '@/features/subscribers/loaders.ts'

// Of one person, by a link that only they have: never kept.
export const instant = false

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await loadPreferences((await params).token)
  return { title: t.newsletter.preferences.title, robots: { index: false, follow: false } }
}

export default async function PreferencesPage({ params }: Props) {
  const { t, publication, state, address, hasLeft, offered, language, pace, pausedUntil } =
    await loadPreferences((await params).token)
  const words = t.newsletter.preferences
  const wayBack = (
    <p>
      <a href="/newsletter">{t.newsletter.title}</a>
    </p>
  )
  if (address === null)
    return (
      <LetterPage title={words.title} text={words.gone}>
        {wayBack}
      </LetterPage>
    )
  return (
    <LetterPage title={words.title} text={words.of(address)}>
      {state && (
        <p role="status" className="form-done">
          {state === 'sent' ? words.dataSent : state === 'asked' ? words.asked : words.saved}
        </p>
      )}
      {hasLeft ? (
        <>
          <p>{words.gone}</p>
          {wayBack}
        </>
      ) : (
        <PreferencesForm
          t={t}
          offered={offered}
          language={language}
          pace={pace}
          pausedUntil={pausedUntil}
          site={publication}
        />
      )}
      <section className="narrow" aria-labelledby="data">
        <h2 id="data">{words.dataTitle}</h2>
        <p>{words.data}</p>
        <LetterButton label={words.dataButton} name="data" quiet />
      </section>
    </LetterPage>
  )
}
