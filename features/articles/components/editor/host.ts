// What the editor's parts need of the world around them. Given to the extensions once, when they are made.
import type { ArticleChoice } from '@/features/articles/schema.ts'
import type { MediaView } from '@/features/media/schema.ts'
import type { editor as italian } from '@/lib/i18n/newsroom/it/editor.ts'

export type EditorWords = typeof italian

/** What the editor asks its page to show. */
export type EditorRequest =
  /** `most` is 1 unless it is said. */
  | { kind: 'pictures'; most?: number; onPick: (pictures: MediaView[]) => void }
  | { kind: 'article'; title: string; onPick: (article: ArticleChoice) => void }
  | { kind: 'embed'; address: string; onPick: (address: string) => void }
  | { kind: 'link' }
  | { kind: 'word' }

/** A picture on its way into the library. */
export type PictureTask = {
  /** From 0 to 1; null while nothing is known or nothing has begun. */
  progress: number | null
  state: 'waiting' | 'running' | 'failed' | 'asked' | 'done'
  /** Why it failed, in words for the user. */
  message: string
  media: MediaView | null
}

/** Where the bytes of a picture come from: a file, an address to fetch, or nowhere, when they have to be asked for. */
export type PictureSource = { file: Blob; name: string } | { address: string } | { missing: string }

export type PictureDesk = {
  /** What is known of a picture of the library; null when it is gone. */
  find(id: number): Promise<MediaView | null>
  know(media: MediaView): void
  /** Takes a picture in under a key of its own. Starting again under the same key replaces the first try. */
  start(key: string, source: PictureSource): void
  task(key: string): PictureTask
  source(key: string): PictureSource | undefined
  watch(key: string, onChange: () => void): () => void
}

export type ArticleDesk = {
  find(id: number): Promise<ArticleChoice | null>
  at(address: string): Promise<ArticleChoice | null>
  search(typed: string, signal?: AbortSignal): Promise<ArticleChoice[]>
  know(article: ArticleChoice): void
}

export type EditorHost = {
  words: EditorWords
  pictures: PictureDesk
  articles: ArticleDesk
  ask(request: EditorRequest): void
  /** Says something to the user: an error interrupts, a status does not. */
  tell(kind: 'error' | 'status', message: string): void
}
