import { expect, it } from 'vitest'
import { blocks, imported, outline } from '@/tests/factories/imports.ts'

it('keeps a picture where it stood, several in their order, and never breaks a table for one', async () => {
  const image = (alt: string) => `<img src="mare.jpg" alt="${alt}">`
  const order = async (html: string) =>
    (await blocks(html)).content.map((block) => (block.type === 'figure' ? block.attrs.alt : block.type))
  expect(await order(`<p>a</p>${image('1')}<p>b</p>`)).toEqual(['paragraph', '1', 'paragraph'])
  expect(await order(`<p>a</p><p>${image('1')} ${image('2')}</p><p>b</p>`)).toEqual([
    'paragraph',
    '1',
    '2',
    'paragraph',
  ])
  expect(await order(`<table><tr><td>${image('1')}</td><td>x</td></tr></table><p>b</p>`)).toEqual([
    'table',
    '1',
    'paragraph',
  ])
  expect(
    await order(
      `<p><a href="https://example.org/"><picture><source srcset="x">${image('1')}</picture></a></p>`,
    ),
  ).toEqual(['1'])
})

it('keeps the caption of a picture and of each picture of a gallery', async () => {
  const figure = (caption: string) =>
    `<figure><img src="mare.jpg" alt="A"><figcaption>${caption}</figcaption></figure>`
  expect(await imported(figure('<p>Uno <em>due</em></p><p>tre</p>'))).toEqual([
    'figure: Uno <italic due> / tre',
  ])
  const { content } = await blocks(
    `<figure class="wp-block-gallery">${figure('Prima')}${figure('Seconda')}<figcaption>Insieme</figcaption></figure>`,
  )
  expect(outline(content)).toEqual(['gallery: Insieme'])
  expect(content[0]).toMatchObject({ attrs: { items: [{ caption: 'Prima' }, { caption: 'Seconda' }] } })
})

it('keeps the words of a figure without a picture', async () => {
  expect(await imported('<figure><div>Testo</div><figcaption>Sotto</figcaption></figure>')).toEqual([
    'paragraph: Testo',
    'paragraph: Sotto',
  ])
  expect(
    await imported('<figure><img src="mare.jpg" alt="A"><p>Testo</p><figcaption>Sotto</figcaption></figure>'),
  ).toEqual(['figure: Sotto', 'paragraph: Testo'])
})

it('takes videos from frames and from WordPress’ own blocks, also without a protocol', async () => {
  const video = { provider: 'youtube', url: 'https://www.youtube.com/watch?v=aqz-KE-bpK_' }
  for (const html of [
    '<p><iframe src="//www.youtube.com/embed/aqz-KE-bpK_?feature=oembed" width="1"></iframe></p>',
    '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://www.youtube.com/watch?v=aqz-KE-bpK_\n</div></figure>',
    '<p><a href="https://www.youtube.com/watch?v=aqz-KE-bpK">https://www.youtube.com/watch?v=aqz-KE-bpK</a>_</p>',
  ]) {
    const { content, notices } = await blocks(html)
    expect([content, notices]).toMatchObject([[{ type: 'embed', attrs: video }], []])
  }
})

it('leaves an address in running text and an unknown one on its own as they are', async () => {
  expect(await imported('<p>Vedi https://youtu.be/aqz-KE-bpKQ</p><p>https://example.org/x</p>')).toEqual([
    'paragraph: Vedi https://youtu.be/aqz-KE-bpKQ',
    'paragraph: https://example.org/x',
  ])
})
