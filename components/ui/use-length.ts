'use client'

import { useWords } from './words.tsx'

type Notes = { hint: string | undefined; error: string | undefined }

/**
 * Words on how long a text is: a count when its end is near, an error beyond it. Fields that take them have no
 * maxLength, because browsers cut what is pasted without a word.
 */
export function useLength() {
  const t = useWords().controls
  /** `saved`: a text that is too long is kept all the same, and only readers do not get it. */
  return (
    value: string,
    limit: number,
    { hint, saved = false }: { hint?: string | undefined; saved?: boolean } = {},
  ): Notes => {
    const { length } = value.trim()
    if (length > limit)
      return { hint, error: saved ? t.tooLongForReaders(length, limit) : t.tooLong(length, limit) }
    const isNear = length > limit * 0.85
    return { hint: isNear ? [hint, t.room(length, limit)].filter(Boolean).join(' ') : hint, error: undefined }
  }
}
