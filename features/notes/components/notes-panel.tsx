'use client'

import { useState } from 'react'
import { TextArea } from '@/components/ui/text-area.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { isoInZone, shortDate, timeOfDay } from '@/lib/dates.ts'
import { longestNote, type Note, type Thread } from '../schema.ts'
import styles from './notes.module.css'
import type { Notes } from './use-notes.ts'

type Props = {
  talk: Notes
  /** The note that was opened from the text. */
  openId: number | null
  /** The blocks that the text has, by name, with their words. */
  blocks: ReadonlyMap<string, string>
  onGo(block: string): void
}

/** What the newsroom says about an article, beside it. */
export function NotesPanel({ talk, openId, blocks, onGo }: Props) {
  const isGone = ({ anchor }: Thread) =>
    anchor !== null &&
    !blocks.has(anchor.block) &&
    ![...blocks.values()].some((words) => words.includes(anchor.quote))
  const t = useWords().notes
  const [showsResolved, setShowsResolved] = useState(false)
  const open = talk.notes.filter((note) => note.resolvedAt === null)
  const resolved = talk.notes.filter((note) => note.resolvedAt !== null)
  const list = (threads: Thread[]) => (
    <ul className={styles.list}>
      {threads.map((thread) => (
        <ThreadView
          key={thread.id}
          thread={thread}
          talk={talk}
          isOpen={thread.id === openId}
          isGone={isGone(thread)}
          onGo={onGo}
        />
      ))}
    </ul>
  )
  return (
    <section className={styles.panel} aria-label={t.title}>
      {talk.mayNote && (
        <NoteForm
          key={talk.anchor ? `${talk.anchor.block} ${talk.anchor.start}` : 'whole'}
          label={talk.anchor ? t.addHere : t.add}
          quote={talk.anchor?.quote}
          send={t.send}
          onSend={async (text) => {
            const done = await talk.add(text)
            if (done) talk.setAnchor(null)
            return done
          }}
          onCancel={talk.anchor ? () => talk.setAnchor(null) : undefined}
        />
      )}
      {talk.notes.length === 0 && <p className="hint">{t.none}</p>}
      {talk.notes.length > 0 && open.length === 0 && <p className="hint">{t.allResolved}</p>}
      {list(open)}
      {resolved.length > 0 && (
        <button
          type="button"
          className="quiet-button"
          aria-expanded={showsResolved}
          onClick={() => setShowsResolved(!showsResolved)}
        >
          {showsResolved ? t.hideResolved : t.showResolved(resolved.length)}
        </button>
      )}
      {showsResolved && list(resolved)}
    </section>
  )
}

type ThreadProps = {
  thread: Thread
  talk: Notes
  isOpen: boolean
  /** The passage that it was written on was taken out. */
  isGone: boolean
  onGo(block: string): void
}

function ThreadView({ thread, talk, isOpen, isGone, onGo }: ThreadProps) {
  const t = useWords().notes
  const [replies, setReplies] = useState(false)
  const { anchor } = thread
  return (
    <li className={styles.thread} data-open={isOpen || undefined}>
      {anchor && isGone && (
        <p className={styles.quoted}>
          «{anchor.quote}» <span className="hint">{t.gone}</span>
        </p>
      )}
      {anchor && !isGone && (
        <button type="button" className={styles.quote} onClick={() => onGo(anchor.block)} title={t.show}>
          «{anchor.quote}»
        </button>
      )}
      <Said note={thread} />
      {thread.replies.map((reply) => (
        <div key={reply.id} className={styles.reply}>
          <Said note={reply} />
        </div>
      ))}
      {thread.resolvedBy !== null && <p className="hint">{t.resolvedBy(thread.resolvedBy)}</p>}
      {talk.mayNote && (
        <div className={styles.acts}>
          {!replies && (
            <button type="button" className="quiet-button" onClick={() => setReplies(true)}>
              {t.reply}
            </button>
          )}
          <button
            type="button"
            className="quiet-button"
            onClick={() => void talk.resolve(thread.id, thread.resolvedAt === null)}
          >
            {thread.resolvedAt === null ? t.resolve : t.reopen}
          </button>
        </div>
      )}
      {replies && (
        <NoteForm
          label={t.replyTo(thread.person)}
          send={t.sendReply}
          onSend={async (text) => {
            const done = await talk.add(text, thread.id)
            if (done) setReplies(false)
            return done
          }}
          onCancel={() => setReplies(false)}
        />
      )}
    </li>
  )
}

function Said({ note }: { note: Note }) {
  const setting = useSetting()
  return (
    <>
      <p className={styles.who}>
        <strong>{note.person}</strong>{' '}
        <time dateTime={isoInZone(note.at, setting.timeZone)}>
          {shortDate(note.at, setting)}, {timeOfDay(note.at, setting)}
        </time>
      </p>
      <p className={styles.text}>{note.text}</p>
    </>
  )
}

type FormProps = {
  label: string
  quote?: string | undefined
  send: string
  onSend(text: string): Promise<boolean>
  onCancel?: (() => void) | undefined
}

/** Where a note is written. What was typed stays until it is known to be saved. */
function NoteForm({ label, quote, send, onSend, onCancel }: FormProps) {
  const { shell } = useWords()
  const [text, setText] = useState('')
  const length = useLength()
  const [busy, setBusy] = useState(false)
  return (
    <form
      className={styles.form}
      onSubmit={async (event) => {
        event.preventDefault()
        setBusy(true)
        if (await onSend(text)) setText('')
        setBusy(false)
      }}
    >
      {quote && <p className={styles.quoted}>«{quote}»</p>}
      <TextArea
        name={`note-${label}`}
        label={label}
        rows={3}
        {...length(text, longestNote)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.acts}>
        <button
          type="submit"
          className="button button-plain button-small"
          disabled={busy || text.trim() === '' || text.trim().length > longestNote}
        >
          {send}
        </button>
        {onCancel && (
          <button type="button" className="quiet-button" onClick={onCancel}>
            {shell.cancel}
          </button>
        )}
      </div>
    </form>
  )
}
