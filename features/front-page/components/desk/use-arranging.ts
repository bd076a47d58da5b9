'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { Refused, requestJson } from '@/lib/json-request.ts'
import type { Material } from '../../compose.ts'
import { type Clash, explicit, mergeLayouts } from '../../layout.ts'
import { automaticLayout, type Base, type Desk, itemsOf, type Layout, type Version } from '../../schema.ts'
import { forget, type Kept, keep, recall } from './working-copy.ts'

export type DeskData = Desk & { material: Material; now: number }

/** What is being arranged: the page in force, or one that waits. `from` is what it was before anything was changed. */
export type Target =
  | { kind: 'now'; base: Base; from: Layout }
  | { kind: 'scheduled'; id: number; lockVersion: number; at: number; from: Layout }
export type Conflict = { clashes: Clash[]; theirs: Layout; by: string }

const address = '/api/admin/front-page'
const mostSteps = 100

const inForce = ({ current }: Desk): Target => ({
  kind: 'now',
  base: { id: current?.id ?? null, lockVersion: current?.lockVersion ?? 0 },
  from: current?.layout ?? automaticLayout,
})
const waiting = ({ id, lockVersion, startsAt, layout }: Version): Target => ({
  kind: 'scheduled',
  id,
  lockVersion,
  at: startsAt,
  from: layout,
})
const same = (a: Layout, b: Layout) => JSON.stringify(a) === JSON.stringify(b)

type Steps = { layout: Layout; past: Layout[]; future: Layout[] }
const begin = (layout: Layout): Steps => ({ layout, past: [], future: [] })

/** The layout on the screen, every step back and forth, and its way to readers. */
export function useArranging(initial: DeskData, person: number) {
  const t = useWords().frontPage
  const toast = useToast()
  const [desk, setDesk] = useState<DeskData>(initial)
  const [target, setTarget] = useState<Target>(() => inForce(initial))
  const [steps, setSteps] = useState<Steps>(() => begin(inForce(initial).from))
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [busy, setBusy] = useState(false)
  const { layout } = steps
  const dirty = !same(layout, target.from)

  // Read after the first render: the server knows nothing of this computer's copy.
  useEffect(() => {
    const kept = recall(person)
    if (!kept) return
    setTarget(kept.target)
    setSteps(begin(kept.layout))
  }, [person])
  useEffect(() => {
    if (dirty) keep(person, { target, layout } satisfies Kept)
    else forget(person)
  }, [person, target, layout, dirty])

  const change = useCallback(
    (make: (layout: Layout) => Layout) =>
      setSteps((before) => {
        const next = make(before.layout)
        if (same(next, before.layout)) return before
        return { layout: next, past: [...before.past, before.layout].slice(-mostSteps), future: [] }
      }),
    [],
  )
  const undo = useCallback(
    () =>
      setSteps(({ layout: at, past, future }) => {
        const last = past.at(-1)
        return last
          ? { layout: last, past: past.slice(0, -1), future: [at, ...future] }
          : { layout: at, past, future }
      }),
    [],
  )
  const redo = useCallback(
    () =>
      setSteps(({ layout: at, past, future }) => {
        const [next, ...rest] = future
        return next ? { layout: next, past: [...past, at], future: rest } : { layout: at, past, future }
      }),
    [],
  )
  const open = (next: Target) => {
    setTarget(next)
    setSteps(begin(next.from))
    setConflict(null)
  }
  const openNow = () => open(inForce(desk))
  const openScheduled = (version: Version) => open(waiting(version))

  /** Sends something and takes in what is there afterwards. Null when it was refused; the words are shown already. */
  const send = async (method: string, path: string, body: unknown): Promise<DeskData | Refused | null> => {
    setBusy(true)
    try {
      const answer = await requestJson<DeskData>(method, address + path, body)
      setDesk(answer)
      return answer
    } catch (error) {
      if (error instanceof Refused && error.status === 409) return error
      const words = error instanceof Refused ? error.message : ''
      toast(words || t.unreachable, { kind: 'failed' })
      return null
    } finally {
      setBusy(false)
    }
  }

  /** Brings the layout together with what somebody else did meanwhile. Null when both chose for one place. */
  const bringTogether = (refused: Refused, mine: Layout, from: Layout) => {
    const now = refused.facts['desk'] as DeskData
    setDesk(now)
    const version =
      target.kind === 'now' ? now.current : (now.scheduled.find(({ id }) => id === target.id) ?? null)
    const next = version && target.kind === 'scheduled' ? waiting(version) : inForce(now)
    const theirs = next.from
    const written = [from, mine, theirs].every((entry) => entry.blocks === null)
      ? [from, mine, theirs]
      : [from, mine, theirs].map((entry) => explicit(entry, now.material.sections))
    const [a = from, b = mine, c = theirs] = written
    const merged = mergeLayouts(a, b, c)
    setTarget(next)
    setSteps((before) => ({ layout: merged.layout, past: [...before.past, mine], future: [] }))
    const by = version?.by || t.somebody
    if (merged.clashes.length > 0) setConflict({ clashes: merged.clashes, theirs: c, by })
    else toast(t.merged(by))
    return merged.clashes.length > 0 ? null : { target: next, layout: merged.layout }
  }

  const save = async (sent = layout, to = target, at?: number, tries = 3): Promise<boolean> => {
    const answer =
      to.kind === 'now'
        ? await send('PUT', '', { layout: sent, base: to.base })
        : await send('PUT', `/scheduled/${to.id}`, {
            layout: sent,
            at: at ?? to.at,
            lockVersion: to.lockVersion,
          })
    if (answer === null) return false
    if (answer instanceof Refused) {
      const merged = bringTogether(answer, sent, to.from)
      return merged && tries > 0 ? save(merged.layout, merged.target, at, tries - 1) : false
    }
    toast(to.kind === 'now' ? t.done : t.saved)
    open(inForce(answer))
    return true
  }

  const schedule = async (at: number): Promise<boolean> => {
    if (target.kind === 'scheduled') return save(layout, target, at)
    const answer = await send('POST', '/scheduled', { layout, at })
    if (answer === null || answer instanceof Refused) return false
    open(inForce(answer))
    return true
  }

  const cancel = async ({ id, lockVersion }: Version) => {
    const answer = await send('DELETE', `/scheduled/${id}`, { lockVersion })
    if (answer instanceof Refused) {
      setDesk(answer.facts['desk'] as DeskData)
      toast(answer.message, { kind: 'failed' })
    } else if (answer) {
      toast(t.cancelled)
      if (target.kind === 'scheduled' && target.id === id) open(inForce(answer))
    }
  }

  /** Takes up an earlier version: its pieces are there as if they had been put there now. */
  const restore = (version: Version) => {
    const now = Date.now()
    const fresh = JSON.parse(JSON.stringify(version.layout)) as Layout
    for (const item of itemsOf(fresh)) item.placedAt = now
    change(() => fresh)
    toast(t.restored)
  }

  const settle = (chosen: Layout) => {
    setSteps((before) => ({ layout: chosen, past: [...before.past, before.layout], future: [] }))
    setConflict(null)
    return save(chosen)
  }
  const { past, future } = steps
  const can = useMemo(() => ({ undo: past.length > 0, redo: future.length > 0 }), [past, future])
  return {
    desk,
    target,
    layout,
    dirty,
    busy,
    conflict,
    can,
    change,
    undo,
    redo,
    discard: () => open(target),
    openNow,
    openScheduled,
    save,
    schedule,
    cancel,
    restore,
    settle,
    setConflict,
  }
}
export type Arranging = ReturnType<typeof useArranging>
