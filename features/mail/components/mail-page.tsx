'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import layout from '@/features/settings/components/settings.module.css'

const groups = ['server', 'pace', 'signature', 'bounces', 'domain'] as const

/** One group of the settings of mail, with the way to the others. */
export function MailPage({
  group,
  lost,
  children,
}: {
  group: (typeof groups)[number]
  lost: boolean
  children: ReactNode
}) {
  const { mailSettings: t, shell } = useWords()
  // On a phone the row of groups is wider than the screen.
  const current = useRef<HTMLAnchorElement>(null)
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [])
  return (
    <>
      <div className="page-bar">
        <h1>{shell.mail}</h1>
      </div>
      <div className={layout.page}>
        <nav aria-label={shell.mail}>
          <ul className={layout.groups}>
            {groups.map((name) => (
              <li key={name}>
                <a
                  href={name === 'server' ? '/admin/mail' : `/admin/mail/${name}`}
                  aria-current={name === group ? 'page' : undefined}
                  ref={name === group ? current : undefined}
                >
                  {t.groups[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <section aria-labelledby="group">
          <h2 id="group" className={layout.title}>
            {t.groups[group]}
          </h2>
          {lost && <p className="notice-line">{t.lost}</p>}
          {children}
        </section>
      </div>
    </>
  )
}
