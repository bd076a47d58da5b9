'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { ReactNode } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import styles from './editor.module.css'
import { EditorIcon, type EditorIconName } from './editor-icon.tsx'
import type { EditorHost, EditorWords } from './host.ts'
import { type InsertKey, insert, insertKeys } from './insert.ts'

type Props = { editor: Editor; words: EditorWords }

function ToolMenu({ button, children }: { button: ReactNode; children: ReactNode }) {
  return (
    <MenuTrigger>
      {button}
      <Popover className={styles.popover ?? ''} placement="bottom start">
        {children}
      </Popover>
    </MenuTrigger>
  )
}

const levels = [2, 3, 4] as const

export function StyleMenu({ editor, words }: Props) {
  const current = useEditorState({
    editor,
    selector: ({ editor: now }) => levels.find((level) => now.isActive('heading', { level })) ?? 0,
  })
  const name = (level: number) =>
    level === 0 ? words.styles.paragraph : words.styles[`heading${level as 2 | 3 | 4}`]
  return (
    <ToolMenu
      button={
        <Button className={styles.styleButton ?? ''} aria-label={`${words.styles.label}: ${name(current)}`}>
          {name(current)}
          <span aria-hidden="true">▾</span>
        </Button>
      }
    >
      <Menu
        className={styles.menu ?? ''}
        selectionMode="single"
        selectedKeys={[String(current)]}
        aria-label={words.styles.label}
        onAction={(key) => {
          const level = Number(key)
          const chain = editor.chain().focus()
          if (level === 0) chain.setNode('paragraph').run()
          else chain.setNode('heading', { level }).run()
        }}
      >
        {[0, ...levels].map((level) => (
          <MenuItem key={level} id={String(level)} className={styles.menuItem ?? ''} textValue={name(level)}>
            <Text slot="label">{name(level)}</Text>
          </MenuItem>
        ))}
      </Menu>
    </ToolMenu>
  )
}

const moreMarks = ['strike', 'sup', 'sub', 'code'] as const

export function MoreMarksMenu({ editor, words }: Props) {
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => moreMarks.filter((mark) => now.isActive(mark)),
  })
  return (
    <ToolMenu
      button={
        <Button className={styles.tool ?? ''} aria-label={words.marks.more}>
          <EditorIcon name="more" />
        </Button>
      }
    >
      <Menu
        className={styles.menu ?? ''}
        aria-label={words.marks.more}
        selectionMode="multiple"
        selectedKeys={active}
        onAction={(key) => editor.chain().focus().toggleMark(String(key)).run()}
      >
        {moreMarks.map((mark) => (
          <MenuItem key={mark} id={mark} className={styles.menuItem ?? ''}>
            {words.marks[mark]}
          </MenuItem>
        ))}
      </Menu>
    </ToolMenu>
  )
}

export function InsertMenu({ editor, host }: { editor: Editor; host: EditorHost }) {
  const { words } = host
  return (
    <ToolMenu
      button={
        <Button className={styles.tool ?? ''}>
          <EditorIcon name="insert" />
          <span>{words.actions.insert}</span>
        </Button>
      }
    >
      <Menu
        className={styles.menu ?? ''}
        aria-label={words.actions.insert}
        onAction={(key) => insert(editor, key as InsertKey, host)}
      >
        {insertKeys.map((key) => (
          <MenuItem key={key} id={key} className={styles.menuItem ?? ''} textValue={words.insert[key].name}>
            <InsertEntry name={key} words={words} />
          </MenuItem>
        ))}
      </Menu>
    </ToolMenu>
  )
}

/** How an element looks in the menu and in the slash list. */
export function InsertEntry({ name, words }: { name: InsertKey; words: EditorWords }) {
  return (
    <>
      <EditorIcon name={name as EditorIconName} />
      <span>
        <span className={styles.entryName}>{words.insert[name].name}</span>
        <span className={styles.entryHint}>{words.insert[name].hint}</span>
      </span>
    </>
  )
}

const tableCommands = [
  ['rowBefore', (editor: Editor) => editor.chain().focus().addRowBefore().run()],
  ['rowAfter', (editor: Editor) => editor.chain().focus().addRowAfter().run()],
  ['columnBefore', (editor: Editor) => editor.chain().focus().addColumnBefore().run()],
  ['columnAfter', (editor: Editor) => editor.chain().focus().addColumnAfter().run()],
  ['headerRow', (editor: Editor) => editor.chain().focus().toggleHeaderRow().run()],
  ['headerColumn', (editor: Editor) => editor.chain().focus().toggleHeaderColumn().run()],
  ['merge', (editor: Editor) => editor.chain().focus().mergeCells().run()],
  ['split', (editor: Editor) => editor.chain().focus().splitCell().run()],
  ['deleteRow', (editor: Editor) => editor.chain().focus().deleteRow().run()],
  ['deleteColumn', (editor: Editor) => editor.chain().focus().deleteColumn().run()],
  ['deleteTable', (editor: Editor) => editor.chain().focus().deleteTable().run()],
] as const

export function TableMenu({ editor, words }: Props) {
  const can = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ merge: now.can().mergeCells(), split: now.can().splitCell() }),
  })
  const disabled = [...(can.merge ? [] : ['merge']), ...(can.split ? [] : ['split'])]
  return (
    <ToolMenu
      button={
        <Button className={styles.tool ?? ''}>
          <EditorIcon name="table" />
          <span>{words.actions.table}</span>
        </Button>
      }
    >
      <Menu
        className={styles.menu ?? ''}
        aria-label={words.table.label}
        disabledKeys={disabled}
        onAction={(key) => tableCommands.find(([name]) => name === key)?.[1](editor)}
      >
        {tableCommands.map(([name]) => (
          <MenuItem key={name} id={name} className={styles.menuItem ?? ''}>
            {words.table[name]}
          </MenuItem>
        ))}
      </Menu>
    </ToolMenu>
  )
}
