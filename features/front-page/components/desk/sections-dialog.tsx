'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { automaticBlocks, type Material } from '../../compose.ts'
import { type BlockLayout, largestBlock } from '../../schema.ts'
import styles from './dialogs.module.css'

type Props = {
  sections: Material['sections']
  blocks: BlockLayout[] | null
  onApply: (blocks: BlockLayout[] | null) => void
  onClose: () => void
}
type Row = BlockLayout & { name: string; shown: boolean }

/** Which sections the page shows, in which order, how wide, and how many pieces each. */
export function SectionsDialog({ sections, blocks, onApply, onClose }: Props) {
  const { frontPage: t, shell } = useWords()
  const [rows, setRows] = useState<Row[]>(() => {
    const nameOf = (id: number) => sections.find((entry) => entry.id === id)?.section.name
    const shown = (blocks ?? automaticBlocks(sections)).flatMap((block) => {
      const name = nameOf(block.sectionId)
      return name === undefined ? [] : [{ ...block, name, shown: true }]
    })
    const rest = automaticBlocks(sections).filter(
      (block) => !shown.some(({ sectionId }) => sectionId === block.sectionId),
    )
    return [
      ...shown,
      ...rest.map((block) => ({ ...block, name: nameOf(block.sectionId) ?? '', shown: false })),
    ]
  })
  const set = (id: number, change: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.sectionId === id ? { ...row, ...change } : row)))
  const move = (index: number, by: number) =>
    setRows((before) => {
      const next = [...before]
      const [row] = next.splice(index, 1)
      if (row) next.splice(index + by, 0, row)
      return next
    })
  const apply = () =>
    onApply(
      rows
        .filter((row) => row.shown)
        .map(({ name: _name, shown: _shown, items, ...block }) => ({
          ...block,
          items: items.slice(0, block.size),
        })),
    )
  return (
    <Dialog
      title={t.sectionsTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button button-small" onClick={apply}>
            {t.apply}
          </button>
          <button type="button" className="button button-plain button-small" onClick={() => onApply(null)}>
            {t.allInOrder}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      <p className="hint">{t.sectionsText}</p>
      <ol className={styles.rows}>
        {rows.map((row, i) => (
          <li key={row.sectionId}>
            <label className="check-row">
              <input
                type="checkbox"
                aria-label={t.shown(row.name)}
                checked={row.shown}
                onChange={(event) => set(row.sectionId, { shown: event.target.checked })}
              />
              {row.name}
            </label>
            <select
              className="field field-small"
              aria-label={t.width(row.name)}
              value={row.weight}
              onChange={(event) =>
                set(row.sectionId, { weight: event.target.value === 'wide' ? 'wide' : 'half' })
              }
            >
              <option value="wide">{t.wide}</option>
              <option value="half">{t.half}</option>
            </select>
            <select
              className="field field-small"
              aria-label={t.count(row.name)}
              value={row.size}
              onChange={(event) => set(row.sectionId, { size: Number(event.target.value) })}
            >
              {Array.from({ length: largestBlock }, (_, n) => n + 1).map((n) => (
                <option key={n} value={n}>
                  {n}
                </option>
              ))}
            </select>
            <span>
              <button
                type="button"
                className="icon-button"
                aria-label={t.up(row.name)}
                disabled={i === 0}
                onClick={() => move(i, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={t.down(row.name)}
                disabled={i === rows.length - 1}
                onClick={() => move(i, 1)}
              >
                ↓
              </button>
            </span>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
