'use client'

import type { ReactNode } from 'react'
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { shortDate, timeOfDay } from '@/lib/dates.ts'
import type { SubscriberFile } from '../schema.ts'
import styles from './subscriber-desk.module.css'
import { SubscriberTools } from './subscriber-tools.tsx'

/** One subscriber: what they get, what they agreed to, what was sent and what came back. */
export function SubscriberPage({ file }: { file: SubscriberFile }) {
  const t = useWords().subscribers
  const setting = useSetting()
  const day = (at: number) => shortDate(at, setting)
  const moment = (at: number) => `${day(at)}, ${timeOfDay(at, setting)}`
  const { lists, consents, deliveries, bounces, suppression } = file
  const language = file.language === 'en' ? 'en' : 'it'
  return (
    <>
      <Breadcrumbs label={t.title} crumbs={[{ name: t.title, href: '/admin/subscribers' }]} />
      <div className="page-bar">
        <h1 className={styles.title}>{file.email}</h1>
        <SubscriberTools file={file} />
      </div>
      <div className={styles.parts}>
        {suppression && (
          <p className="notice-line">
            {t.suppressedAs(t.reasons[suppression.reason], day(suppression.at))} {suppression.detail}
          </p>
        )}
        <dl className={styles.facts}>
          <Fact name={t.status}>{t.state[file.status]}</Fact>
          {file.name && <Fact name={t.name}>{file.name}</Fact>}
          <Fact name={t.language}>{t.languages[language]}</Fact>
          <Fact name={t.pace}>{t.paces[file.pace]}</Fact>
          <Fact name={t.joined}>{moment(file.createdAt)}</Fact>
          {file.confirmedAt !== null && <Fact name={t.confirmedAt}>{moment(file.confirmedAt)}</Fact>}
          {file.pausedUntil !== null && <Fact name={t.pausedUntil}>{day(file.pausedUntil)}</Fact>}
        </dl>
        <Part title={t.newsletter} empty={t.noLists} columns={[t.newsletter, t.receives, t.changed]}>
          {lists.map((list) => [list.name, list.active ? t.active : t.left, day(list.at)])}
        </Part>
        <Part
          title={t.consents}
          text={t.consentsText}
          columns={[t.event, t.newsletter, t.when, t.where, t.words]}
        >
          {consents.map((line) => [
            t.events[line.event],
            line.newsletter,
            moment(line.at),
            line.page,
            line.text,
          ])}
        </Part>
        <Part title={t.deliveries} empty={t.deliveriesEmpty} columns={[t.issue, t.outcome, t.when, t.answer]}>
          {deliveries.map((sent) => [
            <a key="issue" href={`/admin/newsletter/${sent.issueId}`}>
              {sent.subject}
            </a>,
            t.outcomes[sent.state] ?? sent.state,
            sent.at === null ? '' : moment(sent.at),
            [sent.code, sent.text].filter(Boolean).join(' '),
          ])}
        </Part>
        <Part title={t.bounces} empty={t.bouncesEmpty} columns={[t.kind, t.when, t.detail]}>
          {bounces.map((bounce) => [
            t.kinds[bounce.kind],
            moment(bounce.at),
            [bounce.status, bounce.detail].filter(Boolean).join(' '),
          ])}
        </Part>
      </div>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

type PartProps = { title: string; text?: string; empty?: string; columns: string[]; children: ReactNode[][] }

/** A part of the page: a table, or words on why there is none. The first column names the row. */
function Part({ title, text, empty, columns, children }: PartProps) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <>
          {text && <p>{text}</p>}
          <table className="rows-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col" key={column}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {children.map(([first, ...rest], row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of a log, which never move
                <tr key={row}>
                  <th scope="row">{first}</th>
                  {rest.map((cell, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns
                    <td key={i}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
