'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { ProgressPanel } from '@/features/sending/components/progress.tsx'
import { ReasonNotice } from '@/features/sending/components/reason-notice.tsx'
import { SendDialog, type SendOutcome } from '@/features/sending/components/send-dialog.tsx'
import { useSending } from '@/features/sending/components/use-sending.ts'
import { useMoment } from '@/features/writing/components/save-state.tsx'
import { Refused, requestJson } from '@/lib/json-request.ts'
import { copyIssueAction, deleteIssueAction } from '../actions.ts'
import type { IssuePageData } from '../loaders.ts'
import type { IssueView } from '../schema.ts'
import { issueAddress } from './browser-world.ts'
import styles from './compose.module.css'
import { Compose } from './compose.tsx'
import { LinkCheck } from './link-check.tsx'
import { Preview } from './preview.tsx'
import { SaveLine } from './save-line.tsx'
import { SentIssue } from './sent-issue.tsx'
import { useIssue } from './use-issue.ts'

type Asking = { mode: 'now' | 'later'; view: IssueView }

/** An issue: composed on the left while it can be, its progress there afterwards; at the right what it looks like. */
export function IssuePage({ data }: { data: IssuePageData }) {
  const { composing: t, sending: words, newsletter } = useWords()
  const toast = useToast()
  const router = useRouter()
  const moment = useMoment()
  const { id } = data.view.issue
  const { engine, state, found, forgetFound } = useIssue(data.view, data.person.id)
  const sending = useSending(id, data.progress)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [leaving, setLeaving] = useState<'delete' | 'cancel' | null>(null)
  const [testing, setTesting] = useState(false)
  const { draft, view } = state
  const { issue } = view
  const status = sending.progress?.status ?? issue.status
  const list = data.newsletters.find((one) => one.id === draft.newsletterId)

  /** Saves what is typed; whether the server has all of it. */
  const prepare = async (): Promise<boolean> => {
    const saved = await engine.flush()
    if (!saved) toast(words.unsaved, { kind: 'failed' })
    return saved
  }
  const fresh = async (): Promise<IssueView | null> => {
    if (data.isOpen && !(await prepare())) return null
    try {
      const now = await requestJson<IssueView>('GET', issueAddress(id))
      engine.incoming(now)
      return now
    } catch (error) {
      toast(error instanceof Refused ? error.message : words.unreachable, { kind: 'failed' })
      return null
    }
  }
  const ask = async (mode: Asking['mode']) => {
    const now = await fresh()
    if (now) setAsking({ mode, view: now })
  }
  const test = async () => {
    if (!(await prepare())) return
    setTesting(true)
    try {
      const { email } = await requestJson<{ email: string }>('POST', issueAddress(id, '/test'))
      toast(words.tested(email))
    } catch (error) {
      toast(error instanceof Refused ? error.message : words.unreachable, { kind: 'failed' })
    } finally {
      setTesting(false)
    }
  }
  const send = async (confirm: number): Promise<SendOutcome> => {
    const answer = await sending.command({ command: 'send', confirm }, ['issue-count-changed'])
    if (answer instanceof Refused) return { count: Number(answer.facts.count) || 0 }
    if (!answer) return null
    toast(words.started(answer.count))
    router.refresh()
    return 'done'
  }
  const plan = async (at: number | null): Promise<SendOutcome> => {
    const { lockVersion } = engine.getState().view.issue
    const answer = await sending.command(
      at === null ? { command: 'draft', lockVersion } : { command: 'schedule', lockVersion, at },
    )
    if (!answer || answer instanceof Refused) return null
    engine.incoming(await requestJson<IssueView>('GET', issueAddress(id)))
    toast(at === null ? t.unscheduled : words.scheduled(moment(at)))
    router.refresh()
    return 'done'
  }
  const copy = async () => {
    const made = await copyIssueAction(id)
    if (made.status === 'refused') return toast(made.message, { kind: 'failed' })
    if (made.status === 'done') router.push(`/admin/newsletter/${made.data}`)
  }
  const leave = async () => {
    if (leaving === 'cancel') {
      await sending.command({ command: 'cancel' })
      setLeaving(null)
      return router.refresh()
    }
    const { lockVersion } = engine.getState().view.issue
    const state = await deleteIssueAction({ id, lockVersion })
    setLeaving(null)
    if (state.status === 'refused') return toast(state.message, { kind: 'failed' })
    engine.stop()
    toast(t.deleted)
    router.push('/admin/newsletter')
  }
  const obstacle = !data.mailReady
    ? words.mailMissing
    : (asking?.view.items.length ?? 0) === 0
      ? issue.kind === 'letter'
        ? t.noArticle
        : t.nothing
      : asking?.view.issue.subject === ''
        ? words.noSubject
        : null
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <div className={styles.where}>
          <a href="/admin/newsletter">{newsletter.title}</a>
          <h1>{draft.subject || t.noSubject}</h1>
          <span className={styles.state}>{t.statuses[status]}</span>
          {data.isOpen && <SaveLine state={state} onRetry={() => engine.retry()} />}
        </div>
        <div className={styles.tools}>
          {data.isOpen ? (
            <>
              <button
                type="button"
                className="button button-plain button-small"
                disabled={testing || !data.mailReady}
                onClick={test}
              >
                {testing ? words.testing : words.testToMe}
              </button>
              <button
                type="button"
                className="button button-plain button-small"
                onClick={() => void ask('later')}
              >
                {words.schedule}
              </button>
              <button type="button" className="button button-small" onClick={() => void ask('now')}>
                {words.send}
              </button>
            </>
          ) : (
            <button type="button" className="button button-plain button-small" onClick={copy}>
              {t.copy}
            </button>
          )}
        </div>
      </header>
      {!data.mailReady && data.isOpen && <p className="notice-line">{words.mailMissing}</p>}
      {status === 'scheduled' && issue.plannedAt !== null && (
        <p className={styles.notice}>
          <span>
            <strong>{t.scheduledFor(moment(issue.plannedAt))}</strong> {t.scheduledText}
          </span>
          <button type="button" className="button button-plain button-small" onClick={() => void plan(null)}>
            {t.unschedule}
          </button>
        </p>
      )}
      {status === 'empty' && (
        <p className={styles.notice}>
          <span>{t.statuses.empty}</span>
          <button type="button" className="button button-plain button-small" onClick={() => void plan(null)}>
            {t.unschedule}
          </button>
        </p>
      )}
      <ReasonNotice
        status={status}
        reason={sending.progress?.reason ?? issue.reason}
        detail={sending.progress?.detail ?? issue.detail}
      >
        {status === 'held' && (
          <>
            <button type="button" className="button button-small" onClick={() => void ask('now')}>
              {words.sendAnyway}
            </button>
            <button
              type="button"
              className="button button-plain button-small"
              onClick={() => void plan(null)}
            >
              {words.backToDraft}
            </button>
            <button
              type="button"
              className="button button-plain button-small"
              onClick={() => setLeaving('cancel')}
            >
              {words.dontSend}
            </button>
          </>
        )}
      </ReasonNotice>
      <div className={styles.columns}>
        {data.isOpen ? (
          <Compose data={data} engine={engine} state={state} found={found} onFoundRead={forgetFound} />
        ) : (
          <SentIssue view={view} list={list} sent={sending.progress?.sent ?? 0}>
            {issue.startedAt !== null && (
              <ProgressPanel sending={sending} log={data.seesLog ? `/admin/newsletter/${id}/log` : null} />
            )}
          </SentIssue>
        )}
        <div className={styles.side}>
          <Preview view={view} from={list?.from ?? ''} subject={draft.subject} preheader={draft.preheader} />
          <LinkCheck id={id} prepare={data.isOpen ? prepare : async () => true} />
        </div>
      </div>
      {data.isOpen && (
        <p className={styles.ends}>
          <button type="button" className="quiet-button" onClick={copy}>
            {t.copy}
          </button>
          <button type="button" className="quiet-button" onClick={() => setLeaving('delete')}>
            {t.delete}
          </button>
        </p>
      )}
      {asking && (
        <SendDialog
          mode={asking.mode}
          view={asking.view}
          list={list?.name ?? ''}
          obstacle={obstacle}
          onSend={send}
          onSchedule={plan}
          onClose={() => setAsking(null)}
        />
      )}
      <Confirm
        title={leaving === 'cancel' ? words.dontSend : t.deleteTitle}
        confirm={leaving === 'cancel' ? words.dontSend : t.delete}
        isOpen={leaving !== null}
        onConfirm={leave}
        onClose={() => setLeaving(null)}
      >
        <p>{leaving === 'cancel' ? words.cancelHeldText : t.deleteText}</p>
      </Confirm>
    </div>
  )
}
