'use client'

import { useState } from 'react'

type Props = { text: string; label: string; copied: string }

const shownFor = 2_500

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label, copied }: Props) {
  const [done, setDone] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
      setTimeout(() => setDone(false), shownFor)
    } catch {
      // Without HTTPS browsers have no clipboard: the text stands beside the button, to be marked and copied.
    }
  }
  return (
    <button type="button" className="button button-plain button-small" onClick={copy}>
      <span aria-live="polite">{done ? copied : label}</span>
    </button>
  )
}
