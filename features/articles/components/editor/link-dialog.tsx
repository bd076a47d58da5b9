'use client'

import type { Editor } from '@tiptap/core'
import { getMarkRange } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { ArticleSearch } from './article-search.tsx'
import { EditorDialog } from './dialog.tsx'
import styles from './editor.module.css'
import type { EditorHost } from './host.ts'

type Target = { href: string | null; articleId: number | null }
type Props = { editor: Editor; host: EditorHost; onClose: () => void }

/** Where a link leads: an article of ours, kept by its id, or an address. */
export function LinkDialog({ editor, host, onClose }: Props) {
  const { words } = host
  const current = editor.isActive('link') ? (editor.getAttributes('link') as Target) : null
  const close = () => {
    onClose()
    editor.commands.focus()
  }
  const link = (target: Target, words: string) => {
    setLink(editor, target, words)
    onClose()
  }
  return (
    <EditorDialog title={words.link.heading} onClose={close}>
      {current && (
        <p className={styles.currentLink}>
          <span>
            {words.link.current} <TargetName target={current} host={host} />
          </span>
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
              onClose()
            }}
          >
            {words.link.remove}
          </button>
        </p>
      )}
      <ArticleSearch
        host={host}
        label={words.link.search}
        onArticle={(article) => {
          host.articles.know(article)
          link({ href: article.path, articleId: article.id }, article.headline)
        }}
        onAddress={(address) => {
          link({ href: address, articleId: null }, address)
          host.articles.at(address).then((article) => {
            if (article) nameOwn(editor, address, { href: article.path, articleId: article.id })
          })
        }}
      />
    </EditorDialog>
  )
}

function TargetName({ target, host }: { target: Target; host: EditorHost }) {
  const [name, setName] = useState(target.href ?? '')
  useEffect(() => {
    if (target.articleId !== null)
      host.articles.find(target.articleId).then((article) => article && setName(article.headline))
  }, [target.articleId, host])
  return <strong>{name}</strong>
}

/** Links what is selected, or the link that the caret is in; where neither is, the words are written. */
function setLink(editor: Editor, target: Target, words: string): void {
  const { state, schema } = editor
  const type = schema.marks.link
  if (!type) return
  const { from, to, empty, $from } = state.selection
  const range = empty ? getMarkRange($from, type) : { from, to }
  if (range) {
    const { tr } = state
    tr.removeMark(range.from, range.to, type).addMark(range.from, range.to, type.create(target))
    editor.view.dispatch(tr)
    editor.commands.focus(range.to)
    return
  }
  editor
    .chain()
    .focus()
    .insertContent({ type: 'text', text: words, marks: [{ type: 'link', attrs: target }] })
    .unsetMark('link')
    .run()
}

/** A pasted address of our own becomes the article that it names. */
export function nameOwn(editor: Editor, href: string, target: Target): void {
  const { tr, doc, schema } = editor.state
  const type = schema.marks.link
  if (!type || editor.isDestroyed) return
  doc.descendants((node, pos) => {
    const mark = type.isInSet(node.marks)
    if (mark?.attrs.href === href && mark.attrs.articleId === null)
      tr.addMark(pos, pos + node.nodeSize, type.create(target))
  })
  if (tr.docChanged) editor.view.dispatch(tr)
}
