'use client'

import { useMemo } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { renderText } from '@/features/articles/document/plain-text.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { countWords, readingMinutes } from '@/lib/text.ts'

/** Words, characters with spaces and reading time of a text. */
export function EditorCounts({ document }: { document: Document }) {
  const t = useWords().editor.counts
  const { words, characters } = useMemo(() => {
    const text = renderText(document)
    return { words: countWords(text), characters: text.replace(/\n/g, '').length }
  }, [document])
  return (
    <span>
      {t.words(words)} · {t.characters(characters)} · {t.minutes(readingMinutes(words))}
    </span>
  )
}
