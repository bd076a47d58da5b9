'use client'

import { useEffect, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { WallClockField } from '@/components/ui/wall-clock-field.tsx'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { instantsOf, localTime, longDate, timeOfDay } from '@/lib/dates.ts'
import type { CommandInput, Finding, Review } from '../schema.ts'
import { Findings, isAnswered, overridesFor, type Reasons } from './findings.tsx'
import styles from './workflow.module.css'

type Props = {
  kind: 'publish' | 'schedule'
  /** The hour that is set already. */
  publishAt: number | null
  busy: boolean
  review(at?: number): Promise<Review | null>
  run(input: CommandInput, seen?: number): Promise<boolean>
  onGo(finding: Finding): void
  onClose(): void
}

const hour = 3_600_000

/** What goes out, where and when, and what there is to mend before: the last look before readers see it. */
export function PublishDialog({ kind, publishAt, busy, review: ask, run, onGo, onClose }: Props) {
  const t = useWords().workflow
  const setting = useSetting()
  const { timeZone } = setting
  const [review, setReview] = useState<Review | null>(null)
  const [reasons, setReasons] = useState<Reasons>({})
  const [substantive, setSubstantive] = useState(false)
  const [local, setLocal] = useState<string | null>(() =>
    localTime(publishAt ?? Math.ceil((Date.now() + hour) / hour) * hour, timeZone),
  )
  const [second, setSecond] = useState(
    () => publishAt !== null && instantsOf(localTime(publishAt, timeZone), timeZone)[1] === publishAt,
  )
  /** How often it was looked over: again after each refusal. */
  const [look, setLook] = useState(0)
  const scheduling = kind === 'schedule'
  const instants = local === null ? [] : instantsOf(local, timeZone)
  const at = scheduling ? instants[second ? instants.length - 1 : 0] : undefined
  const problem =
    scheduling && local !== null
      ? instants.length === 0
        ? t.schedule.skipped
        : at !== undefined && at <= Date.now()
          ? t.schedule.past
          : undefined
      : undefined
  const missing = scheduling && at === undefined

  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` asks for another look
  useEffect(() => {
    let ended = false
    if (missing) return
    void ask(at).then((found) => {
      if (ended) return
      if (found) setReview(found)
      else onClose()
    })
    return () => {
      ended = true
    }
  }, [ask, at, missing, onClose, look])

  const ready = review !== null && !missing && problem === undefined && isAnswered(review, reasons)
  const go = async () => {
    if (!review || !ready) return
    const common = { overrides: overridesFor(review, reasons), substantive }
    const input: CommandInput =
      scheduling && at !== undefined
        ? { command: 'schedule', at, ...common }
        : { command: 'publish', ...common }
    if (await run(input, review.lockVersion)) onClose()
    else setLook((count) => count + 1)
  }
  const verb = scheduling ? t.commands.schedule : t.commands.publish
  const title = scheduling ? t.schedule.title : review?.isUpdate ? t.publish.update : t.publish.title
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button button-small" disabled={!ready || busy} onClick={go}>
            {verb}
          </button>
          <Cancel onClose={onClose} />
        </>
      }
    >
      {scheduling && (
        <div className={styles.when}>
          {publishAt !== null && (
            <p className="notice-line">
              {t.schedule.moves(`${longDate(publishAt, setting)}, ${timeOfDay(publishAt, setting)}`)}
            </p>
          )}
          <WallClockField
            label={t.schedule.date}
            hint={`${t.schedule.zone(timeZone.replaceAll('_', ' '))}. ${t.schedule.fixed}`}
            error={problem}
            value={local}
            onChange={setLocal}
          />
          {instants.length > 1 && (
            <fieldset className={styles.twice}>
              <legend>{t.schedule.twice}</legend>
              {[false, true].map((later) => (
                <label key={String(later)} className="check-row">
                  <input
                    type="radio"
                    name="twice"
                    checked={second === later}
                    onChange={() => setSecond(later)}
                  />
                  {later ? t.schedule.second : t.schedule.first}
                </label>
              ))}
            </fieldset>
          )}
        </div>
      )}
      {review === null ? (
        <p role="status">{t.publish.looking}</p>
      ) : (
        <>
          <dl className={styles.facts}>
            <dt>{t.publish.what}</dt>
            <dd className={styles.headline}>{review.headline}</dd>
            <dt>{t.publish.where}</dt>
            <dd>
              <span className={styles.path}>{review.path}</span>
              {review.was && <p className="hint">{t.publish.moved(review.was)}</p>}
            </dd>
            {!scheduling && (
              <>
                <dt>{t.publish.when}</dt>
                <dd>{t.publish.now}</dd>
              </>
            )}
          </dl>
          {review.isUpdate && (
            <div>
              <label className="check-row">
                <input
                  type="checkbox"
                  checked={substantive}
                  aria-describedby="substantive-hint"
                  onChange={(event) => setSubstantive(event.target.checked)}
                />
                {t.publish.substantive}
              </label>
              <p className="hint" id="substantive-hint">
                {t.publish.substantiveHint}
              </p>
            </div>
          )}
          <Findings
            review={review}
            reasons={reasons}
            onReason={(check, reason) => setReasons((known) => ({ ...known, [check]: reason }))}
            onGo={(finding) => {
              onClose()
              onGo(finding)
            }}
          />
        </>
      )}
    </Dialog>
  )
}

/** The way out of a dialog. */
export function Cancel({ onClose }: { onClose(): void }) {
  const t = useWords().shell
  return (
    <button type="button" className="button button-plain button-small" onClick={onClose}>
      {t.cancel}
    </button>
  )
}
