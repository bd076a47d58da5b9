'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import type { BodyEditorHandle } from '@/features/articles/components/editor/body-editor.tsx'
import { EditorCounts } from '@/features/articles/components/editor/counts.tsx'
import { blockIdOf } from '@/features/articles/document/block-ids.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { textOf } from '@/features/articles/document/visitor.ts'
import { lineLimits, type Snapshot } from '@/features/articles/schema.ts'
import { NotesPanel } from '@/features/notes/components/notes-panel.tsx'
import { useNotes } from '@/features/notes/components/use-notes.ts'
import type { NoteAnchor } from '@/features/notes/schema.ts'
import type { Finding } from '@/features/workflow/schema.ts'
import { blockOf, changeFor } from '../resolve.ts'
import type { Desk, OpenConflict, Resolution } from '../schema.ts'
import { proposedSlug } from '../slugs.ts'
import { BlockMarks } from './block-marks.tsx'
import { Body } from './body.tsx'
import { Conflicts } from './conflicts.tsx'
import styles from './desk.module.css'
import { DeskBar } from './desk-bar.tsx'
import { FoundText } from './found-text.tsx'
import { GrowArea } from './grow-area.tsx'
import { PresenceBar } from './presence-bar.tsx'
import { saveStateWords, useMoment } from './save-state.tsx'
import { Side, useIsWide } from './side.tsx'
import { useEngine } from './use-engine.ts'

/** Whether anything but the text is another. */
const differ = (a: Snapshot, b: Snapshot) =>
  (Object.keys(b) as (keyof Snapshot)[]).some((key) => key !== 'body' && a[key] !== b[key])

