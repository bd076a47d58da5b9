'use client'

import type { Editor } from '@tiptap/core'
import { PicturesPicker } from '@/features/media/components/media-picker.tsx'
import { ArticleSearch } from './article-search.tsx'
import { EditorDialog } from './dialog.tsx'
import { EmbedDialog } from './embed-dialog.tsx'
import type { EditorHost, EditorRequest } from './host.ts'
import { LinkDialog } from './link-dialog.tsx'
import { WordDialog } from './word-dialog.tsx'

type Props = { editor: Editor; host: EditorHost; asked: EditorRequest | null; onClose: () => void }

/** What the editor has asked its page to show. */
export function Requests({ editor, host, asked, onClose }: Props) {
  const { words } = host
  switch (asked?.kind) {
    case 'link':
      return <LinkDialog editor={editor} host={host} onClose={onClose} />
    case 'word':
      return <WordDialog editor={editor} host={host} onClose={onClose} />
    case 'embed':
      return (
        <EmbedDialog words={words.embed} address={asked.address} onPick={asked.onPick} onClose={onClose} />
      )
    case 'article':
      return (
        <EditorDialog title={asked.title} onClose={onClose}>
          <ArticleSearch
            host={host}
            label={words.related.search}
            onArticle={(article) => {
              host.articles.know(article)
              onClose()
              asked.onPick(article)
            }}
          />
        </EditorDialog>
      )
    case 'pictures':
      return (
        <PicturesPicker
          most={asked.most ?? 1}
          onClose={onClose}
          onPick={(pictures) => {
            for (const media of pictures) host.pictures.know(media)
            onClose()
            asked.onPick(pictures)
          }}
        />
      )
    default:
      return null
  }
}
