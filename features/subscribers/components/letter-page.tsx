import type { ReactNode } from 'react'

type Props = { title: string; text?: string | undefined; children?: ReactNode }

/** A page that a link in a letter leads to: one thing to say, and one to do. */
export function LetterPage({ title, text, children }: Props) {
  return (
    <main id="content" className="wrap letter">
      <header className="page-head">
        <h1>{title}</h1>
        {text && <p>{text}</p>}
      </header>
      {children}
    </main>
  )
}

/** A button that acts by a plain POST to the page's own address, with a field that says what is meant. */
export function LetterButton({ label, name, quiet }: { label: string; name?: string; quiet?: boolean }) {
  return (
    <form method="post">
      <button
        type="submit"
        className={quiet ? 'button button-plain' : 'button'}
        name={name}
        value={name && '1'}
      >
        {label}
      </button>
    </form>
  )
}
