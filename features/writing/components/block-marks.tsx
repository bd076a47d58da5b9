'use client'

import { type RefObject, useLayoutEffect, useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import styles from './conflicts.module.css'

type Props = {
  /** What the text stands in. */
  place: RefObject<HTMLElement | null>
  blocks: string[]
  /** Changes whenever the text does. */
  text: unknown
  onOpen(): void
}

/** A button beside each block that waits for a decision, at its upper edge. */
export function BlockMarks({ place, blocks, text, onOpen }: Props) {
  const t = useWords().writing.conflict
  const [tops, setTops] = useState<Record<string, number>>({})
  const names = blocks.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text moves what stands below it
  useLayoutEffect(() => {
    const around = place.current
    if (!around || names === '') return
    const measure = () => {
      const top = around.getBoundingClientRect().top
      const found = names.split(' ').flatMap((name) => {
        const block = around.querySelector(`[data-block="${name}"]`)
        return block ? [[name, Math.round(block.getBoundingClientRect().top - top)]] : []
      })
      setTops(Object.fromEntries(found))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(around)
    return () => watch.disconnect()
  }, [place, names, text])
  return blocks.map((name) =>
    tops[name] === undefined ? null : (
      <button
        key={name}
        type="button"
        className={styles.mark}
        style={{ insetBlockStart: tops[name] }}
        onClick={onOpen}
      >
        {t.here}
      </button>
    ),
  )
}
