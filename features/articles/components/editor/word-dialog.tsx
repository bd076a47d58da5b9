'use client'

import type { Editor, JSONContent } from '@tiptap/core'
import { type FormEvent, useState } from 'react'
import type { Document } from '@/features/articles/document/schema.ts'
import { EditorDialog } from './dialog.tsx'
import styles from './editor.module.css'
import type { EditorHost } from './host.ts'

type Props = { editor: Editor; host: EditorHost; onClose: () => void }
type Answer = { document: Document; notices: string[] }
type Where = 'replace' | 'append'

/** Takes the text of a Word file: the server reads it, the editor puts it where it is wanted, undo takes it back. */
export function WordDialog({ editor, host, onClose }: Props) {
  const { word: words } = host.words
  const [file, setFile] = useState<File | null>(null)
  const [where, setWhere] = useState<Where>(editor.isEmpty ? 'replace' : 'append')
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState('')
  const [notices, setNotices] = useState<string[] | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (!file) return
    setRunning(true)
    setFailure('')
    try {
      const answer = await send(file)
      put(editor, answer.document, where)
      setNotices(answer.notices)
    } catch (error) {
      setFailure(error instanceof Error && error.message ? error.message : words.failed)
    }
    setRunning(false)
  }

  if (notices)
    return (
      <EditorDialog title={words.heading} onClose={onClose}>
        <div role="status" className="stack">
          <p>{words.done}</p>
          {notices.length > 0 && (
            <div>
              <p className="label">{words.notices}</p>
              <ul>
                {notices.map((notice) => (
                  <li key={notice}>{notice}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
        <p className={styles.dialogEnd}>
          <button type="button" className="button button-small" onClick={onClose}>
            {words.close}
          </button>
        </p>
      </EditorDialog>
    )
  return (
    <EditorDialog title={words.heading} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <p>{words.text}</p>
        <div>
          <label className="label" htmlFor="word-file">
            {words.file}
          </label>
          <input
            id="word-file"
            type="file"
            className="field"
            accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setFailure('')
            }}
          />
        </div>
        {!editor.isEmpty && (
          <fieldset className={styles.choices}>
            <legend className="label">{words.where}</legend>
            {(['append', 'replace'] as const).map((value) => (
              <label key={value}>
                <input
                  type="radio"
                  name="word-where"
                  checked={where === value}
                  onChange={() => setWhere(value)}
                />
                {words[value]}
              </label>
            ))}
          </fieldset>
        )}
        <p role="alert" className="form-error">
          {failure}
        </p>
        <div>
          <button type="submit" className="button button-small" disabled={!file || running}>
            {running ? words.running : words.start}
          </button>
        </div>
      </form>
    </EditorDialog>
  )

  /** @throws Error with the words to show */
  async function send(chosen: File): Promise<Answer> {
    const response = await fetch('/api/admin/articles/docx', { method: 'POST', body: chosen }).catch(() => {
      throw new Error(words.failed)
    })
    const answer = (await response.json().catch(() => ({}))) as Answer & { error?: { message?: string } }
    if (!response.ok) throw new Error(answer.error?.message ?? words.failed)
    return answer
  }
}

function put(editor: Editor, document: Document, where: Where): void {
  const { doc } = editor.state
  const content = document.content as JSONContent[]
  const last = doc.lastChild
  const isBlank = last?.type.name === 'paragraph' && last.content.size === 0
  const from = where === 'replace' ? 0 : doc.content.size - (isBlank ? (last?.nodeSize ?? 0) : 0)
  editor
    .chain()
    .insertContentAt({ from, to: doc.content.size }, content, { updateSelection: false })
    .setTextSelection(from + 1)
    .scrollIntoView()
    .run()
}
