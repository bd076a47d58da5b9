'use client'

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Engine } from '../engine.ts'
import { type Desk, type OpenConflict, type Presence, times } from '../schema.ts'
import type { PendingConflict } from '../world.ts'
import { browserWorld, newSession, sendPresence } from './browser-world.ts'
import { useFoundCopies } from './use-found-copies.ts'

/** The engine of this page, its state, and all that wakes it: the heartbeat, the network, the closing of the page. */
export function useEngine(desk: Desk) {
  const [{ engine, world, session }] = useState(() => {
    const own = { session: newSession(), world: browserWorld(desk.id, desk.person.id) }
    return { ...own, engine: new Engine({ ...own, current: desk.current }) }
  })
  const state = useSyncExternalStore(engine.subscribe, engine.getState, engine.getState)
  const [broken, setBroken] = useState(false)
  const readOnly = desk.obstacle !== null || broken
  const [presence, setPresence] = useState<Presence | null>(null)
  const [displacedBy, setDisplacedBy] = useState<string | null>(null)
  const found = useFoundCopies({ engine, world, session, articleId: desk.id, readOnly })

  const beat = useCallback(
    async (take = false) => {
      const { lockVersion } = engine.getState()
      const answer = await sendPresence(desk.id, { session, lockVersion, take, leave: false })
      if (!answer) return false
      setPresence(answer)
      if (answer.current) engine.incoming(answer.current)
      if (engine.getState().trouble !== 'refused') engine.retry()
      const led = answer.lock?.takenFrom === session
      setDisplacedBy(led ? (answer.lock?.person ?? null) : null)
      return answer.people.length > 1
    },
    [engine, desk.id, session],
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false
    const live = async () => {
      const company = await beat()
      if (!ended) timer = setTimeout(live, company ? times.company : times.heartbeat)
    }
    void live()
    const wake = () => {
      engine.retry()
      void beat()
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') void engine.leave()
      else wake()
    }
    const go = () => {
      void engine.leave()
      const { lockVersion } = engine.getState()
      void sendPresence(desk.id, { session, lockVersion, take: false, leave: true }, true)
    }
    window.addEventListener('online', wake)
    window.addEventListener('focus', wake)
    window.addEventListener('pagehide', go)
    document.addEventListener('visibilitychange', hide)
    return () => {
      ended = true
      clearTimeout(timer)
      window.removeEventListener('online', wake)
      window.removeEventListener('focus', wake)
      window.removeEventListener('pagehide', go)
      document.removeEventListener('visibilitychange', hide)
      go()
    }
  }, [engine, beat, desk.id, session])

  // What the engine has just told the server is known there: the list follows at once, not at the next heartbeat.
  const pending = state.conflicts.length
  const before = useRef(0)
  useEffect(() => {
    if (before.current > pending) void beat()
    before.current = pending
  }, [pending, beat])

  // Whoever was taken over leaves nothing unsaved behind.
  useEffect(() => {
    if (displacedBy !== null) void engine.flush().catch(() => {})
  }, [displacedBy, engine])

  return {
    engine,
    state,
    session,
    presence,
    beat,
    found,
    displacedBy,
    readOnly: readOnly || displacedBy !== null,
    /** What still changes after somebody took over, like a picture that was on its way, is kept as well. */
    keeps: !readOnly,
    stop: useCallback(() => {
      engine.stop()
      setBroken(true)
    }, [engine]),
    conflicts: useConflicts(desk, state.conflicts, presence),
  }
}

/** Conflicts that wait: those that the server knows, and those on their way to it, without those decided here. */
function useConflicts(desk: Desk, pending: PendingConflict[], presence: Presence | null) {
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const list = new Map<string, OpenConflict>()
  for (const conflict of presence?.conflicts ?? desk.conflicts) list.set(conflict.key, conflict)
  for (const { key, field, base = null, mine = null, theirs = null } of pending)
    if (!list.has(key)) list.set(key, { key, field, base, mine, theirs, person: desk.person.name, at: 0 })
  return {
    list: [...list.values()].filter((conflict) => !decided.has(conflict.key)),
    forget: (key: string) => setDecided((keys) => new Set([...keys, key])),
  }
}
