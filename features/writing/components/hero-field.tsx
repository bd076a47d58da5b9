'use client'

import { useEffect, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useLength } from '@/components/ui/use-length.ts'
import { useWords } from '@/components/ui/words.tsx'
import { lineLimits } from '@/features/articles/schema.ts'
import { FocalEditor } from '@/features/media/components/focal-editor.tsx'
import { MediaPicker } from '@/features/media/components/media-picker.tsx'
import { Thumbnail } from '@/features/media/components/thumbnail.tsx'
import { askLibrary } from '@/features/media/components/upload.ts'
import type { MediaItem } from '@/features/media/schema.ts'
import styles from './panel.module.css'
import type { PanelProps } from './panel-props.ts'

/** The lead picture with what is said of it here. An empty field takes the library's words; alt '' is decoration. */
export function HeroField({ desk, snapshot, readOnly, onEdit }: PanelProps) {
  const { fields } = useWords().writing
  const [isPicking, setPicking] = useState(false)
  const [isCutting, setCutting] = useState(false)
  const { hero } = snapshot
  const [item, setItem] = useItem(desk.hero, hero?.mediaId ?? null)
  const set = (change: Partial<NonNullable<typeof hero>>) => hero && onEdit({ hero: { ...hero, ...change } })
  const decorative = hero?.alt === ''
  const lengthOf = useLength()
  const length = (name: 'hero.alt' | 'hero.caption' | 'hero.credit', value: string | null, hint?: string) =>
    lengthOf(value ?? '', lineLimits[name], { hint, saved: true })
  return (
    <fieldset className={styles.group}>
      <legend className="label">{fields.hero}</legend>
      {hero && item && <Thumbnail item={item} alt="" wanted={640} className={styles.hero} />}
      {!readOnly && (
        <div className={styles.row}>
          <button type="button" className="button button-plain button-small" onClick={() => setPicking(true)}>
            {hero ? fields.changeHero : fields.chooseHero}
          </button>
          {hero && (
            <button type="button" className="quiet-button" onClick={() => onEdit({ hero: null })}>
              {fields.removeHero}
            </button>
          )}
          {hero && item && (
            <button type="button" className="quiet-button" onClick={() => setCutting(true)}>
              {fields.focal}
            </button>
          )}
        </div>
      )}
      {hero && (
        <>
          <TextArea
            name="hero-alt"
            label={fields.alt}
            rows={2}
            {...length('hero.alt', hero.alt, fields.altHint)}
            value={hero.alt ?? ''}
            placeholder={decorative ? '' : item?.alt}
            readOnly={readOnly}
            disabled={decorative}
            onChange={(event) => set({ alt: event.target.value || null })}
          />
          <label className={styles.tick}>
            <input
              type="checkbox"
              checked={decorative}
              disabled={readOnly}
              onChange={(event) => set({ alt: event.target.checked ? '' : null })}
            />
            {fields.decorative}
          </label>
          <TextArea
            name="hero-caption"
            label={fields.caption}
            rows={2}
            {...length('hero.caption', hero.caption)}
            value={hero.caption ?? ''}
            placeholder={item?.caption}
            readOnly={readOnly}
            onChange={(event) => set({ caption: event.target.value || null })}
          />
          <TextField
            name="hero-credit"
            label={fields.credit}
            {...length('hero.credit', hero.credit)}
            value={hero.credit ?? ''}
            placeholder={item?.credit}
            readOnly={readOnly}
            onChange={(event) => set({ credit: event.target.value || null })}
          />
        </>
      )}
      <MediaPicker
        isOpen={isPicking}
        onClose={() => setPicking(false)}
        onPick={(picked) => {
          setPicking(false)
          setItem(picked)
          onEdit({ hero: { mediaId: picked.id, alt: null, caption: null, credit: null } })
        }}
      />
      {item && (
        <Dialog title={fields.focal} size="large" isOpen={isCutting} onClose={() => setCutting(false)}>
          <FocalEditor item={item} readOnly={readOnly} />
        </Dialog>
      )}
    </fieldset>
  )
}

/** The library's entry of the lead picture, asked for when another page changed it. */
function useItem(first: MediaItem | null, id: number | null) {
  const [item, setItem] = useState(first)
  useEffect(() => {
    if (id === null || item?.id === id) return
    let ended = false
    askLibrary<MediaItem>(`/${id}`).then(
      (found) => ended || setItem(found),
      () => {},
    )
    return () => {
      ended = true
    }
  }, [id, item])
  return [item?.id === id ? item : null, setItem] as const
}
