'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './editor.module.css'
import type { EditorHost } from './host.ts'
import { type InsertKey, insert, matching } from './insert.ts'
import { InsertEntry } from './menus.tsx'
import { listenToSlash, refuseSlash, slashKey } from './slash.ts'

type Props = { editor: Editor; host: EditorHost }

/** The list that «/» opens. The text keeps the focus and points at the chosen entry, as a combobox does. */
export function SlashMenu({ editor, host }: Props) {
  const query = useEditorState({
    editor,
    selector: ({ editor: now }) => slashKey.getState(now.state)?.query ?? null,
  })
  const listId = useId()
  const [chosen, setChosen] = useState({ text: '', index: 0 })
  const list = useRef<HTMLDivElement>(null)
  const found = query ? matching(host.words.insert, query.text) : []
  const index = query && chosen.text === query.text ? Math.min(chosen.index, found.length - 1) : 0
  const isOpen = query !== null
  const active = isOpen && found[index] ? `${listId}-${found[index]}` : ''

  const pick = (key: InsertKey | undefined) => {
    if (!query || !key) return
    editor.chain().focus().deleteRange({ from: query.from, to: query.to }).run()
    insert(editor, key, host)
  }

  useEffect(() => {
    const text = query?.text
    if (text === undefined) return
    const move = (to: number) => {
      if (found.length > 0) setChosen({ text, index: (to + found.length) % found.length })
      return true
    }
    listenToSlash(editor.view, (event) => {
      if (event.key === 'ArrowDown') return move(index + 1)
      if (event.key === 'ArrowUp') return move(index - 1)
      if (event.key === 'Escape') {
        refuseSlash(editor.view)
        return true
      }
      if ((event.key === 'Enter' || event.key === 'Tab') && found[index]) {
        event.preventDefault()
        pick(found[index])
        return true
      }
      return false
    })
    return () => listenToSlash(editor.view, null)
  })

  useEffect(() => {
    const { dom } = editor.view
    const set = (name: string, value: string) => {
      if (value) dom.setAttribute(name, value)
      else dom.removeAttribute(name)
    }
    set('aria-controls', isOpen ? listId : '')
    set('aria-haspopup', isOpen ? 'listbox' : '')
    set('aria-activedescendant', active)
  }, [editor, isOpen, listId, active])

  useLayoutEffect(() => {
    const box = list.current
    if (!query || !box) return
    const caret = editor.view.coordsAtPos(query.from)
    const frame = box.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0, width: window.innerWidth }
    const left = Math.max(0, Math.min(caret.left - frame.left, frame.width - box.offsetWidth))
    const below = window.innerHeight - caret.bottom - 12
    const above = caret.top - 12
    const isBelow = below >= Math.min(box.scrollHeight, 224) || below >= above
    box.style.maxHeight = `${Math.max(96, Math.min(320, isBelow ? below : above))}px`
    box.style.left = `${left}px`
    box.style.top = `${isBelow ? caret.bottom - frame.top + 6 : caret.top - frame.top - box.offsetHeight - 6}px`
    box.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  if (!query) return null
  const { slash } = host.words
  return (
    <div className={styles.slash} ref={list}>
      <p className="visually-hidden" role="status">
        {found.length > 0 ? slash.found(found.length) : slash.none}
      </p>
      {found.length === 0 && <p className={styles.slashNone}>{slash.none}</p>}
      <div role="listbox" id={listId} aria-label={slash.label}>
        {found.map((key, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text, which keeps the focus
          <div
            key={key}
            id={`${listId}-${key}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === index}
            className={styles.slashItem}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => i !== index && setChosen({ text: query.text, index: i })}
            onClick={() => pick(key)}
          >
            <InsertEntry name={key} words={host.words} />
          </div>
        ))}
      </div>
    </div>
  )
}
