'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useLeaveWarning } from '@/components/ui/use-leave-warning.ts'
import { useWords } from '@/components/ui/words.tsx'
import type { MediaItem, MediaPatch } from '../schema.ts'
import styles from './picture-form.module.css'
import { askLibrary } from './upload.ts'

type Props = { item: MediaItem; rightsUntil: string; readOnly: boolean }
type Values = Required<Omit<MediaPatch, 'focalX' | 'focalY'>>
type Field = keyof Values

const valuesOf = (item: MediaItem, rightsUntil: string): Values => ({
  name: item.name,
  alt: item.alt,
  caption: item.caption,
  credit: item.credit,
  copyright: item.copyright,
  source: item.source,
  licence: item.licence,
  licenceUrl: item.licenceUrl,
  rightsUntil,
  sensitive: item.sensitive,
})

/** What is said of a picture. Only the fields that were changed are sent: two people's changes do not undo each other. */
export function PictureForm({ item, rightsUntil, readOnly }: Props) {
  const { media: t } = useWords()
  const router = useRouter()
  const [kept, setKept] = useState(() => valuesOf(item, rightsUntil))
  const [values, setValues] = useState(kept)
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [failure, setFailure] = useState('')
  const [wrong, setWrong] = useState<Partial<Record<Field, string>>>({})
  const changed = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== kept[name as Field]),
  ) as MediaPatch
  const isChanged = Object.keys(changed).length > 0

  useLeaveWarning(isChanged)
  // `disabled` would throw the focus away after each save.
  const mayPress = isChanged && state !== 'saving'

  const set = (name: Field, value: string | boolean) => {
    setValues((before) => ({ ...before, [name]: value }))
    setState('idle')
  }
  const save = async () => {
    setState('saving')
    setFailure('')
    setWrong({})
    try {
      await askLibrary(`/${item.id}`, { method: 'PATCH', body: JSON.stringify(changed) })
      setKept(values)
      setState('saved')
      router.refresh()
    } catch (error) {
      setState('idle')
      setFailure((error as Error).message)
      setWrong(fieldsOf(error, t.fieldErrors))
    }
  }
  const field = (name: Exclude<Field, 'sensitive'>, more: { hint?: string; type?: string } = {}) => (
    <TextField
      name={name}
      label={t[name]}
      value={values[name]}
      onChange={(event) => set(name, event.target.value)}
      readOnly={readOnly}
      error={wrong[name]}
      {...more}
    />
  )
  const area = (name: 'alt' | 'caption', hint?: string) => (
    <TextArea
      name={name}
      label={t[name]}
      hint={hint}
      value={values[name]}
      onChange={(event) => set(name, event.target.value)}
      readOnly={readOnly}
      error={wrong[name]}
    />
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (mayPress) void save()
      }}
    >
      <h2>{t.details}</h2>
      {field('name')}
      {area('alt', t.altHint)}
      {area('caption')}
      {field('credit', { hint: t.creditHint })}
      {field('copyright')}
      {field('source')}
      {field('licence')}
      {field('licenceUrl', { type: 'url' })}
      {field('rightsUntil', { type: 'date', hint: t.rightsHint })}
      <div>
        <label className={styles.check}>
          <input
            type="checkbox"
            name="sensitive"
            checked={values.sensitive}
            disabled={readOnly}
            onChange={(event) => set('sensitive', event.target.checked)}
            aria-describedby="sensitive-hint"
          />
          {t.sensitive}
        </label>
        <p className="hint" id="sensitive-hint">
          {t.sensitiveHint}
        </p>
      </div>
      {!readOnly && (
        <div className={styles.foot}>
          <button type="submit" className="button" aria-disabled={!mayPress}>
            {t.saveDetails}
          </button>
          <p role="status">{state === 'saved' ? t.saved : isChanged ? t.unsaved : ''}</p>
        </div>
      )}
      {failure && (
        <p role="alert" className="form-error">
          {failure}
        </p>
      )}
    </form>
  )
}

type Refused = { answer?: { error?: { issues?: { path: string; message: string }[] } } }

/** The words for each field that the server refused. */
function fieldsOf(error: unknown, words: Record<string, string>): Partial<Record<Field, string>> {
  const issues = (error as Refused).answer?.error?.issues ?? []
  return Object.fromEntries(
    issues.map(({ path, message }) => [path, words[message] ?? (error as Error).message]),
  )
}
