import type { Metadata } from 'next'
import { LetterButton, LetterPage } from '@/features/subscribers/components/letter-page.tsx'
import { loadData } from '@/features/subscribers/loaders.ts'

// Of one person, by a link that only they have: never kept.
export const instant = false

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { t } = await loadData((await params).token)
  return { title: t.newsletter.data.title, robots: { index: false, follow: false } }
}

export default async function DataPage({ params }: Props) {
  const { t, data } = await loadData((await params).token)
  const words = t.newsletter.data
  if (data === null) return <LetterPage title={words.erasedTitle} text={words.erased} />
  return (
    <LetterPage title={words.title} text={words.text}>
      <pre className="narrow raw">{JSON.stringify(data, null, 2)}</pre>
      <LetterButton label={words.download} name="download" />
      <section className="narrow" aria-labelledby="erase">
        <h2 id="erase">{words.eraseTitle}</h2>
        <p>{words.erase}</p>
        <LetterButton label={words.eraseButton} name="erase" quiet />
      </section>
    </LetterPage>
  )
}
