'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Choice, ComboField } from '@/components/ui/combo-field.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { bulkAction } from '../actions.ts'
import type { ArticleRow, BulkCommand, BulkReport } from '../schema.ts'
import styles from './articles.module.css'
import { loadTopics } from './terms.ts'

type Props = {
  rows: ArticleRow[]
  commands: BulkCommand[]
  people: Choice[]
  sections: Choice[]
  /** Called with the ids that stay chosen: those that were refused. */
  onDone(left: number[]): void
}

/** What can be done with the chosen rows. It says afterwards which ones stayed as they were, and why. */
export function BulkBar({ rows, commands, people, sections, onDone }: Props) {
  const { desk: t, shell } = useWords()
  const router = useRouter()
  const toast = useToast()
  const [command, setCommand] = useState<BulkCommand | null>(null)
  const [refused, setRefused] = useState<BulkReport['refused']>([])
  const [busy, setBusy] = useState(false)
  const run = async (target: number | null) => {
    if (!command) return
    setBusy(true)
    const state = await bulkAction({
      command,
      rows: rows.map(({ id, lockVersion }) => ({ id, lockVersion })),
      target,
    })
    setBusy(false)
    setCommand(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    if (state.status !== 'done') return
    if (state.data.done.length > 0) toast(t.bulkDone(state.data.done.length))
    setRefused(state.data.refused)
    onDone(state.data.refused.map((entry) => entry.id))
    router.refresh()
  }
  return (
    <>
      {rows.length > 0 && (
        <section className={styles.bulk} aria-label={t.bulk}>
          <p role="status">{t.selected(rows.length)}</p>
          {commands.map((name) => (
            <button
              key={name}
              type="button"
              className="button button-plain button-small"
              onClick={() => setCommand(name)}
            >
              {t.commands[name]}
            </button>
          ))}
          <button type="button" className="quiet-button" onClick={() => onDone([])}>
            {t.clearSelection}
          </button>
        </section>
      )}
      {command && (
        <Target
          command={command}
          count={rows.length}
          people={people}
          sections={sections}
          busy={busy}
          onRun={run}
          onClose={() => setCommand(null)}
        />
      )}
      <Dialog
        title={t.bulkRefused(refused.length)}
        isOpen={refused.length > 0}
        onClose={() => setRefused([])}
        actions={
          <button type="button" className="button button-small" onClick={() => setRefused([])}>
            {shell.close}
          </button>
        }
      >
        <ul className={styles.refused}>
          {refused.map((entry) => (
            <li key={entry.id}>
              <a href={`/admin/articles/${entry.id}`}>{entry.headline || t.noHeadline}</a>
              <p>{entry.reason}</p>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}

type TargetProps = {
  command: BulkCommand
  count: number
  people: Choice[]
  sections: Choice[]
  busy: boolean
  onRun(target: number | null): void
  onClose(): void
}

function Target({ command, count, people, sections, busy, onRun, onClose }: TargetProps) {
  const { desk: t, shell } = useWords()
  const [picked, setPicked] = useState('')
  const [topic, setTopic] = useState<Choice | null>(null)
  const takesNothing = !['assign', 'topic', 'section'].includes(command)
  const list = command === 'assign' ? people : sections
  const target = command === 'topic' ? (topic?.id ?? null) : picked === '' ? null : Number(picked)
  return (
    <Dialog
      title={t.commandTitles[command](count)}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <button
            type="button"
            className="button button-small"
            disabled={busy || (target === null && (command === 'topic' || command === 'section'))}
            onClick={() => onRun(target)}
          >
            {t.commandButtons[command]}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      {command === 'topic' ? (
        <ComboField label={t.topic} value={topic} onChange={setTopic} load={loadTopics} />
      ) : command === 'assign' || command === 'section' ? (
        <SelectField
          name="target"
          label={command === 'assign' ? t.assignee : t.section}
          none={command === 'assign' ? t.nobody : ''}
          options={list.map((choice) => ({ value: String(choice.id), label: choice.name }))}
          value={picked}
          onChange={(event) => setPicked(event.target.value)}
        />
      ) : null}
      <p className={takesNothing ? undefined : 'hint'}>{t.commandTexts[command]}</p>
    </Dialog>
  )
}
