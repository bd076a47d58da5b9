'use client'

import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import type { Place } from '../../compose.ts'
import styles from './menu.module.css'

type Props = {
  /** On the button. */
  children: string
  label: string
  groups: [string, Place[]][]
  nameOf: (place: Place) => string
  onChoose: (place: Place) => void
}

/** Where to: every place of the page. The way without dragging. */
export function PlaceMenu({ children, label, groups, nameOf, onChoose }: Props) {
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={label}>
        {children}
      </Button>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <Menu className={styles.menu ?? ''} aria-label={label} onAction={(key) => onChoose(String(key))}>
          {groups.map(([name, places]) => (
            <MenuSection key={name}>
              <Header className={styles.header ?? ''}>{name}</Header>
              {places.map((place) => (
                <MenuItem key={place} id={place} className={styles.item ?? ''}>
                  {nameOf(place)}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
