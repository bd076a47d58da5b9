'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { IssueEngine } from '../engine.ts'
import type { IssueView } from '../schema.ts'
import type { KeptDraft } from '../working-copy.ts'
import { browserWorld, listCopies, newSession } from './browser-world.ts'

/** The engine of this page, its state, what was found on this computer, and all that wakes it. */
export function useIssue(view: IssueView, person: number) {
  const { id } = view.issue
  const [{ engine, session }] = useState(() => {
    const session = newSession()
    return { session, engine: new IssueEngine(view, browserWorld(id, person, session)) }
  })
  const state = useSyncExternalStore(engine.subscribe, engine.getState, engine.getState)
  const [found, setFound] = useState<KeptDraft | null>(null)

  // After the first render: the server knows nothing of this computer's copies.
  useEffect(() => {
    let ended = false
    const look = async () => {
      for (const { copy, drop } of await listCopies(id, person, session)) {
        if (ended) return
        if (engine.restore(copy)) setFound(copy)
        await drop()
      }
    }
    void look().catch(() => {}) // storage may be forbidden
    return () => {
      ended = true
    }
  }, [engine, id, person, session])

  useEffect(() => {
    const wake = () => engine.retry()
    const leave = () => void engine.leave()
    const hide = () => (document.visibilityState === 'hidden' ? leave() : wake())
    window.addEventListener('online', wake)
    window.addEventListener('focus', wake)
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      window.removeEventListener('online', wake)
      window.removeEventListener('focus', wake)
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
      leave()
    }
  }, [engine])

  return { engine, state, found, forgetFound: () => setFound(null) }
}
