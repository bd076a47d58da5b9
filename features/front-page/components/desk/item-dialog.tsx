'use client'

import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { Teaser } from '@/features/articles/schema.ts'
import { MediaPicker } from '@/features/media/components/media-picker.tsx'
import { type MediaView, nearestWidth, pictureUrl } from '@/features/media/schema.ts'
import type { Item } from '../../schema.ts'
import styles from './dialogs.module.css'

type Props = {
  place: string
  item: Item
  /** The piece in its own words. */
  original: Teaser
  picture: MediaView | null
  startsAt: number
  onApply: (item: Item) => void
  onPicture: (picture: MediaView) => void
  onClose: () => void
}
type Stay = 'day' | 'until' | 'always'
const hour = 3_600_000
const stays: readonly Stay[] = ['day', 'until', 'always']

/** How a piece looks on the front page and how long it stays there. */
export function ItemDialog({ place, item, original, picture, startsAt, onApply, onPicture, onClose }: Props) {
  const { frontPage: t, shell } = useWords()
  const [headline, setHeadline] = useState(item.headline ?? '')
  const [kicker, setKicker] = useState(item.kicker ?? '')
  const [shown, setShown] = useState<MediaView | null>(picture)
  const [choosing, setChoosing] = useState(false)
  const [stay, setStay] = useState<Stay>(
    item.lock === null ? 'day' : item.lock.until === null ? 'always' : 'until',
  )
  const [until, setUntil] = useState<number | null>(
    item.lock?.until ?? Math.ceil((Math.max(startsAt, Date.now()) + 6 * hour) / hour) * hour,
  )
  const apply = () => {
    const { articleId, placedAt } = item
    const lock = stay === 'day' ? null : { until: stay === 'always' ? null : until }
    onApply({
      articleId,
      placedAt,
      lock,
      ...(headline.trim() ? { headline: headline.trim() } : {}),
      ...(kicker.trim() ? { kicker: kicker.trim() } : {}),
      ...(shown ? { mediaId: shown.id } : {}),
    })
  }
  const seen = shown ?? original.hero
  const width = nearestWidth(seen?.variants.jpg, 320)
  const words: Record<Stay, string> = { day: t.stayDay, until: t.stayUntil, always: t.stayAlways }
  return (
    <Dialog
      title={t.itemTitle(place)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button button-small" onClick={apply}>
            {t.apply}
          </button>
          <button type="button" className="button button-plain button-small" onClick={onClose}>
            {shell.cancel}
          </button>
        </>
      }
    >
      <TextField
        name="front-headline"
        label={t.headline}
        hint={t.headlineHint}
        placeholder={original.headline}
        maxLength={300}
        value={headline}
        onChange={(event) => setHeadline(event.target.value)}
      />
      <TextField
        name="front-kicker"
        label={t.kicker}
        placeholder={original.kicker || original.section.name}
        maxLength={80}
        value={kicker}
        onChange={(event) => setKicker(event.target.value)}
      />
      <div>
        <p className="label">{t.picture}</p>
        <div className={styles.pictureRow}>
          {seen && width !== null && (
            <picture>
              <img src={pictureUrl(seen, width, 'jpg')} alt={seen.alt} />
            </picture>
          )}
          <div>
            {!shown && <p className="hint">{t.ownPicture}</p>}
            <button type="button" className="quiet-button" onClick={() => setChoosing(true)}>
              {t.otherPicture}
            </button>
            {shown && (
              <button type="button" className="quiet-button" onClick={() => setShown(null)}>
                {t.noOtherPicture}
              </button>
            )}
          </div>
        </div>
      </div>
      <fieldset className={styles.stay}>
        <legend className="label">{t.stay}</legend>
        {stays.map((value) => (
          <label key={value} className="check-row">
            <input
              type="radio"
              name="front-stay"
              value={value}
              checked={stay === value}
              onChange={() => setStay(value)}
            />
            {words[value]}
          </label>
        ))}
        {stay === 'until' && (
          <DateTimeField label={t.at} value={until} min={Date.now()} onChange={setUntil} />
        )}
      </fieldset>
      <MediaPicker
        isOpen={choosing}
        onClose={() => setChoosing(false)}
        onPick={(chosen) => {
          onPicture(chosen)
          setShown(chosen)
          setChoosing(false)
        }}
      />
    </Dialog>
  )
}
