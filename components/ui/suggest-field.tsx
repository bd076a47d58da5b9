'use client'

import { useEffect, useState } from 'react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { Icon } from './icon.tsx'
import styles from './suggest-field.module.css'

export type Suggestion = { id: number; name: string; note?: string | undefined }
type Props = {
  label: string
  /** What can be chosen now; for a list that is looked up, the answer to what was typed. */
  items: readonly Suggestion[]
  /** The one that is chosen; without it the field is for adding, and empties itself after each choice. */
  value?: number | null
  onChoose(id: number): void
  /** Hears what is typed. Without it the list is filtered here. */
  onType?(typed: string): void
  nothing: string
  hint?: string | undefined
  isDisabled?: boolean
  /** The label is for screen readers, and stands in the field while that is empty. */
  compact?: boolean
}

/** A field with suggestions: type a part of a name, or open the list. */
export function SuggestField({
  label,
  items,
  value,
  onChoose,
  onType,
  nothing,
  hint,
  isDisabled = false,
  compact = false,
}: Props) {
  const adding = value === undefined
  const chosen = items.find((item) => item.id === value)
  const [typed, setTyped] = useState(chosen?.name ?? '')
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(chosen?.name ?? '')
  }
  // The list closes when something is chosen in it; then the field is free for the next one.
  const [picked, setPicked] = useState<number | null>(null)
  useEffect(() => {
    if (picked === null) return
    setPicked(null)
    setTyped('')
    onType?.('')
  }, [picked, onType])
  const looked = onType !== undefined
  return (
    <ComboBox
      className={styles.field ?? ''}
      {...(looked ? { items, defaultFilter: () => true } : { defaultItems: items })}
      inputValue={typed}
      selectedKey={adding ? picked : (value ?? null)}
      isDisabled={isDisabled}
      menuTrigger={looked ? 'input' : 'focus'}
      allowsEmptyCollection={!looked || typed.trim() !== ''}
      onInputChange={(text) => {
        setTyped(text)
        onType?.(text)
      }}
      onSelectionChange={(key) => {
        if (key === null) return
        onChoose(Number(key))
        if (adding) setPicked(Number(key))
      }}
      onBlur={() => setTyped(adding ? '' : (chosen?.name ?? ''))}
    >
      <Label className={compact ? 'visually-hidden' : 'label'}>{label}</Label>
      <div className={styles.box}>
        <Input className="field field-small" {...(compact ? { placeholder: label } : {})} />
        {!looked && (
          <Button className={styles.open ?? ''}>
            <Icon name="menu" />
          </Button>
        )}
      </div>
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className={styles.popover ?? ''}>
        <ListBox<Suggestion>
          className={styles.list ?? ''}
          renderEmptyState={() => <p className={styles.nothing}>{nothing}</p>}
        >
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.name} className={styles.item ?? ''}>
              <span>{item.name}</span>
              {item.note && <span className={styles.note}>{item.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
