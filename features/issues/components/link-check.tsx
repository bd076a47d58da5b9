'use client'

import { useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { requestJson } from '@/lib/json-request.ts'
import type { CheckedLink, LinkState } from '../schema.ts'
import { issueAddress } from './browser-world.ts'
import styles from './compose.module.css'

type Props = { id: number; prepare(): Promise<boolean> }

/** Follows every link of the letter, on demand, and says which lead nowhere. */
export function LinkCheck({ id, prepare }: Props) {
  const t = useWords().composing
  const [report, setReport] = useState<CheckedLink[] | 'busy' | 'failed' | null>(null)
  const check = async () => {
    setReport('busy')
    try {
      await prepare()
      setReport((await requestJson<{ links: CheckedLink[] }>('POST', issueAddress(id, '/links'))).links)
    } catch {
      setReport('failed')
    }
  }
  const of = (...states: LinkState[]) =>
    Array.isArray(report) ? report.filter(({ state }) => states.includes(state)) : []
  const [broken, unknown] = [of('missing', 'private'), of('unreachable', 'unsure')]
  return (
    <div className={styles.links}>
      <button type="button" className="quiet-button" disabled={report === 'busy'} onClick={check}>
        {report === 'busy' ? t.checking : t.checkLinks}
      </button>
      <div role="status">
        {report === 'failed' && <p className="form-error">{t.linksFailed}</p>}
        {Array.isArray(report) && broken.length + unknown.length === 0 && (
          <p className="hint">{t.linksFine(report.length)}</p>
        )}
        {broken.length > 0 && <p className="form-error">{t.linksBroken(broken.length)}</p>}
        <LinkList links={broken} />
        {unknown.length > 0 && <p className="hint">{t.linksUnknown(unknown.length)}</p>}
        <LinkList links={unknown} />
      </div>
    </div>
  )
}

function LinkList({ links }: { links: CheckedLink[] }) {
  const t = useWords().composing
  if (links.length === 0) return null
  return (
    <ul className={styles.linkList}>
      {links.map(({ url, where, state }) => (
        <li key={`${where} ${url}`}>
          {url ? (
            <a href={url} target="_blank" rel="noreferrer">
              {url}
            </a>
          ) : (
            t.linkless
          )}{' '}
          – {t.linkStates[state]}, {t.linkPlaces[where]}
        </li>
      ))}
    </ul>
  )
}
