'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { Place } from '../../compose.ts'
import { takeTheirs } from '../../layout.ts'
import type { Layout, Slot } from '../../schema.ts'
import styles from './dialogs.module.css'
import type { Conflict } from './use-arranging.ts'

type Props = {
  conflict: Conflict
  layout: Layout
  nameOf: (place: Place) => string
  headlineOf: (slot: Slot) => string
  onSettle: (layout: Layout) => void
  onClose: () => void
}

/** Two editors chose for the same places: one choice for each. */
export function ConflictDialog({ conflict, layout, nameOf, headlineOf, onSettle, onClose }: Props) {
  const { frontPage: t, shell } = useWords()
  const { clashes, theirs, by } = conflict
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const choose = (place: Place, isTheirs: boolean) =>
    setTaken(
      (before) => new Set([...before].filter((entry) => entry !== place).concat(isTheirs ? place : [])),
    )
  const settle = () =>
    onSettle(
      clashes
        .filter(({ place }) => taken.has(place))
        .reduce((result, clash) => takeTheirs(result, clash, theirs), layout),
    )
  return (
    <Dialog
      title={t.conflictTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button button-small" onClick={settle}>
            {t.conflictDone}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      <p>{t.conflictText(by)}</p>
      {clashes.map((clash) => (
        <fieldset key={clash.place} className={styles.stay}>
          <legend className="label">{nameOf(clash.place)}</legend>
          {[false, true].map((isTheirs) => (
            <label key={String(isTheirs)} className="check-row">
              <input
                type="radio"
                name={`clash-${clash.place}`}
                checked={taken.has(clash.place) === isTheirs}
                onChange={() => choose(clash.place, isTheirs)}
              />
              <span>
                {isTheirs ? t.conflictTheirs(by) : t.conflictMine}
                {clash.place !== 'blocks' && `: ${headlineOf(isTheirs ? clash.theirs : clash.mine)}`}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </Dialog>
  )
}
