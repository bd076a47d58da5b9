'use client'

import { useEffect, useState } from 'react'
import type { Engine } from '../engine.ts'
import type { LocalCopy } from '../local-copies.ts'
import type { World } from '../world.ts'
import { neighbours } from './browser-world.ts'

type Input = { engine: Engine; world: World; session: string; articleId: number; readOnly: boolean }

/** Text that earlier openings of this page left on this computer: brought in at once, and shown. */
export function useFoundCopies({ engine, world, session, articleId, readOnly }: Input) {
  const [copies, setCopies] = useState<LocalCopy[]>([])
  useEffect(() => {
    const others = neighbours(articleId, session)
    let ended = false
    const look = async () => {
      const list = await world.store.list().catch(() => [])
      const living = list.length > 0 ? await others.ask() : new Set<string>()
      for (const copy of list) {
        if (ended || copy.session === session || living.has(copy.session)) continue
        const { replaced, conflicts } = engine.getState()
        engine.restore(copy)
        await engine.keep()
        await world.store.drop(copy.session)
        const now = engine.getState()
        if (now.replaced > replaced || now.conflicts.length > conflicts.length)
          setCopies((known) => [...known, copy])
      }
    }
    if (!readOnly) void look()
    return () => {
      ended = true
      others.close()
    }
  }, [engine, world, session, articleId, readOnly])
  return { copies, close: () => setCopies([]) }
}
