'use client'

import type { ReactNode } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import layout from '@/features/settings/components/settings.module.css'
import { type MailGroup, mailGroups } from '../form.ts'

/** One group of the settings of mail, with the way to the others. */
export function MailPage({
  group,
  lost,
  children,
}: {
  group: MailGroup
  lost: boolean
  children: ReactNode
}) {
  const { mailSettings: t, shell } = useWords()
  return (
    <>
      <div className="page-bar">
        <h1>{shell.mail}</h1>
      </div>
      <div className={layout.page}>
        <nav aria-label={shell.mail}>
          <ul className={layout.groups}>
            {mailGroups.map((name) => (
              <li key={name}>
                <a
                  href={name === 'server' ? '/admin/mail' : `/admin/mail/${name}`}
                  aria-current={name === group ? 'page' : undefined}
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
