'use client'

import { type RefObject, useCallback, useState } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate, timeOfDay } from '@/lib/dates.ts'
import type { CommandName, Finding, Outcome } from '../schema.ts'
import {
  ArchiveDialog,
  AssignDialog,
  CorrectionDialog,
  EmbargoDialog,
  RequestChangesDialog,
  WithdrawDialog,
} from './command-dialogs.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { useLostFocus } from './use-lost-focus.ts'
import { useWorkflow } from './use-workflow.ts'
import styles from './workflow.module.css'

type Props = {
  articleId: number
  /** The version on the screen: whenever it moves on, the buttons are asked for anew. */
  lockVersion: number
  /** Saves what is pending and returns the lock_version. */
  flush(): Promise<number>
  onChanged(outcome: Outcome): void
  /** Shows the place of a finding. */
  onGo?(finding: Finding): void
  /** Where the focus goes when what it was on is no longer there. */
  landing?: RefObject<HTMLElement | null>
}

/** In this order the first that can be done is the one primary button. */
const firstChoices: CommandName[] = ['approve', 'publish', 'submit', 'unarchive']
const beside: CommandName[] = ['submit', 'request_changes', 'publish', 'schedule', 'unschedule']
const inMenu: CommandName[] = ['recall', 'assign', 'embargo', 'correct', 'unpublish', 'archive', 'unarchive']
const dialogs = {
  request_changes: RequestChangesDialog,
  correct: CorrectionDialog,
  unpublish: WithdrawDialog,
  archive: ArchiveDialog,
  assign: AssignDialog,
  embargo: EmbargoDialog,
} as const
type Opened = keyof typeof dialogs | 'publish' | 'schedule'
const opens = (command: CommandName): command is Opened =>
  command in dialogs || command === 'publish' || command === 'schedule'

/** What can be done with the article as it stands, and the windows in which it is done. */
export function WorkflowBar({ articleId, lockVersion, flush, onChanged, onGo, landing }: Props) {
  const t = useWords().workflow
  const setting = useSetting()
  const { workflow, busy, run, review } = useWorkflow({ articleId, lockVersion, flush, onChanged })
  const [opened, setOpened] = useState<Opened | null>(null)
  useLostFocus(landing, busy || opened !== null, workflow)
  const close = useCallback(() => setOpened(null), [])
  if (!workflow) return <div className={styles.bar} aria-busy="true" />
  const may = (command: CommandName) => workflow.may.includes(command)
  const primary = firstChoices.find(may)
  const others = beside.filter((command) => command !== primary && may(command))
  const rest = inMenu.filter((command) => command !== primary && may(command))
  const press = (command: CommandName) => {
    if (opens(command)) setOpened(command)
    else if (command === 'submit') void run({ command })
    else if (
      command === 'approve' ||
      command === 'recall' ||
      command === 'unschedule' ||
      command === 'unarchive'
    )
      void run({ command })
  }
  const when = (at: number) => `${longDate(at, setting)}, ${timeOfDay(at, setting)}`
  const SmallDialog = opened && opened in dialogs ? dialogs[opened as keyof typeof dialogs] : null
  const notes = [
    workflow.publishAt !== null && t.outAt(when(workflow.publishAt)),
    workflow.embargoUntil !== null &&
      workflow.embargoUntil > Date.now() &&
      t.embargoUntil(when(workflow.embargoUntil)),
    workflow.assignee && t.assignedTo(workflow.assignee.name),
    workflow.needsSecondPerson && t.needsSecond,
  ].filter((note): note is string => typeof note === 'string')
  return (
    <div className={styles.bar}>
      {notes.length > 0 && <p className={styles.notes}>{notes.join(' · ')}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons that belong together */}
      <div className={styles.buttons} role="group" aria-label={t.actions}>
        {rest.length > 0 && (
          <MenuTrigger>
            <Button className="button button-plain button-small" isDisabled={busy}>
              {t.more}
            </Button>
            <Popover className={styles.popover ?? ''} placement="bottom end">
              <Menu className={styles.menu ?? ''} onAction={(key) => press(key as CommandName)}>
                {rest.map((command) => (
                  <MenuItem key={command} id={command} className={styles.item ?? ''}>
                    {t.commands[command]}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
        {others.map((command) => (
          <button
            key={command}
            type="button"
            className="button button-plain button-small"
            disabled={busy}
            onClick={() => press(command)}
          >
            {t.commands[command]}
          </button>
        ))}
        {primary && (
          <button
            type="button"
            className="button button-small"
            disabled={busy}
            onClick={() => press(primary)}
          >
            {t.commands[primary]}
          </button>
        )}
      </div>
      {(opened === 'publish' || opened === 'schedule') && (
        <PublishDialog
          key={opened}
          kind={opened}
          publishAt={workflow.publishAt}
          busy={busy}
          review={review}
          run={run}
          onGo={(finding) => onGo?.(finding)}
          onClose={close}
        />
      )}
      {SmallDialog && <SmallDialog workflow={workflow} busy={busy} run={run} onClose={close} />}
    </div>
  )
}
