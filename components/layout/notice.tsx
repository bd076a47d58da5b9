import type { ReactNode } from 'react'

type Props = { title: string; text: string; children?: ReactNode }

/** A page that says one thing, and what can be done next. */
export function Notice({ title, text, children }: Props) {
  return (
    <main id="content" className="wrap">
      <header className="page-head">
        <h1>{title}</h1>
        <p>{text}</p>
      </header>
      {children}
    </main>
  )
}
