import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { serif, serifItalic } from '@/components/layout/fonts.ts'
import { WordsProvider } from '@/components/ui/words.tsx'
import { accentPair } from '@/features/settings/accent.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import './admin.css'

// Nothing here may be prerendered: the nonce of the policy is made for each request.
export const instant = false

export async function generateMetadata(): Promise<Metadata> {
  await connection()
  const publication = await loadPublication()
  const { newsroom } = newsroomWords(publication.language).shell
  const title = `${newsroom} – ${publication.name}`
  return { title: { default: title, template: `%s – ${title}` }, robots: { index: false, follow: false } }
}

export default async function AdminLayout({ children }: { children: ReactNode }) {
  await connection()
  const { language, timeZone, accent } = await loadPublication()
  const { light, dark } = accentPair(accent)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html
      lang={language}
      className={`${serif.variable} ${serifItalic.variable}`}
      style={{ '--accent-light': light, '--accent-dark': dark } as React.CSSProperties}
      suppressHydrationWarning
    >
      <body className="newsroom">
        <script src="/reader/theme.js" nonce={nonce} suppressHydrationWarning />
        <script src="/newsroom/early.js" nonce={nonce} suppressHydrationWarning />
        <WordsProvider language={language} timeZone={timeZone}>
          {children}
        </WordsProvider>
      </body>
    </html>
  )
}
