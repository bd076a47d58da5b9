'use client'

import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import {
  BodyEditor,
  type BodyEditorHandle,
  type BodyEditorProps,
} from '@/features/articles/components/editor/body-editor.tsx'
import type { Document } from '@/features/articles/document/schema.ts'
import { asStored } from '../normal-form.ts'

type Props = Omit<BodyEditorProps, 'document' | 'ref'> & {
  document: Document
  /** Grows when another version of the text came from elsewhere. */
  replaced: number
  ref: Ref<BodyEditorHandle>
}

/** The editor, kept in step with the engine. What it only writes differently goes out as it came in. */
export function Body({ document, replaced, onChange, ref, ...props }: Props) {
  const editor = useRef<BodyEditorHandle>(null)
  const opened = useRef<{ stored: Document; shown: Document }>({ stored: document, shown: document })
  const shownVersion = useRef(replaced)
  const latest = useRef(document)
  latest.current = document
  useImperativeHandle(ref, () => ({
    get: () => editor.current?.get() ?? latest.current,
    replace: (next) => editor.current?.replace(next),
    focusBlock: (id) => editor.current?.focusBlock(id),
    outline: () => editor.current?.outline() ?? [],
  }))

  // The editor makes itself ready some frames later; then it says how it writes what it was given.
  useEffect(() => {
    const first = editor.current?.get()
    let frames = 0
    let frame = requestAnimationFrame(function look() {
      const now = editor.current?.get()
      if (now && now !== first) opened.current = { stored: latest.current, shown: now }
      else if (frames++ < 300) frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [])

  useEffect(() => {
    if (shownVersion.current === replaced) return
    shownVersion.current = replaced
    editor.current?.replace(latest.current)
    opened.current = { stored: latest.current, shown: editor.current?.get() ?? latest.current }
  }, [replaced])

  return (
    <BodyEditor
      {...props}
      ref={editor}
      document={document}
      onChange={(now) => onChange(asStored(now, opened.current.shown, opened.current.stored))}
    />
  )
}
