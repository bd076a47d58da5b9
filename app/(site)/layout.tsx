import type { ReactNode } from 'react'
import { serif, serifItalic } from '@/components/layout/fonts.ts'
import { loadSections } from '@/features/sections/loaders.ts'
import { treeOf } from '@/features/sections/schema.ts'
import { accentPair } from '@/features/settings/accent.ts'
import { SiteFooter } from '@/features/settings/components/site-footer.tsx'
import { SiteHeader } from '@/features/settings/components/site-header.tsx'
import { loadSite } from '@/features/settings/loaders.ts'
import './site.css'

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const { publication, t } = await loadSite()
  const sections = treeOf(await loadSections())
  const accent = accentPair(publication.accent)
  return (
    <html
      lang={publication.language}
      className={`${serif.variable} ${serifItalic.variable}`}
      suppressHydrationWarning
    >
      <head>
        <style
          id="accent"
          dangerouslySetInnerHTML={{
            __html: `:root{--accent-light:${accent.light};--accent-dark:${accent.dark}}`,
          }}
        />
        <script src="/reader/theme.js" />
        <script src="/reader/page.js" type="module" />
      </head>
      <body>
        <a className="skip-link" href="#content">
          {t.skipToContent}
        </a>
        <SiteHeader publication={publication} sections={sections} t={t} />
        {children}
        <SiteFooter publication={publication} sections={sections} t={t} />
      </body>
    </html>
  )
}
