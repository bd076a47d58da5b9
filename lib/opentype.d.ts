// The part of opentype.js that is used here; the package ships no types.
declare module 'opentype.js' {
  export type Font = {
    unitsPerEm: number
    getAdvanceWidth(text: string, size: number): number
    getPath(
      text: string,
      x: number,
      y: number,
      size: number,
    ): {
      toPathData(decimals: number): string
      getBoundingBox(): { x1: number; y1: number; x2: number; y2: number }
    }
  }
  const opentype: { parse(buffer: ArrayBuffer): Font }
  export default opentype
}
