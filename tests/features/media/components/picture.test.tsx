// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import type { ComponentProps } from 'react'
import { afterEach, expect, it } from 'vitest'
import { Picture } from '@/features/media/components/picture.tsx'
import { picture } from '@/tests/factories/views.ts'

afterEach(cleanup)
const show = (props: Partial<ComponentProps<typeof Picture>> = {}) =>
  render(<Picture media={picture()} alt="Il mare" sizes="100vw" {...props} />).container
const image = () => screen.getByRole('img')

it('a picture of which nothing was made yet is not shown', () => {
  expect(show({ media: picture({ variants: {} }) }).innerHTML).toBe('')
  expect(show({ media: picture({ variants: { jpg: [], avif: [320] } }) }).innerHTML).toBe('')
})

it('every size of every format is offered, the smallest format first', () => {
  const sources = [...show({ sizes: '50vw' }).querySelectorAll('source')]
  expect(sources.map((source) => [source.type, source.srcset, source.sizes])).toEqual([
    ['image/avif', '/media/7/ab12cd34-320.avif 320w, /media/7/ab12cd34-640.avif 640w', '50vw'],
    [
      'image/webp',
      '/media/7/ab12cd34-320.webp 320w, /media/7/ab12cd34-640.webp 640w, /media/7/ab12cd34-1280.webp 1280w',
      '50vw',
    ],
  ])
})

it('formats that were not made are not offered', () => {
  const { children } = show({ media: picture({ variants: { jpg: [320, 640] } }) }).firstElementChild ?? {
    children: [],
  }
  expect([...children].map((child) => child.tagName)).toEqual(['IMG'])
  expect(image().getAttribute('src')).toBe('/media/7/ab12cd34-640.jpg')
})

it('it takes its place before it arrives, and waits until it is near', () => {
  show()
  expect([image().getAttribute('width'), image().getAttribute('height')]).toEqual(['1600', '900'])
  expect(image().getAttribute('loading')).toBe('lazy')
  expect(image().getAttribute('alt')).toBe('Il mare')
})

it('the main picture is fetched first and at once', () => {
  show({ main: true })
  expect([image().getAttribute('loading'), image().getAttribute('fetchpriority')]).toEqual([null, 'high'])
})

it('a box of fixed shape shows the picture around its focal point, by a name instead of a style', () => {
  show({ shape: '3x2', media: picture({ focalX: 0.9, focalY: 0.1 }) })
  expect(image().getAttribute('data-focal')).toBe('4-0')
  expect(image().parentElement?.className).toBe('picture picture-3x2')
  expect(image().getAttribute('style')).toBeNull()
})

it('a picture in its own shape needs no focal point', () => {
  show()
  expect(image().hasAttribute('data-focal')).toBe(false)
})
