'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { UploadedItem } from '../schema.ts'
import { LineError, uploadPicture } from './upload.ts'

export type Upload = {
  key: number
  name: string
  state: 'waiting' | 'sending' | 'preparing' | 'done' | 'existing' | 'failed'
  /** Percent that was sent. */
  percent: number
  /** Why it failed. */
  message: string
  /** Whether trying again may help. */
  again: boolean
  item: UploadedItem | null
}
export type NamedFile = { file: Blob; name: string }

const atOnce = 2

/**
 * A queue of uploads, two under way at a time.
 * @param onUploaded called with each picture that the library has now
 */
export function useUploads(onUploaded: (item: UploadedItem) => void) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const files = useRef(new Map<number, NamedFile>())
  const stops = useRef(new Map<number, AbortController>())
  const waiting = useRef<number[]>([])
  const lastKey = useRef(0)
  const tell = useRef(onUploaded)
  tell.current = onUploaded

  const change = useCallback((key: number, values: Partial<Upload>) => {
    setUploads((list) => list.map((upload) => (upload.key === key ? { ...upload, ...values } : upload)))
  }, [])

  const next = useCallback(() => {
    while (stops.current.size < atOnce) {
      const key = waiting.current.shift()
      const entry = key === undefined ? undefined : files.current.get(key)
      if (key === undefined) return
      if (!entry) continue
      const stop = new AbortController()
      stops.current.set(key, stop)
      change(key, { state: 'sending', percent: 0, message: '' })
      const progress = (part: number) =>
        change(key, { state: part < 1 ? 'sending' : 'preparing', percent: Math.round(part * 100) })
      uploadPicture(entry.file, entry.name, progress, stop.signal)
        .then((item) => {
          files.current.delete(key)
          change(key, { state: item.existing ? 'existing' : 'done', item })
          tell.current(item)
        })
        .catch((error: Error) => {
          if (error.name !== 'AbortError')
            change(key, { state: 'failed', message: error.message, again: error instanceof LineError })
        })
        .finally(() => {
          stops.current.delete(key)
          next()
        })
    }
  }, [change])

  const add = useCallback(
    (list: NamedFile[]) => {
      const made = list.map((entry) => {
        lastKey.current += 1
        files.current.set(lastKey.current, entry)
        waiting.current.push(lastKey.current)
        return {
          key: lastKey.current,
          name: entry.name,
          state: 'waiting' as const,
          percent: 0,
          message: '',
          again: false,
          item: null,
        }
      })
      setUploads((before) => [...before, ...made])
      next()
    },
    [next],
  )

  const retry = useCallback(
    (key: number) => {
      change(key, { state: 'waiting', message: '' })
      waiting.current.push(key)
      next()
    },
    [change, next],
  )

  /** Takes an upload out of the list, stopping it if it is under way. */
  const remove = useCallback((key: number) => {
    stops.current.get(key)?.abort()
    files.current.delete(key)
    waiting.current = waiting.current.filter((other) => other !== key)
    setUploads((list) => list.filter((upload) => upload.key !== key))
  }, [])

  useEffect(() => {
    const running = stops.current
    return () => {
      for (const stop of running.values()) stop.abort()
    }
  }, [])

  const busy = uploads.some((upload) => ['waiting', 'sending', 'preparing'].includes(upload.state))
  return { uploads, add, retry, remove, busy }
}
