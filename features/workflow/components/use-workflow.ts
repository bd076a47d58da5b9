'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { Refused, requestJson } from '@/lib/json-request.ts'
import type { CommandInput, Finding, Outcome, Review, Workflow } from '../schema.ts'

type Given = {
  articleId: number
  lockVersion: number
  flush(): Promise<number>
  onChanged(outcome: Outcome): void
}

/** Where the article stands, and what can be done with it. `run` returns whether it was done. */
export function useWorkflow({ articleId, lockVersion, flush, onChanged }: Given) {
  const t = useWords().workflow
  const toast = useToast()
  const [workflow, setWorkflow] = useState<Workflow | null>(null)
  const [busy, setBusy] = useState(false)
  /** What the checks said when a command was refused because of them. */
  const [refusedFor, setRefusedFor] = useState<Finding[] | null>(null)
  const address = `/api/admin/articles/${articleId}`
  const latest = useRef(0)
  // The page makes a new one at each turn; what hangs on it need not be made anew.
  const flushing = useRef(flush)
  useEffect(() => {
    flushing.current = flush
  }, [flush])

  const load = useCallback(async () => {
    const turn = ++latest.current
    const found = await requestJson<Workflow>('GET', `${address}/commands`).catch(() => null)
    if (found && turn === latest.current) setWorkflow(found)
  }, [address])
  // Every version may stand elsewhere: a save drops an approval, a colleague publishes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what it waits for
  useEffect(() => void load(), [load, lockVersion])

  /** Saves what is pending; null when that failed, and the words for it are shown. */
  const saved = useCallback(async (): Promise<number | null> => {
    try {
      return await flushing.current()
    } catch (error) {
      toast(`${t.unsaved} ${error instanceof Error ? error.message : ''}`.trim(), { kind: 'failed' })
      return null
    }
  }, [toast, t])

  /** `seen`: the version that was looked over. Another one, perhaps with a colleague's words in it, has to be looked at first. */
  const run = async (input: CommandInput, seen?: number): Promise<boolean> => {
    setBusy(true)
    try {
      const version = await saved()
      if (version === null) return false
      if (seen !== undefined && version !== seen) {
        toast(t.publish.changed, { kind: 'failed' })
        return false
      }
      const outcome = await requestJson<Outcome>('POST', `${address}/commands`, {
        ...input,
        lockVersion: version,
      })
      toast(
        t.done[input.command],
        outcome.status === 'published' && input.command === 'publish'
          ? { action: { label: t.seeIt, run: () => window.open(outcome.path, '_blank') } }
          : {},
      )
      onChanged(outcome)
      return true
    } catch (error) {
      const findings = error instanceof Refused ? error.facts.findings : undefined
      if (Array.isArray(findings)) setRefusedFor(findings as Finding[])
      toast((error instanceof Refused && error.message) || t.unreachable, { kind: 'failed' })
      return false
    } finally {
      setBusy(false)
      void load()
    }
  }

  /** Saves, and says what would go out at a time (UTC milliseconds; now without one). */
  const review = useCallback(
    async (at?: number): Promise<Review | null> => {
      if ((await saved()) === null) return null
      const query = at === undefined ? '' : `?at=${at}`
      return requestJson<Review>('GET', `${address}/checks${query}`).catch((error: unknown) => {
        toast((error instanceof Refused && error.message) || t.unreachable, { kind: 'failed' })
        return null
      })
    },
    [address, saved, toast, t],
  )
  return { workflow, busy, refusedFor, run, review }
}
