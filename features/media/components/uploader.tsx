'use client'

import { useEffect, useRef } from 'react'
import { Button, DropZone, type FileDropItem, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { UploadedItem } from '../schema.ts'
import styles from './uploader.module.css'
import { type NamedFile, type Upload, useUploads } from './use-uploads.ts'

type Props = {
  onUploaded: (item: UploadedItem) => void
  /** Shows a link to each picture that has arrived. */
  links?: boolean
}

/** A place to drop, paste or choose pictures, and how far each of them is. */
export function Uploader({ onUploaded, links = false }: Props) {
  const { media: t } = useWords()
  const { uploads, add, retry, remove, busy } = useUploads(onUploaded)
  const zone = useRef<HTMLDivElement>(null)
  usePastedFiles(zone, (files) => add(files.map((file) => ({ file, name: nameOf(file, t.pasted) }))))
  useWarning(busy)
  const dropped = async (items: FileDropItem[]): Promise<NamedFile[]> =>
    Promise.all(items.map(async (item) => ({ file: await item.getFile(), name: item.name || t.pasted })))
  return (
    <div ref={zone}>
      <DropZone
        className={styles.zone ?? ''}
        onDrop={async ({ items }) => add(await dropped(items.filter(isFileDropItem)))}
      >
        <Text slot="label" className={styles.label ?? ''}>
          {t.dropHere}
        </Text>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => add([...(list ?? [])].map((file) => ({ file, name: file.name })))}
        >
          <Button className="button button-plain button-small">{t.chooseFiles}</Button>
        </FileTrigger>
        <p className={styles.formats}>{t.formats}</p>
      </DropZone>
      {uploads.length > 0 && (
        <ul className={styles.list} aria-label={t.uploads}>
          {uploads.map((upload) => (
            <Row
              key={upload.key}
              upload={upload}
              links={links}
              onRetry={() => retry(upload.key)}
              onRemove={() => remove(upload.key)}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

type RowProps = { upload: Upload; links: boolean; onRetry: () => void; onRemove: () => void }

function Row({ upload, links, onRetry, onRemove }: RowProps) {
  const { media: t } = useWords()
  const { name, state, percent, message, item } = upload
  const failed = state === 'failed'
  const running = state === 'waiting' || state === 'sending' || state === 'preparing'
  const said = {
    waiting: t.waiting(name),
    // Not every percent is read out: the bar is there for those who look.
    sending: t.uploading(name, Math.floor(percent / 25) * 25),
    preparing: t.preparing(name),
    done: t.done(name),
    existing: t.existing(name),
    failed: t.failed(name, message),
  }[state]
  return (
    <li className={styles.row}>
      <div className={styles.said}>
        <p role={failed ? 'alert' : 'status'} className={failed ? styles.failed : undefined}>
          {said}
        </p>
        {running && (
          <progress
            className={styles.bar}
            max={100}
            value={state === 'preparing' ? undefined : percent}
            aria-label={name}
          />
        )}
      </div>
      {links && item && (
        <a className="quiet-button" href={`/admin/media/${item.id}`}>
          {t.open}
        </a>
      )}
      {failed && upload.again && (
        <button type="button" className="quiet-button" onClick={onRetry} aria-label={t.retryUpload(name)}>
          {t.retry}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        onClick={onRemove}
        aria-label={running ? t.cancelUpload(name) : t.dismissUpload(name)}
        title={running ? t.cancelUpload(name) : t.dismiss}
      >
        <Icon name="close" />
      </button>
    </li>
  )
}

/** Browsers call every pasted picture image.png. */
const nameOf = (file: File, fallback: string) =>
  /^image\.\w+$/.test(file.name) ? fallback : file.name || fallback

/** Files that are pasted anywhere on the page, unless the drop zone takes them itself or an editor will. */
function usePastedFiles(zone: React.RefObject<HTMLDivElement | null>, onFiles: (files: File[]) => void) {
  const handler = useRef(onFiles)
  handler.current = onFiles
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      const target = event.target instanceof Element ? event.target : null
      if (files.length === 0 || zone.current?.contains(target) || target?.closest('[contenteditable=true]'))
        return
      event.preventDefault()
      handler.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [zone])
}

/** Asks before the page is left while uploads are under way. */
function useWarning(busy: boolean) {
  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])
}
