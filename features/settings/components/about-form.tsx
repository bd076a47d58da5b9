'use client'

import { useState } from 'react'
import { useLeaveWarning } from '@/components/ui/use-leave-warning.ts'
import { useWords } from '@/components/ui/words.tsx'
import { BodyEditor } from '@/features/articles/components/editor/body-editor.tsx'
import type { Document } from '@/features/articles/document/schema.ts'
import { saveAboutAction } from '../actions.ts'
import type { SettingsData } from '../form.ts'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

const empty: Document = { type: 'doc', content: [{ type: 'paragraph' }] }

/** The page on who makes the newspaper. */
export function AboutForm({ settings: { publication, updatedAt } }: { settings: SettingsData }) {
  const t = useWords().settings
  const [first] = useState(() => (publication.about?.document as Document | undefined) ?? empty)
  const [text, setText] = useState<Document>(first)
  const [isReadable, setReadable] = useState(true)
  useLeaveWarning(JSON.stringify(text) !== JSON.stringify(publication.about?.document ?? empty))
  return (
    <>
      <p className="hint">{t.aboutText}</p>
      <div className={styles.about}>
        <BodyEditor
          document={first}
          language={publication.language}
          label={t.aboutLabel}
          onChange={setText}
          onInvalid={() => setReadable(false)}
        />
      </div>
      {isReadable && (
        <SettingsForm action={saveAboutAction} updatedAt={updatedAt}>
          <input type="hidden" name="document" value={JSON.stringify(text)} />
        </SettingsForm>
      )}
    </>
  )
}
