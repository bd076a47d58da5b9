'use client'

import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { outlineOf } from '@/features/articles/document/outline.ts'
import type { Document } from '@/features/articles/document/schema.ts'
import { articleDesk } from './article-desk.ts'
import type { BodyEditorHandle, BodyEditorProps, Told } from './handle.ts'
import type { EditorRequest } from './host.ts'

import { LiveEditor } from './live-editor.tsx'
import { editorSchema, openDocument } from './open.ts'
import { pictureDesk } from './picture-desk.ts'
import { UnreadableBody } from './unreadable-body.tsx'

export type { BodyEditorHandle, BodyEditorProps } from './handle.ts'

/** The text of an article, written as readers will see it. */
export function BodyEditor({ ref, ...props }: BodyEditorProps) {
  const words = useWords().editor
  const [asked, setAsked] = useState<EditorRequest | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [host] = useState(() => ({
    words,
    pictures: pictureDesk(words.upload.failed),
    articles: articleDesk(),
    ask: setAsked,
    tell: (kind: Told['kind'], message: string) => setTold({ kind, message }),
  }))
  const schema = useMemo(() => editorSchema(host), [host])
  const [shown, setShown] = useState(() => ({
    opened: openDocument(props.document, schema),
    source: props.document,
    version: 0,
  }))
  const live = useRef<BodyEditorHandle>(null)
  const { opened, source, version } = shown
  const { onInvalid } = props
  const told_ = useRef<unknown>(null)

  useEffect(() => {
    if (opened.ok || told_.current === opened) return
    told_.current = opened
    onInvalid?.(opened.errors)
  }, [opened, onInvalid])

  const refuse = (errors: string[], kept: Document) =>
    setShown((now) => ({ opened: { ok: false, errors }, source: kept, version: now.version + 1 }))

  useImperativeHandle(
    ref,
    () => ({
      get: () => live.current?.get() ?? source,
      replace: (document) => {
        const next = openDocument(document, schema)
        if (next.ok && live.current) live.current.replace(next.document)
        else setShown((now) => ({ opened: next, source: document, version: now.version + 1 }))
      },
      focusBlock: (id) => live.current?.focusBlock(id),
      outline: () => live.current?.outline() ?? outlineOf(source),
    }),
    [schema, source],
  )

  if (!opened.ok)
    return (
      <UnreadableBody
        document={source}
        errors={opened.errors}
        language={props.language}
        label={props.label}
        words={words}
      />
    )
  return (
    <LiveEditor
      {...props}
      key={version}
      document={opened.document}
      host={host}
      asked={asked}
      told={told}
      onAnswered={() => setAsked(null)}
      onRead={() => setTold(null)}
      onBroken={refuse}
      ref={live}
    />
  )
}
