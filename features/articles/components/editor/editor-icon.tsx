const paths = {
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M10 5h7M7 19h7M14 5l-4 14',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  bulletList: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  orderedList: 'M10 6h10M10 12h10M10 18h10M4 4.5l1.5-.5v5M4 14.5c2-1.5 3 .5 1.5 2L4 18.5h3',
  blockquote: 'M5 5v14M9 8h11M9 12h11M9 16h7',
  insert: 'M12 5v14M5 12h14',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  undo: 'M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v1',
  redo: 'm15 6 5 5-5 5M20 11H10a6 6 0 0 0-6 6v1',
  note: 'M5 5h14v10h-8l-4 4v-4H5z',
  word: 'M7 3h7l5 5v13H7zM14 3v5h5M10 13l1.2 5 1.8-4 1.8 4 1.2-5',
  indent: 'M10 6h10M10 12h10M10 18h10M4 9l3 3-3 3',
  outdent: 'M10 6h10M10 12h10M10 18h10M7 9l-3 3 3 3',
  figure: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
  gallery: 'M3 7h13v12H3zM7 7V4h14v12h-5M3 16l4-4 4 4 2-2 3 3',
  pullQuote: 'M5 16c3-1 3-4 3-8H4v5h3M14 16c3-1 3-4 3-8h-4v5h3',
  infobox: 'M4 4h16v16H4zM8 9h8M8 13h8M8 17h5',
  footnote: 'M4 18 8 6l4 12M5.3 14h5.4M17 11V5l-2 1',
  embed: 'M4 5h16v14H4zM10.5 9v6l5-3z',
  relatedArticle: 'M5 12h13M13 6l6 6-6 6',
  horizontalRule: 'M4 12h16M8 7h8M8 17h8',
  heading2: 'M5 5v14M14 5v14M5 12h9M17 12c3-3 5 1 0 6h5',
  heading3: 'M5 5v14M14 5v14M5 12h9M18 11h4l-2.5 3c4 0 3 5-1.5 4',
} as const

export type EditorIconName = keyof typeof paths

/** A line drawing inside a control that has a name of its own. */
export function EditorIcon({ name }: { name: EditorIconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
