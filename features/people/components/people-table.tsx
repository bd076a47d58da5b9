'use client'

import { useState, useTransition } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Confirm } from '@/components/ui/confirm.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import type { Handed } from '@/features/accounts/links.ts'
import { type Person, roles } from '@/features/accounts/schema.ts'
import { longDate, timeOfDay } from '@/lib/dates.ts'
import type { ActionState } from '@/lib/form-state.ts'
import { changeRoleAction, personAction, sendLinkAction } from '../actions.ts'
import { HandedLink } from './handed-link.tsx'
import styles from './people.module.css'

type Ask = { person: Person; act: 'disable' | 'reset-factor' }

/** Everybody, with what an administrator can do to each. */
export function PeopleTable({ people, self }: { people: Person[]; self: number | null }) {
  const t = useWords().people
  const toast = useToast()
  const [handed, setHanded] = useState<Handed | null>(null)
  const [ask, setAsk] = useState<Ask | null>(null)

  const report = (state: ActionState<unknown>, done: string) => {
    if (state.status === 'refused') toast(state.message, { kind: 'failed' })
    else toast(done)
  }
  const run = async (person: Person, act: Parameters<typeof personAction>[1]) => {
    const done = {
      disable: t.disabled,
      enable: t.enabled,
      'sign-out': t.signedOut,
      'reset-factor': t.factorReset,
    }[act](person.name)
    report(await personAction(person.id, act), done)
  }
  const choose = async (person: Person, key: string) => {
    if (key === 'disable' || key === 'reset-factor') setAsk({ person, act: key })
    else if (key === 'link') {
      const state = await sendLinkAction(person.id)
      if (state.status === 'done') setHanded(state.data)
      else report(state, '')
    } else if (key === 'enable' || key === 'sign-out') await run(person, key)
  }

  return (
    <>
      <div className="table-scroll">
        <table className={`data-table ${styles.people}`}>
          <thead>
            <tr>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.role}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.secondFactor}</th>
              <th scope="col">{t.lastSeen}</th>
              <th scope="col">
                <span className="visually-hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                isSelf={person.id === self}
                onRole={(state) => report(state, t.roleChanged(person.name))}
                onChoose={(key) => choose(person, key)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Dialog title={t.linkTitle} isOpen={handed !== null} onClose={() => setHanded(null)} size="small">
        {handed && <HandedLink handed={handed} />}
      </Dialog>
      <Confirm
        title={ask ? (ask.act === 'disable' ? t.disableTitle : t.resetFactorTitle)(ask.person.name) : ''}
        confirm={ask?.act === 'disable' ? t.disable : t.resetFactor}
        isOpen={ask !== null}
        onConfirm={async () => {
          if (ask) await run(ask.person, ask.act)
          setAsk(null)
        }}
        onClose={() => setAsk(null)}
      >
        <p>{ask?.act === 'disable' ? t.disableText : t.resetFactorText}</p>
      </Confirm>
    </>
  )
}

type RowProps = {
  person: Person
  isSelf: boolean
  onRole(state: ActionState<unknown>): void
  onChoose(key: string): void
}

function PersonRow({ person, isSelf, onRole, onChoose }: RowProps) {
  const t = useWords()
  const clock = useSetting()
  const [pending, start] = useTransition()
  const seen = person.lastSeenAt
  const acts = [
    ...(person.status === 'disabled'
      ? [{ id: 'enable', label: t.people.enable }]
      : [
          ...(isSelf
            ? []
            : [
                { id: 'link', label: person.status === 'invited' ? t.people.sendInvite : t.people.sendReset },
              ]),
          { id: 'sign-out', label: t.people.signOut },
        ]),
    ...(person.secondFactor && !isSelf ? [{ id: 'reset-factor', label: t.people.resetFactor }] : []),
    ...(person.status === 'disabled' ? [] : [{ id: 'disable', label: t.people.disable }]),
  ]
  return (
    <tr className={person.status === 'disabled' ? styles.out : undefined}>
      <td>
        <strong>{person.name}</strong>
        {isSelf && <span className={styles.quiet}> ({t.people.you})</span>}
        <span className={styles.mail}>{person.email}</span>
      </td>
      <td>
        <select
          className={styles.select}
          aria-label={t.people.roleFor(person.name)}
          value={person.role}
          disabled={pending}
          onChange={(event) => {
            const role = event.currentTarget.value
            start(async () => onRole(await changeRoleAction(person.id, role)))
          }}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {t.accounts.roles[role]}
            </option>
          ))}
        </select>
      </td>
      <td>{t.people.states[person.status]}</td>
      <td data-label={t.people.secondFactor}>{person.secondFactor ? t.people.yes : t.people.no}</td>
      <td data-label={t.people.lastSeen}>
        {seen === null ? (
          t.people.never
        ) : (
          <time dateTime={new Date(seen).toISOString()}>
            {longDate(seen, clock)}, {timeOfDay(seen, clock)}
          </time>
        )}
      </td>
      <td className={styles.actions}>
        <MenuTrigger>
          <Button className="button button-plain button-small" aria-label={t.people.actionsFor(person.name)}>
            {t.people.actions}
          </Button>
          <Popover placement="bottom end">
            <Menu className={styles.menu ?? ''} onAction={(key) => onChoose(String(key))}>
              {acts.map(({ id, label }) => (
                <MenuItem key={id} id={id} className={styles.item ?? ''}>
                  {label}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      </td>
    </tr>
  )
}
