import sharp from 'sharp'
import { expect, it } from 'vitest'
import { judge } from '@/features/media/formats.ts'
import { bomb, foreign, jpeg, stripes, withSegment } from '../../factories/pictures.ts'

it.each<[keyof typeof foreign, string]>([
  ['svg', 'picture-svg'],
  ['svgWithDeclaration', 'picture-svg'],
  ['svgInUtf16', 'picture-svg'],
  ['gif', 'picture-gif'],
  ['pdf', 'picture-pdf'],
  ['tiff', 'picture-tiff'],
  ['heic', 'picture-heic'],
  ['avif', 'picture-avif'],
  ['video', 'picture-unsupported'],
  ['page', 'picture-unsupported'],
])('%s is refused as what it is', (kind, code) => {
  expect(judge(foreign[kind])).toEqual({ ok: false, code })
})

it('nothing is refused as nothing', () => {
  expect(judge(Buffer.alloc(0))).toEqual({ ok: false, code: 'picture-empty' })
})

it('type and size are read from the header of each format', async () => {
  const png = await stripes(70, 30)
  const files = [
    await jpeg(70, 30),
    await sharp(png).jpeg({ progressive: true }).toBuffer(),
    withSegment(await jpeg(70, 30), 0xe2, Buffer.alloc(60_000)),
    png,
    await sharp(png).webp().toBuffer(),
    await sharp(png).webp({ lossless: true }).toBuffer(),
    await sharp(png).ensureAlpha(0.5).webp().toBuffer(),
  ]
  expect(files.map((file) => judge(file))).toEqual(
    ['jpeg', 'jpeg', 'jpeg', 'png', 'webp', 'webp', 'webp'].map((type) => ({
      ok: true,
      type,
      width: 70,
      height: 30,
    })),
  )
})

it('too many pixels are refused by what the header says, before anything is decoded', () => {
  expect(judge(bomb(60_000, 60_000))).toEqual({ ok: false, code: 'picture-pixels' })
  expect(judge(bomb(0x7fffffff, 0x7fffffff))).toEqual({ ok: false, code: 'picture-pixels' })
  expect(judge(bomb(10_000, 6_000))).toMatchObject({ ok: true })
})

it('a file that is cut off anywhere is judged all the same', async () => {
  for (const whole of [
    await jpeg(40, 40),
    await stripes(40, 40),
    await sharp(await stripes(40, 40))
      .webp()
      .toBuffer(),
  ])
    for (let length = 12; length < 60; length++)
      expect(judge(whole.subarray(0, length))).toMatchObject({ ok: true })
})
