// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ToastArea } from '@/components/ui/toast.tsx'
import { PublishDialog } from '@/features/workflow/components/publish-dialog.tsx'
import { WorkflowBar } from '@/features/workflow/components/workflow-bar.tsx'
import type { Review, Workflow } from '@/features/workflow/schema.ts'

// jsdom has no such object; browsers do.
beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('what was not looked over is not published: a colleague’s words that came in meanwhile are looked at first', async () => {
  let version = 3
  const sent: unknown[] = []
  const workflow: Workflow = {
    id: 1,
    lockVersion: 3,
    status: 'draft',
    stage: null,
    path: '/citta/ponte',
    publishAt: null,
    embargoUntil: null,
    assignee: null,
    submittedBy: null,
    scheduledBy: null,
    may: ['publish'],
    needsSecondPerson: false,
    people: [],
  }
  const review = (): Review => ({
    lockVersion: version,
    headline: version === 3 ? 'Il ponte riapre' : 'Il ponte chiude',
    path: '/citta/ponte',
    was: null,
    isUpdate: false,
    embargoUntil: null,
    findings: [],
    mayOverride: false,
    mayOverrideEmbargo: false,
  })
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    if (method === 'POST') sent.push(JSON.parse(String(body)))
    return Response.json(
      path.includes('/checks')
        ? review()
        : method === 'POST'
          ? { id: 1, lockVersion: version + 1, status: 'published', stage: null, path: '/citta/ponte' }
          : workflow,
    )
  })
  render(
    <>
      <ToastArea />
      <WorkflowBar articleId={1} lockVersion={3} flush={async () => version} onChanged={() => {}} />
    </>,
  )
  fireEvent.click(await screen.findByRole('button', { name: 'Pubblica' }))
  await screen.findByText('Il ponte riapre')
  const confirm = () =>
    fireEvent.click(screen.getAllByRole('button', { name: 'Pubblica' }).at(-1) as HTMLElement)
  version = 4
  confirm()
  await screen.findByText('Il ponte chiude')
  expect(screen.getByText(/Nel frattempo il testo è cambiato/)).toBeTruthy()
  expect(sent).toEqual([])
  confirm()
  await waitFor(() => expect(sent).toEqual([expect.objectContaining({ command: 'publish', lockVersion: 4 })]))
})

it.each(['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z', '2027-03-28T01:00:00Z'])(
  'a schedule that is opened again stands at its own hour: %s',
  async (iso) => {
    const at = Date.parse(iso)
    const asked: (number | undefined)[] = []
    render(
      <PublishDialog
        kind="schedule"
        publishAt={at}
        busy={false}
        review={async (time) => {
          asked.push(time)
          return null
        }}
        run={async () => true}
        onGo={() => {}}
        onClose={() => {}}
      />,
    )
    await waitFor(() => expect(asked[0]).toBe(at))
  },
)
