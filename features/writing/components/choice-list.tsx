'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { SuggestField } from '@/components/ui/suggest-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { Choice, ChoiceKind } from '../schema.ts'
import styles from './panel.module.css'

const creating = -1

type Props = {
  kind: ChoiceKind
  label: string
  addLabel: string
  hint?: string
  chosen: Choice[]
  limit: number
  /** The order counts: each can be moved. */
  ordered?: boolean
  isDisabled: boolean
  /** Makes one of a name that is not there; without it only what there is can be chosen. */
  create?: (name: string) => Promise<Choice | null>
  onAdd(choice: Choice): void
  onRemove(index: number): void
  onMove?(from: number, to: number): void
  beside?: (choice: Choice, index: number) => ReactNode
}

/** Things that were chosen by name, and a field for adding others. */
export function ChoiceList(props: Props) {
  const { kind, label, addLabel, hint, chosen, limit, ordered, isDisabled, create, beside } = props
  const { list: t, fields } = useWords().writing
  const { choices, typed, setTyped } = useChoices(kind)
  const taken = new Set(chosen.map((choice) => choice.id))
  const free = choices.filter((choice) => kind === 'author' || !taken.has(choice.id))
  const isNew =
    create !== undefined &&
    typed.trim() !== '' &&
    choices.every((choice) => choice.name.toLowerCase() !== typed.trim().toLowerCase())
  const items = isNew ? [...free, { id: creating, name: fields.createTopic(typed.trim()), note: '' }] : free
  const choose = async (id: number) => {
    const choice = id === creating ? await create?.(typed.trim()) : free.find((one) => one.id === id)
    if (choice && chosen.length < limit) props.onAdd(choice)
  }
  return (
    <fieldset className={styles.group}>
      <legend className="label">{label}</legend>
      {chosen.length > 0 && (
        <ol className={styles.chosen}>
          {chosen.map((choice, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one author can stand in a byline twice
            <li key={`${choice.id}-${i}`}>
              <span className={styles.chosenName}>{choice.name}</span>
              {beside?.(choice, i)}
              {ordered && i > 0 && (
                <button
                  type="button"
                  className={styles.small}
                  disabled={isDisabled}
                  aria-label={t.up(choice.name)}
                  onClick={() => props.onMove?.(i, i - 1)}
                >
                  <span aria-hidden="true">↑</span>
                </button>
              )}
              {ordered && i < chosen.length - 1 && (
                <button
                  type="button"
                  className={styles.small}
                  disabled={isDisabled}
                  aria-label={t.down(choice.name)}
                  onClick={() => props.onMove?.(i, i + 1)}
                >
                  <span aria-hidden="true">↓</span>
                </button>
              )}
              <button
                type="button"
                className={styles.small}
                disabled={isDisabled}
                aria-label={t.remove(choice.name)}
                onClick={() => props.onRemove(i)}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {chosen.length < limit && !isDisabled && (
        <SuggestField
          compact
          label={addLabel}
          items={items}
          nothing={t.nothing}
          hint={hint}
          onType={setTyped}
          onChoose={(id) => void choose(id)}
        />
      )}
    </fieldset>
  )
}

const pause = 180

/** What the server knows of what is typed. */
function useChoices(kind: ChoiceKind) {
  const [typed, setTyped] = useState('')
  const [choices, setChoices] = useState<Choice[]>([])
  const asked = useRef(0)
  useEffect(() => {
    const number = ++asked.current
    if (typed.trim() === '') return setChoices([])
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ kind, q: typed })
      const response = await fetch(`/api/admin/articles/choices?${query}`).catch(() => null)
      if (!response?.ok || asked.current !== number) return
      setChoices(((await response.json()) as { choices: Choice[] }).choices)
    }, pause)
    return () => clearTimeout(timer)
  }, [kind, typed])
  return { choices, typed, setTyped }
}

/** Makes a topic; null when the server could not. */
export async function createTopic(name: string): Promise<Choice | null> {
  const response = await fetch('/api/admin/articles/choices', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name }),
  }).catch(() => null)
  return response?.ok ? ((await response.json()) as { choice: Choice }).choice : null
}
