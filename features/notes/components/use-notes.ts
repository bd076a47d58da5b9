'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { Refused, requestJson } from '@/lib/json-request.ts'
import type { NoteAnchor, Thread } from '../schema.ts'

type Answer = { notes: Thread[]; mayNote: boolean }
const pause = 20_000

/** The talk about an article: asked for now and then, because others take part in it. */
export function useNotes(articleId: number) {
  const t = useWords().notes
  const toast = useToast()
  const [{ notes, mayNote }, setAnswer] = useState<Answer>({ notes: [], mayNote: false })
  /** The piece of text on which a note is being written. */
  const [anchor, setAnchor] = useState<NoteAnchor | null>(null)
  const address = `/api/admin/articles/${articleId}/notes`
  useEffect(() => {
    let ended = false
    const look = () =>
      requestJson<Answer>('GET', address).then(
        (answer) => ended || setAnswer(answer),
        () => {},
      )
    void look()
    const timer = setInterval(look, pause)
    return () => {
      ended = true
      clearInterval(timer)
    }
  }, [address])

  const send = useCallback(
    async (method: 'POST' | 'PATCH', path: string, body: unknown): Promise<boolean> => {
      try {
        setAnswer(await requestJson<Answer>(method, path, body))
        return true
      } catch (error) {
        toast((error instanceof Refused && error.message) || t.unreachable, { kind: 'failed' })
        return false
      }
    },
    [toast, t],
  )
  /** What the editor marks in the text. */
  const ranges = useMemo(
    () =>
      notes.flatMap((note) =>
        note.anchor && note.resolvedAt === null
          ? [{ id: note.id, anchor: note.anchor, resolved: false }]
          : [],
      ),
    [notes],
  )
  return {
    notes,
    mayNote,
    anchor,
    setAnchor,
    ranges,
    add: (text: string, parentId: number | null = null) =>
      send('POST', address, { text, anchor: parentId === null ? anchor : null, parentId }),
    resolve: (id: number, resolved: boolean) => send('PATCH', `${address}/${id}`, { resolved }),
  }
}
export type Notes = ReturnType<typeof useNotes>
