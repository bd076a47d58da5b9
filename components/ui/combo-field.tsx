'use client'

import { useEffect, useRef, useState } from 'react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import styles from './combo-field.module.css'
import { Icon } from './icon.tsx'
import { useWords } from './words.tsx'

export type Choice = { id: number; name: string }

type Props = {
  label: string
  /** Name of the hidden field that carries the chosen id, in a form. */
  name?: string
  value: Choice | null
  onChange(choice: Choice | null): void
  /** The choices for what was typed, at most some dozens. */
  load(typed: string): Promise<Choice[]>
  placeholder?: string
}

const pause = 150

/** A choice among many: what is typed narrows a list that comes from the server. */
export function ComboField({ label, name, value, onChange, load, placeholder }: Props) {
  const t = useWords().controls
  const [typed, setTyped] = useState(value?.name ?? '')
  const [items, setItems] = useState<Choice[]>(value ? [value] : [])
  const asked = useRef(0)

  useEffect(() => setTyped(value?.name ?? ''), [value])
  useEffect(() => {
    if (value && typed === value.name) return
    const turn = ++asked.current
    const timer = setTimeout(async () => {
      const found = await load(typed).catch(() => [])
      if (turn === asked.current) setItems(found)
    }, pause)
    return () => clearTimeout(timer)
  }, [typed, value, load])

  return (
    <ComboBox
      className={styles.combo ?? ''}
      items={items}
      inputValue={typed}
      onInputChange={(text) => {
        setTyped(text)
        if (text === '' && value) onChange(null)
      }}
      selectedKey={value?.id ?? null}
      onSelectionChange={(key) => {
        const found = items.find((item) => item.id === key)
        if (found) {
          setTyped(found.name)
          onChange(found)
        }
      }}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
    >
      <Label className="label">{label}</Label>
      <div className={styles.box}>
        <Input className="field field-small" placeholder={placeholder ?? t.typeToSearch} />
        <Button className={styles.open ?? ''} aria-label={t.choose}>
          <Icon name="search" />
        </Button>
      </div>
      {name && <input type="hidden" name={name} value={value?.id ?? ''} />}
      <Popover className={styles.popover ?? ''}>
        <ListBox
          className={styles.list ?? ''}
          renderEmptyState={() => <p className={styles.empty}>{t.nothingFound}</p>}
        >
          {(item: Choice) => (
            <ListBoxItem id={item.id} textValue={item.name} className={styles.item ?? ''}>
              {item.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
