import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions'
import { ActiveBlock, CaptionKeys, Limits, MoveKeys } from './behaviour.ts'
import { BlockIds } from './block-ids.ts'
import { textGrammar } from './grammar.ts'
import type { EditorHost } from './host.ts'
import { embedNode } from './nodes/embed.ts'
import { figureNode } from './nodes/figure.ts'
import { footnoteNode } from './nodes/footnote.ts'
import { galleryNode } from './nodes/gallery.ts'
import { pendingPictureNode } from './nodes/pending-picture.ts'
import { infoboxNode, pullQuoteNode } from './nodes/quote-and-box.ts'
import { relatedArticleNode } from './nodes/related-article.ts'
import { tableNodes } from './nodes/table.ts'
import { NoteRanges } from './notes.ts'
import { Paste } from './paste.ts'
import { Slash } from './slash.ts'

/** Everything the editor is made of. */
export const editorExtensions = (host: EditorHost) => [
  ...textGrammar,
  figureNode(host),
  galleryNode(host),
  pullQuoteNode(host),
  infoboxNode(host),
  relatedArticleNode(host),
  embedNode(host),
  footnoteNode(host),
  pendingPictureNode(host),
  ...tableNodes(host),
  CaptionKeys,
  MoveKeys,
  ActiveBlock,
  BlockIds,
  Limits(host),
  NoteRanges,
  Slash,
  Paste(host),
  UndoRedo,
  Dropcursor.configure({ class: 'drop-line', color: false, width: 3 }),
  Gapcursor,
  Placeholder.configure({
    placeholder: ({ node }) =>
      node.type.name === 'paragraph'
        ? host.words.placeholder
        : node.type.name === 'heading'
          ? host.words.headingPlaceholder
          : node.type.name === 'pullQuote'
            ? host.words.quote.placeholder
            : '',
    showOnlyCurrent: true,
    includeChildren: true,
  }),
]
