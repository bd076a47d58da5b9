'use client'

import { useEffect } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'
import styles from './front-page-desk.module.css'
import type { Arranging } from './use-arranging.ts'

type Props = {
  arranging: Arranging
  when: (at: number) => string
  onFill: () => void
  onOpen: (what: 'schedule' | 'sections' | 'previews') => void
  onPreview: () => void
}

/** What can be done with the page as a whole, and whether readers see it as it is here. */
export function Toolbar({ arranging, when, onFill, onOpen, onPreview }: Props) {
  const { frontPage: t, previews } = useWords()
  const { target, dirty, busy, can, undo, redo } = arranging
  // Buttons that are pressed keep the focus: `disabled` would throw it away.
  const maySave = !busy && dirty
  const scheduled = target.kind === 'scheduled' ? target : null

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select')
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [undo, redo])

  return (
    <>
      <div className="page-bar">
        <div>
          <h1>{t.title}</h1>
          <p className="hint" role="status">
            {dirty ? t.dirty : scheduled ? t.intro : t.clean}
          </p>
        </div>
        <div className="page-bar-actions">
          <button type="button" className="button button-plain button-small" onClick={onPreview}>
            {t.preview}
          </button>
          <button
            type="button"
            className="button button-plain button-small"
            disabled={busy}
            onClick={() => onOpen('schedule')}
          >
            {scheduled ? t.changeTime : t.schedule}
          </button>
          <button
            type="button"
            className="button button-small"
            aria-disabled={!maySave}
            onClick={() => maySave && void arranging.save()}
          >
            {scheduled ? t.save : t.submit}
          </button>
        </div>
      </div>
      {scheduled && (
        <p className="notice-line">
          {t.editing(when(scheduled.at))}{' '}
          <button type="button" className="quiet-button" onClick={arranging.openNow}>
            {t.back}
          </button>
        </p>
      )}
      <div className={styles.tools}>
        <button
          type="button"
          className="icon-button"
          aria-label={t.undo}
          aria-disabled={!can.undo}
          onClick={undo}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t.redo}
          aria-disabled={!can.redo}
          onClick={redo}
        >
          <Icon name="redo" />
        </button>
        <button type="button" className="quiet-button" title={t.fillHint} onClick={onFill}>
          {t.fill}
        </button>
        <button type="button" className="quiet-button" onClick={() => onOpen('sections')}>
          {t.sections}
        </button>
        <button type="button" className="quiet-button" onClick={() => onOpen('previews')}>
          {previews.siteTitle}
        </button>
        {dirty && (
          <button type="button" className="quiet-button" onClick={arranging.discard}>
            {t.discard}
          </button>
        )}
      </div>
    </>
  )
}
