'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { ActionState } from '@/lib/form-state.ts'

/** Runs `then` once when a form's action is done, and asks the server for the page as it is now. */
export function useWhenDone<T>(state: ActionState<T>, then: (data: T) => void): void {
  const router = useRouter()
  const seen = useRef<ActionState<T> | null>(null)
  useEffect(() => {
    if (state.status !== 'done' || seen.current === state) return
    seen.current = state
    then(state.data)
    router.refresh()
  }, [state, then, router])
}
