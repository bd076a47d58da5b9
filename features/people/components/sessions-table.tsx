'use client'

import { useActionState } from 'react'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { longDate, timeOfDay } from '@/lib/dates.ts'
import { idle } from '@/lib/form-state.ts'
import { endSessionAction, signOutEverywhereAction } from '../actions.ts'
import type { SessionView } from '../schema.ts'
import styles from './people.module.css'

/** Where somebody is signed in, each place with a button that ends it. */
export function SessionsTable({ sessions }: { sessions: SessionView[] }) {
  const t = useWords().people
  const clock = useSetting()
  const [, end, pending] = useActionState(endSessionAction, idle)
  const moment = (at: number) => `${longDate(at, clock)}, ${timeOfDay(at, clock)}`
  const device = ({ device: known }: SessionView) =>
    known ? t.on(known.browser, known.system) : t.unknownDevice
  return (
    <>
      <div className="table-scroll">
        <table className={`data-table ${styles.people}`}>
          <thead>
            <tr>
              <th scope="col">{t.device}</th>
              <th scope="col">{t.address}</th>
              <th scope="col">{t.lastSeen}</th>
              <th scope="col">
                <span className="visually-hidden">{t.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.hash}>
                <td>
                  {device(session)}
                  {session.current && <strong> ({t.thisOne})</strong>}
                </td>
                <td>{session.address}</td>
                <td>
                  <time dateTime={new Date(session.seenAt).toISOString()}>{moment(session.seenAt)}</time>
                </td>
                <td className={styles.actions}>
                  {!session.current && (
                    <form action={end}>
                      <input type="hidden" name="hash" value={session.hash} />
                      <button
                        type="submit"
                        className="button button-plain button-small"
                        disabled={pending}
                        aria-label={t.closeSessionFor(device(session), moment(session.seenAt))}
                      >
                        {t.closeSession}
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form action={signOutEverywhereAction} className={styles.row}>
        <button type="submit" className="button button-plain button-small">
          {t.signOutEverywhere}
        </button>
        <span className={styles.quiet}>{t.signOutEverywhereText}</span>
      </form>
    </>
  )
}
