'use client'

import { type FormEvent, useState } from 'react'
import { parseEmbed, providerNames } from '@/features/articles/document/embeds.ts'
import { EditorDialog } from './dialog.tsx'
import type { EditorWords } from './host.ts'

type Props = {
  words: EditorWords['embed']
  address: string
  onPick: (address: string) => void
  onClose: () => void
}

/** Asks for the address of a piece on one of the sites that can stand in an article. */
export function EmbedDialog({ words, address, onPick, onClose }: Props) {
  const [typed, setTyped] = useState(address)
  const [wrong, setWrong] = useState(false)
  const embed = parseEmbed(typed.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (!embed) return setWrong(true)
    onClose()
    onPick(typed.trim())
  }
  return (
    <EditorDialog title={words.heading} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <div>
          <label className="label" htmlFor="embed-address">
            {words.address}
          </label>
          <input
            id="embed-address"
            className="field"
            type="url"
            inputMode="url"
            // biome-ignore lint/a11y/noAutofocus: the dialog asks for nothing else
            autoFocus
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
            aria-invalid={wrong}
            aria-describedby="embed-hint"
          />
          <p id="embed-hint" className="hint">
            {embed ? providerNames[embed.provider] : words.hint}
          </p>
          {wrong && (
            <p role="alert" className="form-error">
              {words.unknown}
            </p>
          )}
        </div>
        <div>
          <button type="submit" className="button button-small">
            {words.insert}
          </button>
        </div>
      </form>
    </EditorDialog>
  )
}