/** The page where an article is written: it looks as readers will see it, everything else stands beside it. */
export function WritingDesk({ desk }: { desk: Desk }) {
  const t = useWords().writing
  const talk = useNotes(desk.id)
  const [openNote, setOpenNote] = useState<number | null>(null)
  const [tab, setTab] = useState('fields')
  const { engine, state, session, presence, beat, found, displacedBy, readOnly, keeps, stop, conflicts } =
    useEngine(desk)
  const { snapshot } = state
  const body = useRef<BodyEditorHandle>(null)
  const headlineBefore = useRef(snapshot.headline)
  const isWide = useIsWide()
  const router = useRouter()
  const moment = useMoment()
  const isScheduled = [state.standing.status, state.standing.stage].includes('scheduled')
  const [hasPanel, setPanel] = useState<boolean | null>(null)
  const [isQuiet, setQuiet] = useState(false)
  const [isDeciding, setDeciding] = useState(false)
  const text = useRef<HTMLDivElement>(null)
  const showsPanel = !isQuiet && (hasPanel ?? isWide)
  const edit = useCallback(
    (change: Partial<Snapshot>) => {
      if (keeps) engine.edit(change)
    },
    [engine, keeps],
  )
  const [details, setDetails] = useState(snapshot)
  if (differ(details, snapshot)) setDetails(snapshot)
  const save = () => engine.flush().catch(() => {})

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      if (!readOnly) void engine.flush().catch(() => {})
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [engine, readOnly])

  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setQuiet(false)
    }
    if (isQuiet) window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [isQuiet])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      const { dirty, safe } = engine.getState()
      if (dirty && !safe) event.preventDefault() // the only time that closing would lose something
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [engine])

  const blocks = useMemo(
    () => new Map((snapshot.body as Document).content.map((node) => [blockIdOf(node) ?? '', textOf(node)])),
    [snapshot.body],
  )
  const failure = () => saveStateWords(t, engine.getState(), false, moment)
  /** Saves for a command; words for whoever reads them when that cannot be done. */
  const flush = async () => {
    if (readOnly) return engine.getState().lockVersion
    return engine.flush().catch((error: Error) => {
      throw new Error(failure() || error.message)
    })
  }
  const changed = () => void beat().then(() => router.refresh())
  const proposeSlug = () => {
    const slug = desk.published
      ? null
      : proposedSlug(snapshot.slug, headlineBefore.current, snapshot.headline)
    headlineBefore.current = snapshot.headline
    if (slug) edit({ slug })
  }
  const decide = (conflict: OpenConflict, resolution: Resolution) => {
    engine.decide(conflict.key, resolution, changeFor(engine.getState().snapshot, conflict, resolution))
    conflicts.forget(conflict.key)
  }
  const openTab = (name: string) => {
    setTab(name)
    setPanel(true)
  }
  const startNote = (anchor: NoteAnchor) => {
    talk.setAnchor(anchor)
    openTab('notes')
  }
  const showBlock = (block: string) => {
    if (!isWide) setPanel(false)
    body.current?.focusBlock(block)
  }
  const go = ({ block, field }: Finding) => {
    if (block) return body.current?.focusBlock(block)
    if (field === 'hero') setPanel(true)
    document.querySelector<HTMLElement>(`textarea[name="writing-${field}"]`)?.focus()
  }
  const line = (name: 'kicker' | 'headline' | 'standfirst') => ({
    look: name,
    name: `writing-${name}`,
    label: t.fields[name],
    placeholder: t.fields[name],
    value: snapshot[name],
    limit: lineLimits[name],
    lang: snapshot.language,
    readOnly,
    spellCheck: true,
    onChange: (value: string) => edit({ [name]: value }),
    note: !readOnly && conflicts.list.some((conflict) => conflict.field === name) && (
      <button type="button" className="quiet-button" onClick={() => setDeciding(true)}>
        {t.conflict.title(t.fields[name])}
      </button>
    ),
  })

  return (
    <div className={isQuiet ? `${styles.desk} ${styles.quiet}` : styles.desk}>
      <h1 className="visually-hidden">{snapshot.headline || t.untitled}</h1>
      <DeskBar
        desk={desk}
        state={state}
        readOnly={readOnly}
        isQuiet={isQuiet}
        hasPanel={showsPanel}
        onSave={() => void save()}
        onRetry={() => engine.retry()}
        onQuiet={() => setQuiet(!isQuiet)}
        onPanel={() => setPanel(!showsPanel)}
        flush={flush}
        onChanged={changed}
        onGo={go}
      />
      {desk.obstacle && (
        <p className={styles.notice} role="alert">
          {t.obstacles[desk.obstacle]}
        </p>
      )}
      {isScheduled && desk.publishAt !== null && (
        <p className={styles.presence}>{t.scheduledNote(moment(desk.publishAt))}</p>
      )}
      <PresenceBar
        presence={presence}
        session={session}
        personId={desk.person.id}
        displacedBy={displacedBy}
        mayWrite={desk.obstacle === null}
        onTake={() => void beat(true)}
      />
      <FoundText copies={found.copies} onRestore={(copy) => engine.restore(copy)} onClose={found.close} />
      {!readOnly && (
        <Conflicts
          desk={desk}
          conflicts={conflicts.list}
          isOpen={isDeciding}
          setOpen={setDeciding}
          snapshot={snapshot}
          onDecide={decide}
          onShow={(block) => body.current?.focusBlock(block)}
        />
      )}
      <div className={showsPanel && isWide ? `${styles.columns} ${styles.withPanel}` : styles.columns}>
        <article className={styles.sheet}>
          <GrowArea {...line('kicker')} />
          <GrowArea {...line('headline')} onBlur={proposeSlug} />
          <GrowArea {...line('standfirst')} />
          <div ref={text} className={styles.text}>
            {!readOnly && (
              <BlockMarks
                place={text}
                blocks={conflicts.list.flatMap((conflict) => blockOf(conflict) ?? [])}
                text={snapshot.body}
                onOpen={() => setDeciding(true)}
              />
            )}
            <Body
              ref={body}
              document={snapshot.body as Document}
              replaced={state.replaced}
              language={snapshot.language}
              label={t.fields.body}
              readOnly={readOnly}
              onChange={(document) => edit({ body: document })}
              onInvalid={stop}
              notes={talk.ranges}
              {...(talk.mayNote ? { onNote: startNote } : {})}
              onOpenNote={(id) => {
                setOpenNote(id)
                openTab('notes')
              }}
            />
          </div>
          <p className={styles.foot}>
            <EditorCounts document={snapshot.body as Document} />
          </p>
        </article>
        {showsPanel && (
          <Side
            desk={desk}
            snapshot={details}
            text={snapshot.body as Document}
            readOnly={readOnly}
            lockVersion={state.lockVersion}
            isWide={isWide}
            notes={<NotesPanel talk={talk} openId={openNote} blocks={blocks} onGo={showBlock} />}
            openNotes={talk.notes.filter((note) => note.resolvedAt === null).length}
            selected={tab}
            onSelect={setTab}
            flush={flush}
            onChanged={changed}
            onEdit={edit}
            onClose={() => setPanel(false)}
            onGo={(block) => body.current?.focusBlock(block)}
          />
        )}
      </div>
    </div>
  )
}
