'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { WallClockField } from '@/components/ui/wall-clock-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { correctionTypes } from '@/features/articles/schema.ts'
import { instantsOf, localTime } from '@/lib/dates.ts'
import type { CommandInput, Workflow } from '../schema.ts'
import { Cancel } from './publish-dialog.tsx'

type Props = {
  workflow: Workflow
  busy: boolean
  run(input: CommandInput): Promise<boolean>
  onClose(): void
}

type FrameProps = {
  title: string
  confirm: string
  busy: boolean
  ready?: boolean
  role?: 'dialog' | 'alertdialog'
  children: React.ReactNode
  go(): Promise<boolean>
  onClose(): void
}

/** A small window with one thing to do. It stays open when that was refused: nothing typed is lost. */
function Frame({ title, confirm, busy, ready = true, role = 'dialog', children, go, onClose }: FrameProps) {
  return (
    <Dialog
      title={title}
      size="small"
      role={role}
      isOpen
      onClose={onClose}
      actions={
        <>
          <button
            type="button"
            className="button button-small"
            disabled={busy || !ready}
            onClick={async () => {
              if (await go()) onClose()
            }}
          >
            {confirm}
          </button>
          <Cancel onClose={onClose} />
        </>
      }
    >
      {children}
    </Dialog>
  )
}

export function RequestChangesDialog({ busy, run, onClose }: Props) {
  const { requestChanges: t, commands } = useWords().workflow
  const [note, setNote] = useState('')
  const length = useLength()
  return (
    <Frame
      title={t.title}
      confirm={commands.request_changes}
      busy={busy}
      ready={note.trim() !== '' && note.trim().length <= 5000}
      go={() => run({ command: 'request_changes', note })}
      onClose={onClose}
    >
      <TextArea
        name="changes-note"
        label={t.note}
        rows={5}
        {...length(note, 5000, { hint: t.hint })}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Frame>
  )
}

export function CorrectionDialog({ busy, run, onClose }: Props) {
  const { correction: t, schedule } = useWords().workflow
  const { timeZone } = useSetting()
  const [type, setType] = useState<(typeof correctionTypes)[number]>('correction')
  const [text, setText] = useState('')
  const length = useLength()
  const [position, setPosition] = useState<'top' | 'bottom'>('bottom')
  const [now] = useState(() => localTime(Date.now(), timeZone))
  const [date, setDate] = useState<string | null>(now)
  // Left alone it is the moment of pressing the button.
  const at = date === null || date === now ? undefined : instantsOf(date, timeZone)[0]
  const skipped = date !== null && date !== now && at === undefined ? schedule.skipped : undefined
  return (
    <Frame
      title={t.title}
      confirm={t.confirm}
      busy={busy}
      ready={text.trim() !== '' && text.trim().length <= 2000 && skipped === undefined}
      go={() => run({ command: 'correct', type, text, position, ...(at === undefined ? {} : { at }) })}
      onClose={onClose}
    >
      <SelectField
        name="correction-type"
        label={t.type}
        value={type}
        options={correctionTypes.map((value) => ({ value, label: t.types[value] }))}
        onChange={(event) => setType(event.target.value as typeof type)}
      />
      <TextArea
        name="correction-text"
        label={t.text}
        rows={4}
        {...length(text, 2000, { hint: t.hint })}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SelectField
        name="correction-place"
        label={t.place}
        value={position}
        options={(['bottom', 'top'] as const).map((value) => ({ value, label: t.places[value] }))}
        onChange={(event) => setPosition(event.target.value as typeof position)}
      />
      <WallClockField label={t.date} error={skipped} value={date} onChange={setDate} />
    </Frame>
  )
}

export function WithdrawDialog({ busy, run, onClose }: Props) {
  const { withdraw: t, commands } = useWords().workflow
  const [reason, setReason] = useState('')
  const length = useLength()
  return (
    <Frame
      title={t.title}
      confirm={commands.unpublish}
      busy={busy}
      role="alertdialog"
      go={() => run({ command: 'unpublish', reason })}
      onClose={onClose}
    >
      <p>{t.text}</p>
      <TextField
        name="withdraw-reason"
        label={t.reason}
        {...length(reason, 500)}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Frame>
  )
}

export function ArchiveDialog({ workflow, busy, run, onClose }: Props) {
  const { archive: t, commands } = useWords().workflow
  return (
    <Frame
      title={t.title}
      confirm={commands.archive}
      busy={busy}
      role="alertdialog"
      go={() => run({ command: 'archive' })}
      onClose={onClose}
    >
      <p>{workflow.status === 'published' ? t.published : t.draft}</p>
    </Frame>
  )
}

export function AssignDialog({ workflow, busy, run, onClose }: Props) {
  const t = useWords().workflow.assignment
  const [person, setPerson] = useState(String(workflow.assignee?.id ?? ''))
  return (
    <Frame
      title={t.title}
      confirm={t.confirm}
      busy={busy}
      go={() => run({ command: 'assign', personId: person === '' ? null : Number(person) })}
      onClose={onClose}
    >
      <SelectField
        name="assignee"
        label={t.person}
        hint={t.hint}
        none={t.nobody}
        value={person}
        options={workflow.people.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(event) => setPerson(event.target.value)}
      />
    </Frame>
  )
}

export function EmbargoDialog({ workflow, busy, run, onClose }: Props) {
  const words = useWords().workflow
  const t = words.embargo
  const { timeZone } = useSetting()
  const [local, setLocal] = useState<string | null>(() =>
    workflow.embargoUntil === null ? null : localTime(workflow.embargoUntil, timeZone),
  )
  const [reason, setReason] = useState('')
  const length = useLength()
  // Of an hour that comes twice the second: an embargo ends rather too late than too early.
  const until = local === null ? undefined : instantsOf(local, timeZone).at(-1)
  const skipped = local !== null && until === undefined ? words.schedule.skipped : undefined
  return (
    <Frame
      title={t.title}
      confirm={t.confirm}
      busy={busy}
      ready={until !== undefined}
      go={() => run({ command: 'embargo', until: until ?? null, reason })}
      onClose={onClose}
    >
      <p>{t.text}</p>
      <WallClockField
        label={words.schedule.date}
        hint={words.schedule.zone(timeZone.replaceAll('_', ' '))}
        error={skipped}
        value={local}
        onChange={setLocal}
      />
      {workflow.embargoUntil !== null && (
        <>
          <TextField
            name="embargo-reason"
            label={t.reason}
            {...length(reason, 500)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button
            type="button"
            className="quiet-button"
            disabled={busy}
            onClick={async () => {
              if (await run({ command: 'embargo', until: null, reason })) onClose()
            }}
          >
            {t.lift}
          </button>
        </>
      )}
    </Frame>
  )
}
