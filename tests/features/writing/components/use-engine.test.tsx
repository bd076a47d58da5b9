// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useEngine } from '@/features/writing/components/use-engine.ts'
import type { Desk } from '@/features/writing/schema.ts'
import { snapshotOf } from '../../../factories/database.ts'

afterEach(() => vi.unstubAllGlobals())

it('whoever was taken over reads; what still changes by itself, like a picture that arrives, is saved all the same', async () => {
  const saved: unknown[] = []
  let session = ''
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    const input = JSON.parse(String(body)) as { session: string; snapshot: unknown }
    if (method === 'PUT') {
      saved.push(input.snapshot)
      return Response.json({
        lockVersion: 2,
        revisionId: 2,
        savedAt: 1,
        slug: 'ponte',
        status: 'draft',
        stage: null,
      })
    }
    session = input.session
    const lock = { person: 'Ugo', personId: 2, session: 'ugougougo1', seenAt: 1, takenFrom: session }
    return Response.json({ people: [], lock, lockVersion: 1, current: null, conflicts: [], path })
  })
  const snapshot = await snapshotOf({ sectionId: 1 })
  const desk = {
    id: 1,
    person: { id: 1, name: 'Ada' },
    current: { lockVersion: 1, snapshot, status: 'draft', stage: null, by: null, at: 0 },
    obstacle: null,
    conflicts: [],
  } as unknown as Desk
  const { result, unmount } = renderHook(() => useEngine(desk))
  await waitFor(() => expect(result.current.displacedBy).toBe('Ugo'))
  expect(result.current).toMatchObject({ readOnly: true, keeps: true })
  result.current.engine.edit({ headline: 'Con la foto' })
  await result.current.engine.flush()
  expect(saved.at(-1)).toMatchObject({ headline: 'Con la foto' })
  unmount()
})
