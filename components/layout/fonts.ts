import localFont from 'next/font/local'

// `optional`: a font that comes too late is kept for the next page, so that no line ever moves.
export const serif = localFont({
  src: '../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  weight: '200 900',
  style: 'normal',
  variable: '--font-serif',
  display: 'optional',
  adjustFontFallback: 'Times New Roman',
})
export const serifItalic = localFont({
  src: '../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
  weight: '200 900',
  style: 'italic',
  variable: '--font-serif-italic',
  display: 'optional',
  preload: false,
  adjustFontFallback: 'Times New Roman',
})
