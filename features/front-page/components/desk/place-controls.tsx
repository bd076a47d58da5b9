'use client'

import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { Place, Placed } from '../../compose.ts'
import styles from './canvas.module.css'
import menu from './menu.module.css'
import { PlaceMenu } from './place-menu.tsx'

export type Origin = 'automatic' | 'chosen' | 'locked'
export type PlaceFacts = {
  name: string
  origin: Origin
  /** What stands beside the name: automatic, until when, locked. */
  badge: string
  /** Why the chosen piece is not shown. */
  note: string | null
  groups: [string, Place[]][]
  nameOf: (place: Place) => string
  onAction: (action: 'edit' | 'keep' | 'lock' | 'unlock' | 'release') => void
}

type Props = { placed: Placed; facts: PlaceFacts; onPut: (place: Place, articleId: number) => void }

/** What can be done with a place, and how its piece came there. */
export function PlaceControls({ placed, facts, onPut }: Props) {
  const t = useWords().frontPage
  const { teaser } = placed
  const { origin } = facts
  const has = origin !== 'automatic' || facts.note !== null
  return (
    <>
      <span className={styles.badge} data-origin={origin}>
        {origin === 'locked' && <Icon name="lock" />}
        {facts.badge}
      </span>
      {teaser && (
        <PlaceMenu
          label={t.moveNamed(teaser.headline)}
          groups={facts.groups}
          nameOf={facts.nameOf}
          onChoose={(place) => onPut(place, teaser.id)}
        >
          {t.move}
        </PlaceMenu>
      )}
      <MenuTrigger>
        <Button className={menu.button ?? ''} aria-label={t.more(facts.name)}>
          <Icon name="more" />
        </Button>
        <Popover className={menu.popover ?? ''} placement="bottom end">
          <Menu
            className={menu.menu ?? ''}
            aria-label={t.more(facts.name)}
            onAction={(key) => facts.onAction(key as Parameters<PlaceFacts['onAction']>[0])}
          >
            {teaser && (
              <MenuItem id="edit" className={menu.item ?? ''}>
                {t.edit}
              </MenuItem>
            )}
            {teaser && origin === 'automatic' && (
              <MenuItem id="keep" className={menu.item ?? ''}>
                {t.keep}
              </MenuItem>
            )}
            {teaser && (
              <MenuItem id={origin === 'locked' ? 'unlock' : 'lock'} className={menu.item ?? ''}>
                {origin === 'locked' ? t.unlock : t.lock}
              </MenuItem>
            )}
            {has && (
              <MenuItem id="release" className={menu.item ?? ''}>
                {t.release}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  )
}
