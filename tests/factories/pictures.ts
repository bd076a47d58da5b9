// Pictures drawn when they are needed.
import sharp from 'sharp'

/** A red, a green and a blue third from left to right, as PNG. */
export async function stripes(width: number, height: number): Promise<Buffer> {
  const third = Math.max(1, Math.floor(width / 3))
  const bar = (background: string, left: number) => ({
    input: { create: { width: third, height, channels: 3 as const, background } },
    left,
    top: 0,
  })
  return sharp({ create: { width, height, channels: 3, background: '#008000' } })
    .composite(width < 3 ? [] : [bar('#ff0000', 0), bar('#0000ff', width - third)])
    .png()
    .toBuffer()
}

export const jpeg = async (width: number, height: number): Promise<Buffer> =>
  sharp(await stripes(width, height))
    .jpeg()
    .toBuffer()
