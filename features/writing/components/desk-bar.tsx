'use client'

import { useRef } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { WorkflowBar } from '@/features/workflow/components/workflow-bar.tsx'
import type { Finding } from '@/features/workflow/schema.ts'
import type { Desk } from '../schema.ts'
import type { EngineState } from '../world.ts'
import styles from './desk.module.css'
import { SaveState } from './save-state.tsx'

type Props = {
  desk: Desk
  state: EngineState
  readOnly: boolean
  isQuiet: boolean
  hasPanel: boolean
  onSave(): void
  onRetry(): void
  onQuiet(): void
  onPanel(): void
  flush(): Promise<number>
  onChanged(): void
  /** Shows the place of what the checks found. */
  onGo(finding: Finding): void
}

/** The head of the page: where one is, how the article stands, whether it is saved, and what can be done. */
export function DeskBar(props: Props) {
  const { desk, state, readOnly, isQuiet, hasPanel, onSave, onRetry, onQuiet, onPanel } = props
  const t = useWords().writing
  const landing = useRef<HTMLSpanElement>(null)
  const { status, stage } = state.standing
  const standing =
    stage === null
      ? t.statuses[status]
      : status === 'published'
        ? t.stages[stage]
        : `${t.statuses[status]} · ${t.statuses[stage]}`
  return (
    <header className={styles.bar}>
      <div className={styles.where}>
        <a href="/admin/articles">← {t.back}</a>
        <span className={styles.state} ref={landing} tabIndex={-1}>
          {standing}
        </span>
        <SaveState state={state} readOnly={readOnly} onRetry={onRetry} />
      </div>
      <div className={styles.tools}>
        <button
          type="button"
          className={`button button-plain button-small ${styles.quietButton}`}
          aria-pressed={isQuiet}
          onClick={onQuiet}
        >
          {isQuiet ? t.leaveQuiet : t.quiet}
        </button>
        {!isQuiet && (
          <button
            type="button"
            className="button button-plain button-small"
            aria-expanded={hasPanel}
            onClick={onPanel}
          >
            {t.panel}
          </button>
        )}
        <button
          type="button"
          className="button button-plain button-small"
          disabled={readOnly}
          onClick={onSave}
        >
          {t.save}
        </button>
        <WorkflowBar
          articleId={desk.id}
          lockVersion={state.lockVersion}
          flush={props.flush}
          onChanged={props.onChanged}
          onGo={props.onGo}
          landing={landing}
        />
      </div>
    </header>
  )
}
