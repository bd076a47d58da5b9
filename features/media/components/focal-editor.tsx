'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import { cropBox, crops, type MediaItem, thumbnailUrl } from '../schema.ts'
import styles from './focal-editor.module.css'
import { askLibrary } from './upload.ts'

type Focal = { x: number; y: number }
const step = 0.02
const within = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100
const arrows: Record<string, Focal> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

/** The picture with the point around which it is cut, and how its crops would look. */
export function FocalEditor({ item, readOnly }: { item: MediaItem; readOnly: boolean }) {
  const { media: t } = useWords()
  const router = useRouter()
  const [kept, setKept] = useState<Focal>({ x: item.focalX, y: item.focalY })
  const [focal, setFocal] = useState<Focal>(kept)
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [failure, setFailure] = useState('')
  const isChanged = focal.x !== kept.x || focal.y !== kept.y
  const move = ({ x, y }: Focal) => {
    setFocal({ x: within(x), y: within(y) })
    setState('idle')
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    move({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height })
  }
  const press = (event: KeyboardEvent) => {
    const by = arrows[event.key]
    if (!by) return
    event.preventDefault()
    move({ x: focal.x + by.x, y: focal.y + by.y })
  }
  const save = async () => {
    setState('saving')
    setFailure('')
    try {
      const body = JSON.stringify({ focalX: focal.x, focalY: focal.y })
      await askLibrary(`/${item.id}`, { method: 'PATCH', body })
      setKept(focal)
      setState('saved')
      router.refresh()
    } catch (error) {
      setState('idle')
      setFailure((error as Error).message)
    }
  }
  const percent = (value: number) => `${Math.round(value * 100)} %`
  return (
    <section aria-label={t.preview}>
      <div className={styles.stage}>
        <picture>
          <img
            className={styles.picture}
            src={thumbnailUrl(item, 1280)}
            alt={item.alt}
            width={item.width}
            height={item.height}
          />
        </picture>
        {!readOnly && (
          <button
            type="button"
            className={styles.target}
            aria-label={`${t.focal}: ${t.focalX} ${percent(focal.x)}, ${t.focalY} ${percent(focal.y)}`}
            onPointerDown={point}
            onPointerMove={point}
            onKeyDown={press}
          >
            <span
              className={styles.mark}
              style={{
                insetInlineStart: percent(focal.x).replace(' ', ''),
                insetBlockStart: percent(focal.y).replace(' ', ''),
              }}
            />
          </button>
        )}
      </div>
      {!readOnly && (
        <>
          <p className="hint">{t.focalHint}</p>
          <div className={styles.sliders}>
            <Slider label={t.focalX} value={focal.x} onChange={(x) => move({ ...focal, x })} />
            <Slider label={t.focalY} value={focal.y} onChange={(y) => move({ ...focal, y })} />
            <button
              type="button"
              className="button button-plain button-small"
              disabled={!isChanged || state === 'saving'}
              onClick={save}
            >
              {t.saveFocal}
            </button>
          </div>
          <p role="status" className={styles.said}>
            {state === 'saved' ? t.focalSaved : isChanged ? t.unsaved : ''}
          </p>
          {failure && (
            <p role="alert" className="form-error">
              {failure}
            </p>
          )}
        </>
      )}
      <h2 className={styles.heading}>{t.crops}</h2>
      <ul className={styles.crops}>
        <Crop item={item} focal={focal} shape={crops.social} name={t.cropSocial} />
        <Crop item={item} focal={focal} shape={crops['16x9']} name={t.crop16x9} />
        <Crop item={item} focal={focal} shape={crops['4x3']} name={t.crop4x3} />
        <Crop item={item} focal={focal} shape={crops['1x1']} name={t.crop1x1} />
        <Crop item={item} focal={focal} shape={crops['1x1']} name={t.cropPortrait} round />
      </ul>
    </section>
  )
}

function Slider({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (value: number) => void
}) {
  return (
    <label className={styles.slider}>
      <span className="label">
        {label} {Math.round(value * 100)} %
      </span>
      <input
        type="range"
        min={0}
        max={100}
        value={Math.round(value * 100)}
        onChange={(event) => onChange(Number(event.target.value) / 100)}
      />
    </label>
  )
}

type CropProps = {
  item: MediaItem
  focal: Focal
  shape: { width: number; height: number }
  name: string
  round?: boolean
}

/** How a crop will look: the same arithmetic that the server cuts with. */
function Crop({ item, focal, shape, name, round = false }: CropProps) {
  const box = cropBox(item, shape, focal)
  const place = (offset: number, whole: number, part: number) =>
    whole === part ? '50%' : `${(100 * offset) / (whole - part)}%`
  return (
    <li className={styles.crop}>
      <picture>
        <img
          className={round ? styles.round : undefined}
          src={thumbnailUrl(item, 640)}
          alt=""
          width={shape.width}
          height={shape.height}
          style={{
            aspectRatio: `${shape.width} / ${shape.height}`,
            objectPosition: `${place(box.left, item.width, box.width)} ${place(box.top, item.height, box.height)}`,
          }}
        />
      </picture>
      <span>{name}</span>
    </li>
  )
}
