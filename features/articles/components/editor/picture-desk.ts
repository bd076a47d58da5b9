// Pictures on their way into the library, and what is known of those that are in it.
import { askLibrary, uploadPicture } from '@/features/media/components/upload.ts'
import type { MediaView, UploadedItem } from '@/features/media/schema.ts'
import type { PictureDesk, PictureSource, PictureTask } from './host.ts'

const idle: PictureTask = { progress: null, state: 'asked', message: '', media: null }

type Transport = {
  upload: (file: Blob, name: string, onProgress: (part: number) => void) => Promise<MediaView>
  fetch: (address: string) => Promise<MediaView>
  find: (id: number) => Promise<MediaView>
}

const library: Transport = {
  upload: uploadPicture,
  fetch: (url) => askLibrary<UploadedItem>('/fetch', { method: 'POST', body: JSON.stringify({ url }) }),
  find: (id) => askLibrary<MediaView>(`/${id}`),
}

/** @param failed what to say where a failure has no words of its own */
export function pictureDesk(failed: string, transport = library): PictureDesk {
  const known = new Map<number, Promise<MediaView | null>>()
  const tasks = new Map<string, PictureTask>()
  const sources = new Map<string, PictureSource>()
  const watchers = new Map<string, Set<() => void>>()
  const runs = new Map<string, number>()

  const change = (key: string, part: Partial<PictureTask>) => {
    tasks.set(key, { ...(tasks.get(key) ?? idle), ...part })
    for (const watcher of watchers.get(key) ?? []) watcher()
  }
  const know = (media: MediaView) => void known.set(media.id, Promise.resolve(media))

  async function run(key: string, source: PictureSource): Promise<void> {
    const number = (runs.get(key) ?? 0) + 1
    runs.set(key, number)
    const isCurrent = () => runs.get(key) === number
    if ('missing' in source) return change(key, { state: 'asked', progress: null })
    change(key, { state: 'running', progress: null, message: '' })
    try {
      const media =
        'file' in source
          ? await transport.upload(source.file, source.name, (progress) => {
              if (isCurrent()) change(key, { progress })
            })
          : await transport.fetch(source.address)
      know(media)
      if (isCurrent()) change(key, { state: 'done', media })
    } catch (error) {
      const message = error instanceof Error && error.message ? error.message : failed
      if (isCurrent()) change(key, { state: 'failed', message, progress: null })
    }
  }

  return {
    know,
    find: (id) => {
      let answer = known.get(id)
      if (!answer) {
        answer = transport.find(id).catch((error: { status?: number }) => {
          if (error.status !== 404) known.delete(id) // asked again the next time
          return null
        })
        known.set(id, answer)
      }
      return answer
    },
    start: (key, source) => {
      sources.set(key, source)
      void run(key, source)
    },
    task: (key) => tasks.get(key) ?? idle,
    source: (key) => sources.get(key),
    watch: (key, onChange) => {
      const set = watchers.get(key) ?? new Set()
      watchers.set(key, set.add(onChange))
      return () => void set.delete(onChange)
    },
  }
}
