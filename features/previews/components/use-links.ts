'use client'

import { useCallback, useEffect, useState } from 'react'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { Refused, requestJson } from '@/lib/json-request.ts'
import type { CreatePreview, PreviewLink } from '../schema.ts'

const address = '/api/admin/previews'
const hour = 3_600_000

/** The links of an article, or (null) those of the site, and what can be done with them. */
export function useLinks(articleId: number | null) {
  const t = useWords().previews
  const toast = useToast()
  const [links, setLinks] = useState<PreviewLink[]>([])
  const [busy, setBusy] = useState(false)
  const failed = useCallback(
    (error: unknown) =>
      toast((error instanceof Refused && error.message) || t.unreachable, { kind: 'failed' }),
    [toast, t],
  )
  const load = useCallback(async () => {
    const query = articleId === null ? '' : `?article=${articleId}`
    const answer = await requestJson<{ links: PreviewLink[] }>('GET', address + query).catch(failed)
    if (answer) setLinks(answer.links)
  }, [articleId, failed])
  useEffect(() => void load(), [load])

  /** Makes a link; returns its address, or null when it was refused. */
  const create = async (input: CreatePreview): Promise<string | null> => {
    setBusy(true)
    try {
      const { url } = await requestJson<{ url: string }>('POST', address, input)
      await load()
      return url
    } catch (error) {
      failed(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  /** Opens a preview in a tab of its own, by a link that lives an hour. */
  const open = async (make: () => Promise<CreatePreview> | CreatePreview) => {
    const tab = window.open('', '_blank') // at once: browsers allow it only while the button is being pressed
    const input = await Promise.resolve(make()).catch(failed)
    const url = input ? await create({ ...input, life: hour }) : null
    if (url && tab) tab.location.href = url
    else if (url) window.location.assign(url)
    else tab?.close()
  }
  const revoke = async (id: string) => {
    await requestJson('DELETE', `${address}/${id}`).then(() => toast(t.revoked), failed)
    await load()
  }
  return { links, busy, create, open, revoke }
}
