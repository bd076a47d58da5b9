'use client'

import type { ReactNode } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import type { NewsletterTab } from '../navigation.ts'

type Props = { tabs: NewsletterTab[]; page: NewsletterTab['name']; children?: ReactNode }

/** Head of the newsletter's pages, with the way to the others; at the right what can be done. */
export function NewsletterHead({ tabs, page, children }: Props) {
  const t = useWords().newsletter
  return (
    <>
      <div className="page-bar">
        <h1>{t.title}</h1>
        {children}
      </div>
      <nav aria-label={t.tabs}>
        <ul className="link-tabs">
          {tabs.map((tab) => (
            <li key={tab.name}>
              <a href={tab.href} aria-current={tab.name === page ? 'page' : undefined}>
                {t.tabNames[tab.name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
