import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { expect, it } from 'vitest'
import { findArticle } from '@/features/articles/data.ts'
import { freshDatabase, rows } from '../../factories/database.ts'
import {
  actions,
  bring,
  file,
  folder,
  freshFolder,
  notices,
  problems,
  savePicture,
} from '../../factories/markdown-files.ts'

freshDatabase()
freshFolder()

it('links to articles that come later in the list are found', async () => {
  const report = await bring([
    file(
      { related: ['nave', 'nulla'] },
      'Vedi [la nave](/citta/nave).\n\n<aside class="related" data-article="nave"></aside>',
    ),
    file({ slug: 'nave', related: ['ponte'] }),
  ])
  expect(problems(report)).toEqual([])
  expect(report.articles.map((article) => [article.action, article.notices])).toEqual([
    ['created', ['section "Città" created', 'related article "nulla": not found, left out']],
    ['created', []],
  ])
  const body = JSON.stringify((await findArticle('/citta/ponte'))?.body)
  expect(body).toContain('"articleId":2')
  expect(body).toContain('relatedArticle')
  expect(rows('SELECT article_id, target_id FROM related_pins ORDER BY article_id')).toEqual([
    { article_id: 1, target_id: 2 },
    { article_id: 2, target_id: 1 },
  ])
})

it('an article that is only now linked to a later one counts as updated', async () => {
  const linking = file({}, 'Vedi [la nave](/citta/nave).')
  await bring(linking)
  const report = await bring([linking, file({ slug: 'nave' })])
  expect(actions(report)).toEqual(['updated', 'created'])
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain('"articleId":2')
})

it('links to our own site are found with its address too, links to others are left alone', async () => {
  await bring([file({ slug: 'nave' })])
  await bring(file({ related: ['http://127.0.0.1:3000/citta/nave'] }, '[a](https://example.org/citta/nave)'))
  expect(rows('SELECT target_id FROM related_pins')).toEqual([{ target_id: 1 }])
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain(
    'https://example.org/citta/nave',
  )
})

it('pictures are taken from beside the file, with their spaces and accents', async () => {
  await savePicture('il ponte à.jpg')
  const report = await bring(
    file(
      { hero: { file: 'il ponte à.jpg', alt: 'Il ponte' } },
      '![Due](il%20ponte%20%C3%A0.jpg "Didascalia")',
    ),
  )
  expect([problems(report), rows('SELECT id FROM media')]).toEqual([[], [{ id: 1 }]])
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).toContain('"mediaId":1')
})

it.each(['../fuori.jpg', 'sub/../../fuori.jpg', '%2e%2e/fuori.jpg', '.', ''])(
  'a picture at %j is not looked for',
  async (source) => {
    const inner = path.join(folder(), 'articles')
    mkdirSync(path.join(inner, 'sub'), { recursive: true })
    await savePicture('fuori.jpg')
    const report = await bring({
      ...file(source ? { hero: source } : {}, `Testo.\n\n<img src="${source}">`),
      folder: inner,
    })
    expect(problems(report)).toEqual([])
    expect(notices(report)).toContain(`picture "${source}": not found, left out`)
    if (source) expect(notices(report)).toContain(`hero "${source}": not found beside the file, left out`)
    expect(rows('SELECT id FROM media')).toEqual([])
  },
)

it('an absolute path is not looked for', async () => {
  await savePicture('ponte.jpg')
  const absolute = path.join(folder(), 'ponte.jpg')
  const report = await bring({ ...file({ hero: absolute }), folder: path.join(folder(), 'x') })
  expect(notices(report)).toContain(`hero "${absolute}": not found beside the file, left out`)
  expect(rows('SELECT id FROM media')).toEqual([])
})

it('pictures elsewhere are not fetched, only listed', async () => {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const address = `http://127.0.0.1:${port}/mare.jpg`
  const report = await bring(
    file(
      { hero: address },
      `Testo.\n\n![a](${address})\n\n![b](//127.0.0.1:${port}/b.jpg)\n\n![c](data:image/png;base64,AA)`,
    ),
  )
  server.close()
  expect([asked, problems(report)]).toEqual([[], []])
  expect(notices(report)).toEqual(
    expect.arrayContaining([
      `hero "${address}": not found beside the file, left out`,
      `picture "${address}": not found, left out`,
      `picture "//127.0.0.1:${port}/b.jpg": not found, left out`,
      'picture "data:image/png;base64,AA": not found, left out',
    ]),
  )
})

it('whatever is not understood is listed', async () => {
  const report = await bring(
    file(
      { layout: 'post', hero: { file: 'a.jpg', size: 3 } },
      'Testo.\n\n<script>alert(1)</script>\n\n<marquee>Ciao</marquee>\n\n[x](javascript:alert(1))',
    ),
  )
  expect(notices(report)).toEqual(
    expect.arrayContaining([
      'front matter key "layout": not known, left out',
      'front matter key "hero.size": not known, left out',
      'hero "a.jpg": not found beside the file, left out',
      '<script>: left out',
      expect.stringMatching(/<marquee>/),
      expect.stringMatching(/javascript:alert/),
    ]),
  )
  expect(JSON.stringify((await findArticle('/citta/ponte'))?.body)).not.toMatch(/script/)
})

it('what is known of a picture besides its bytes is kept with it', async () => {
  await savePicture('ponte.jpg')
  const texts = { alt: 'Il ponte', credit: 'Ada Neri', licence: 'CC BY 4.0' }
  await bring(file({}, '![](ponte.jpg)'), { pictureTexts: (name) => (name === 'ponte.jpg' ? texts : {}) })
  expect(rows('SELECT alt, credit, licence FROM media')).toEqual([texts])
})
