'use client'

import { useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { MediaPicker } from '@/features/media/components/media-picker.tsx'
import { Picture } from '@/features/media/components/picture.tsx'
import type { MediaView } from '@/features/media/schema.ts'
import styles from './portrait-field.module.css'

/** A picture of the library, carried by a hidden field. */
export function PortraitField({ name, portrait }: { name: string; portrait: MediaView | null }) {
  const t = useWords().taxonomy
  const [media, setMedia] = useState(portrait)
  const [open, setOpen] = useState(false)
  return (
    <fieldset className={styles.field}>
      <legend className="label">{t.portrait}</legend>
      <input type="hidden" name={name} value={media?.id ?? ''} />
      {media && (
        <span className={styles.picture}>
          <Picture media={media} alt="" sizes="6rem" shape="1x1" />
        </span>
      )}
      <span className={styles.actions}>
        <button type="button" className="button button-plain button-small" onClick={() => setOpen(true)}>
          {t.choosePortrait}
        </button>
        {media && (
          <button type="button" className="quiet-button" onClick={() => setMedia(null)}>
            {t.removePortrait}
          </button>
        )}
      </span>
      <MediaPicker
        isOpen={open}
        onClose={() => setOpen(false)}
        onPick={(item) => {
          setMedia(item)
          setOpen(false)
        }}
      />
    </fieldset>
  )
}
