'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { Refused, requestJson } from '@/lib/json-request.ts'
import type { Command, CommandAnswer, Progress } from '../schema.ts'

/** Milliseconds between two looks: while it goes out, and while it waits for somebody. */
const paces = { sending: 1_500, paused: 8_000, scheduled: 15_000 } as const

const paceOf = (status: Progress['status'] | undefined): number | null =>
  status === 'sending' || status === 'paused' || status === 'scheduled' ? paces[status] : null

/** How far an issue is, followed as long as something can happen; and the commands that change it. */
export function useSending(id: number, initial: Progress | null) {
  const t = useWords().sending
  const toast = useToast()
  const router = useRouter()
  const [progress, setProgress] = useState(initial)
  const [reachable, setReachable] = useState(true)
  const [busy, setBusy] = useState(false)
  const address = `/api/admin/newsletter/${id}`
  const status = progress?.status
  const shown = useRef(status)

  // A page that was made for another state is asked for again.
  useEffect(() => {
    if (shown.current === status) return
    shown.current = status
    router.refresh()
  }, [status, router])
  useEffect(() => setProgress(initial), [initial])

  const pace = paceOf(status)
  useEffect(() => {
    if (pace === null) return
    let ended = false
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      try {
        const now = await requestJson<Progress>('GET', `${address}/progress`)
        if (ended) return
        setProgress(now)
        setReachable(true)
      } catch {
        if (!ended) setReachable(false)
      }
      if (!ended) timer = setTimeout(look, pace)
    }
    timer = setTimeout(look, pace)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [pace, address])

  /** Says something about the issue. Null when it was refused; the words are shown already, unless `quiet` names the code. */
  const command = useCallback(
    async (said: Command, quiet: readonly string[] = []): Promise<CommandAnswer | Refused | null> => {
      setBusy(true)
      try {
        const answer = await requestJson<CommandAnswer>('POST', `${address}/commands`, said)
        setProgress(answer.progress)
        return answer
      } catch (error) {
        if (error instanceof Refused && quiet.includes(error.code)) return error
        toast(error instanceof Refused ? error.message : t.unreachable, { kind: 'failed' })
        return null
      } finally {
        setBusy(false)
      }
    },
    [address, toast, t.unreachable],
  )
  return { progress, reachable, busy, command }
}
export type Sending = ReturnType<typeof useSending>
