'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { KeyboardEvent, RefObject } from 'react'
import { Button, Group, Separator, ToggleButton, Toolbar } from 'react-aria-components'
import styles from './editor.module.css'
import { EditorIcon, type EditorIconName } from './editor-icon.tsx'
import type { EditorHost } from './host.ts'
import { InsertMenu, MoreMarksMenu, StyleMenu, TableMenu } from './menus.tsx'

type Props = {
  editor: Editor
  host: EditorHost
  toolbarRef: RefObject<HTMLDivElement | null>
  onNote: (() => void) | undefined
}

/** What the toolbar shows of the text: one look for all its buttons. */
const stateOf = (editor: Editor) => ({
  bold: editor.isActive('bold'),
  italic: editor.isActive('italic'),
  link: editor.isActive('link'),
  bulletList: editor.isActive('bulletList'),
  orderedList: editor.isActive('orderedList'),
  blockquote: editor.isActive('blockquote'),
  isList: editor.isActive('listItem'),
  isTable: editor.isActive('table'),
  isEmpty: editor.state.selection.empty,
  canUndo: editor.can().undo(),
  canRedo: editor.can().redo(),
})

/** The formats of the text: one stop of the Tab key, arrow keys inside, Escape back to the text. */
export function EditorToolbar({ editor, host, toolbarRef, onNote }: Props) {
  const { words } = host
  const state = useEditorState({ editor, selector: ({ editor: current }) => stateOf(current) })
  const back = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    editor.commands.focus()
  }
  const tool = (name: EditorIconName, label: string, onPress: () => void, disabled = false) => (
    <Button className={styles.tool ?? ''} aria-label={label} onPress={onPress} isDisabled={disabled}>
      <EditorIcon name={name} />
      <span className={styles.tip} aria-hidden="true">
        {label}
      </span>
    </Button>
  )
  const toggle = (name: EditorIconName, label: string, isOn: boolean, onPress: () => void) => (
    <ToggleButton className={styles.tool ?? ''} aria-label={label} isSelected={isOn} onChange={onPress}>
      <EditorIcon name={name} />
      <span className={styles.tip} aria-hidden="true">
        {label}
      </span>
    </ToggleButton>
  )
  const run = () => editor.chain().focus()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the toolbar inside bubble up to here
    <div className={styles.toolbarPlace} onKeyDown={back}>
      <Toolbar ref={toolbarRef} className={styles.toolbar ?? ''} aria-label={words.toolbar}>
        <StyleMenu editor={editor} words={words} />
        <Group className={styles.group ?? ''}>
          {toggle('bold', words.marks.bold, state.bold, () => run().toggleMark('bold').run())}
          {toggle('italic', words.marks.italic, state.italic, () => run().toggleMark('italic').run())}
          {toggle('link', words.actions.link, state.link, () => host.ask({ kind: 'link' }))}
          <MoreMarksMenu editor={editor} words={words} />
        </Group>
        <Separator orientation="vertical" className={styles.separator ?? ''} />
        <Group className={styles.group ?? ''}>
          {toggle('bulletList', words.actions.bulletList, state.bulletList, () =>
            run().toggleBulletList().run(),
          )}
          {toggle('orderedList', words.actions.orderedList, state.orderedList, () =>
            run().toggleOrderedList().run(),
          )}
          {toggle('blockquote', words.actions.blockquote, state.blockquote, () =>
            run().toggleWrap('blockquote').run(),
          )}
          {state.isList && (
            <>
              {tool('outdent', words.actions.outdent, () => run().liftListItem('listItem').run())}
              {tool('indent', words.actions.indent, () => run().sinkListItem('listItem').run())}
            </>
          )}
        </Group>
        <Separator orientation="vertical" className={styles.separator ?? ''} />
        <InsertMenu editor={editor} host={host} />
        {state.isTable && <TableMenu editor={editor} words={words} />}
        {onNote && (
          <Button className={styles.tool ?? ''} onPress={onNote} isDisabled={state.isEmpty}>
            <EditorIcon name="note" />
            <span>{words.actions.note}</span>
          </Button>
        )}
        <span className={styles.spring} />
        <Group className={styles.group ?? ''}>
          {tool('undo', words.actions.undo, () => run().undo().run(), !state.canUndo)}
          {tool('redo', words.actions.redo, () => run().redo().run(), !state.canRedo)}
          {tool('word', words.actions.word, () => host.ask({ kind: 'word' }))}
        </Group>
      </Toolbar>
    </div>
  )
}
