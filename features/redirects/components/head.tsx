import type { ReactNode } from 'react'
import { useWords } from '@/components/ui/words.tsx'

/** Head of the two pages on addresses, with the way to the other. */
export function RedirectHead({ page, children }: { page: 'list' | 'missing'; children?: ReactNode }) {
  const { redirects: t, shell } = useWords()
  const tabs = [
    { name: 'list', href: '/admin/redirects' },
    { name: 'missing', href: '/admin/redirects/missing' },
  ] as const
  return (
    <>
      <div className="page-bar">
        <h1>{shell.redirects}</h1>
        {children}
      </div>
      <nav aria-label={t.tabs}>
        <ul className="link-tabs">
          {tabs.map((tab) => (
            <li key={tab.name}>
              <a href={tab.href} aria-current={tab.name === page ? 'page' : undefined}>
                {t[tab.name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
