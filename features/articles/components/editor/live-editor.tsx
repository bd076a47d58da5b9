'use client'

import type { JSONContent } from '@tiptap/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import { outlineOf } from '@/features/articles/document/outline.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { documentOf } from './document-json.ts'
import styles from './editor.module.css'
import { editorExtensions } from './extensions.ts'
import type { BodyEditorHandle, BodyEditorProps, Told } from './handle.ts'
import type { EditorHost, EditorRequest } from './host.ts'
import { anchorOf, notesKey } from './notes.ts'
import { replaceDocument } from './replace.ts'
import { Requests } from './requests.tsx'
import { SlashMenu } from './slash-menu.tsx'
import { EditorToolbar } from './toolbar.tsx'

type Props = Omit<BodyEditorProps, 'ref' | 'onInvalid'> & {
  host: EditorHost
  asked: EditorRequest | null
  told: Told | null
  onAnswered: () => void
  onRead: () => void
  /** The editor came to hold what cannot be stored. `kept` is the last text that could. */
  onBroken: (errors: string[], kept: Document) => void
  ref: Ref<BodyEditorHandle>
}

const noNotes: NonNullable<Props['notes']> = []

/** The editor over a text that it can hold whole. */
export function LiveEditor(props: Props) {
  const { host, asked, told, onAnswered, onRead, ref } = props
  const { words } = host
  const { language, label, readOnly = false, notes = noNotes } = props
  const latest = useRef(props)
  latest.current = props
  const kept = useRef(props.document)
  const toolbar = useRef<HTMLDivElement>(null)
  const guideId = useId()

  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    editable: !readOnly,
    extensions: editorExtensions(host),
    content: props.document as JSONContent,
    editorProps: {
      attributes: {
        class: 'prose',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-describedby': guideId,
        lang: language,
        spellcheck: 'true',
      },
      // Writing goes on well inside the window: below the toolbar, above whatever the page keeps at its foot.
      scrollThreshold: { top: 72, right: 0, bottom: 120, left: 0 },
      scrollMargin: { top: 96, right: 0, bottom: 160, left: 0 },
      handleKeyDown: (view, event) => {
        if (event.key === 'F10' && event.altKey) {
          const tools = toolbar.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? []
          ;([...tools].find((tool) => tool.tabIndex === 0) ?? tools[0])?.focus()
          return true
        }
        if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
          event.preventDefault()
          if (view.state.selection.$from.parent.inlineContent) host.ask({ kind: 'link' })
          return true
        }
        return false
      },
    },
    onUpdate: ({ editor: now, transaction }) => {
      const { document, errors } = documentOf(now.state.doc)
      if (errors.length > 0) return latest.current.onBroken(errors, kept.current)
      kept.current = document
      if (!transaction.getMeta('external')) latest.current.onChange(document)
    },
  })

  useEffect(() => void editor?.setEditable(!readOnly, false), [editor, readOnly])

  useEffect(() => {
    const dom = editor?.view.dom
    dom?.setAttribute('lang', language)
    dom?.setAttribute('aria-label', label)
  }, [editor, language, label])

  useEffect(() => {
    if (!editor) return
    const onOpen = (id: number) => latest.current.onOpenNote?.(id)
    editor.view.dispatch(editor.state.tr.setMeta(notesKey, { notes, onOpen }))
  }, [editor, notes])

  useImperativeHandle(
    ref,
    () => ({
      get: () => (editor ? documentOf(editor.state.doc).document : kept.current),
      replace: (document) => {
        if (editor) editor.view.dispatch(replaceDocument(editor.state, document))
      },
      focusBlock: (id) => {
        editor?.state.doc.forEach((node, pos) => {
          if (node.attrs.id !== id) return
          editor
            .chain()
            .setTextSelection(pos + 1)
            .focus()
            .run()
          const dom = editor.view.nodeDOM(pos)
          if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'center' })
        })
      },
      outline: () => outlineOf(editor ? documentOf(editor.state.doc).document : kept.current),
    }),
    [editor],
  )

  const note = () => {
    const anchor = editor && anchorOf(editor.state)
    if (anchor) latest.current.onNote?.(anchor)
  }

  return (
    <div className={styles.editor}>
      {editor && !readOnly && (
        <EditorToolbar
          editor={editor}
          host={host}
          toolbarRef={toolbar}
          onNote={props.onNote ? note : undefined}
        />
      )}
      <p id={guideId} className="visually-hidden">
        {readOnly ? '' : words.guide}
      </p>
      <div className={styles.told} role={told?.kind === 'error' ? 'alert' : 'status'}>
        {told && (
          <p>
            {told.message}{' '}
            <button type="button" className="quiet-button" onClick={onRead}>
              {words.word.close}
            </button>
          </p>
        )}
      </div>
      <div className={styles.paper}>
        <EditorContent editor={editor} />
        {editor && !readOnly && <SlashMenu editor={editor} host={host} />}
      </div>
      {editor && <Requests editor={editor} host={host} asked={asked} onClose={onAnswered} />}
    </div>
  )
}
