'use client'

import { useActionState, useEffect, useRef } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { idle } from '@/lib/form-state.ts'
import { beginAction } from '../actions.ts'

/** Begins an article as soon as scripts run; before that, or without them, by a press. */
export function NewArticle() {
  const t = useWords().writing
  const [state, begin, isPending] = useActionState(beginAction, idle)
  const form = useRef<HTMLFormElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    form.current?.requestSubmit()
  }, [])
  return (
    <form ref={form} action={begin} className="stack">
      <h1>{t.newTitle}</h1>
      {state.status === 'refused' && <p role="alert">{state.message}</p>}
      <p>
        <button type="submit" className="button" disabled={isPending}>
          {isPending ? t.beginning : t.begin}
        </button>
      </p>
    </form>
  )
}
