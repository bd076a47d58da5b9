'use client'

import { useRef } from 'react'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { BodyEditorHandle } from '@/features/articles/components/editor/body-editor.tsx'
import type { Document } from '@/features/articles/document/schema.ts'
import { Body } from '@/features/writing/components/body.tsx'
import { useMoment } from '@/features/writing/components/save-state.tsx'
import type { IssueEngine, IssueState } from '../engine.ts'
import type { IssuePageData } from '../loaders.ts'
import type { IssueKind } from '../schema.ts'
import type { Draft, KeptDraft } from '../working-copy.ts'
import { ArticlesPart } from './articles-part.tsx'
import { ClashNotice } from './clash-notice.tsx'
import styles from './compose.module.css'
import { WordsPart } from './words-part.tsx'

type Props = {
  data: IssuePageData
  engine: IssueEngine
  state: IssueState
  found: KeptDraft | null
  onFoundRead(): void
}

/** The fields of an issue that has not gone out. All of it saves itself. */
export function Compose({ data, engine, state, found, onFoundRead }: Props) {
  const t = useWords().composing
  const { language } = useSetting()
  const moment = useMoment()
  const body = useRef<BodyEditorHandle>(null)
  const { draft, view } = state
  const edit = (change: Partial<Draft>) => engine.edit(change)
  const setKind = (kind: IssueKind) => {
    const ids = draft.articles.length > 0 ? draft.articles : view.items.map(({ id }) => id)
    edit(kind === 'letter' ? { kind, source: { from: 'hand' }, articles: ids.slice(0, 1) } : { kind })
  }
  return (
    <div className={styles.fields}>
      {found && (
        <p className={styles.notice} role="status">
          <span>{t.found(moment(found.at))}</span>
          <button type="button" className="button button-plain button-small" onClick={onFoundRead}>
            {t.close}
          </button>
        </p>
      )}
      {state.merged && <p className="notice-line">{t.merged}</p>}
      <ClashNotice
        clashes={state.clashes}
        draft={draft}
        newsletters={data.newsletters}
        onSettle={(field, choice) => engine.settle(field, choice)}
      />
      <div className={styles.pair}>
        <div className="form-row">
          <label className="label" htmlFor="newsletterId">
            {t.letterTo}
          </label>
          <select
            id="newsletterId"
            className="field"
            value={draft.newsletterId}
            onChange={(event) => edit({ newsletterId: Number(event.target.value) })}
          >
            {data.newsletters.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="form-row">
          <label className="label" htmlFor="kind">
            {t.kind}
          </label>
          <select
            id="kind"
            className="field"
            value={draft.kind}
            onChange={(event) => setKind(event.target.value as IssueKind)}
          >
            {(['digest', 'letter'] as const).map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <WordsPart draft={draft} onEdit={edit} />
      <section className={styles.part} aria-labelledby="intro">
        <h2 id="intro" className="label">
          {t.intro}
        </h2>
        <div className={styles.intro}>
          <Body
            ref={body}
            document={draft.intro}
            replaced={state.replaced}
            language={language}
            label={t.intro}
            onChange={(intro: Document) => edit({ intro })}
          />
        </div>
      </section>
      <ArticlesPart
        draft={draft}
        items={view.items}
        isSettled={!state.dirty && !state.saving}
        sections={data.sections}
        onEdit={edit}
      />
    </div>
  )
}
