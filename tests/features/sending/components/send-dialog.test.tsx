// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { blank, type Issue, type IssueView } from '@/features/issues/schema.ts'
import { SendDialog, type SendOutcome } from '@/features/sending/components/send-dialog.tsx'

vi.stubGlobal('CSS', { escape: (text: string) => text })
afterEach(cleanup)

const view = {
  issue: {
    subject: 'Buongiorno',
    subjectB: '',
    kind: 'digest',
    plannedAt: null,
    intro: blank,
  } as unknown as Issue,
  items: [],
  size: 32_000,
  recipients: 1234,
} satisfies IssueView

function show(outcome: SendOutcome = 'done', obstacle: string | null = null, recipients = 1234) {
  const sent: number[] = []
  let closed = 0
  render(
    <SendDialog
      mode="now"
      view={{ ...view, recipients }}
      list="Il mattino"
      obstacle={obstacle}
      onSend={async (confirm) => {
        sent.push(confirm)
        return outcome
      }}
      onSchedule={async () => null}
      onClose={() => closed++}
    />,
  )
  return { sent, closed: () => closed }
}
const type = (text: string) =>
  fireEvent.change(screen.getByLabelText(/Per confermare/), { target: { value: text } })
const send = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Invia' })))

it.each(['', '1233', '12345', 'tutti'])('does not send while %j is typed', async (typed) => {
  const { sent } = show()
  type(typed)
  await send()
  expect(sent).toEqual([])
  expect(screen.getByText('Non è il numero giusto: sono 1234.')).toBeDefined()
})

it.each(['1234', '1.234', ' 1 234 '])('sends when the number is typed as %j', async (typed) => {
  const { sent, closed } = show()
  type(typed)
  await send()
  expect(sent).toEqual([1234])
  expect(closed()).toBe(1)
})

it('asks again when there are more or fewer meanwhile', async () => {
  const { sent, closed } = show({ count: 1240 })
  type('1234')
  await send()
  expect(sent).toEqual([1234])
  expect(closed()).toBe(0)
  expect(screen.getByText(/adesso sono 1\.?240/)).toBeDefined()
  expect(
    (screen.getByLabelText('Per confermare scrivi quante persone: 1240') as HTMLInputElement).value,
  ).toBe('')
})

it('has no button to send with while something is in the way, or nobody would get it', () => {
  show('done', 'Manca qualcosa')
  expect(screen.queryByRole('button', { name: 'Invia' })).toBeNull()
  cleanup()
  show('done', null, 0)
  expect(screen.queryByRole('button', { name: 'Invia' })).toBeNull()
  expect(screen.getByText(/Nessuno riceve questa lista/)).toBeDefined()
})
