import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { findArticle } from '@/features/articles/data.ts'
import { findInForce } from '@/features/front-page/data.ts'
import { automaticLayout } from '@/features/front-page/schema.ts'
import { expectPictures, listArrivals, prepareCopy, setScene } from '@/features/previews/worker.ts'
import { addArticle, addDraft, freshDatabase, rows } from '@/tests/factories/database.ts'

freshDatabase()

const scene = { at: null, articleId: null, revisionId: null, layout: null }
const run = (sql: string, ...values: unknown[]) =>
  handles()
    .writer.prepare(sql)
    .run(...values)

it('a draft stands at its address in its scene, and the scene begins there', async () => {
  const articleId = await addDraft()
  expect(await setScene({ ...scene, articleId })).toBe('/citta/ponte')
  expect((await findArticle('/citta/ponte'))?.headline).toBe('Il ponte riapre')
})

it('an article that is gone has no scene', async () => {
  await expect(setScene({ ...scene, articleId: 99 })).rejects.toMatchObject({ code: 'not-found' })
})

it('a front page that nobody has put out is in force in its scene', async () => {
  const articleId = await addArticle()
  const lead = { articleId, placedAt: 1, lock: null }
  expect(await setScene({ ...scene, layout: { ...automaticLayout, lead } })).toBe('/')
  expect((await findInForce(Date.now()))?.layout.lead?.articleId).toBe(articleId)
})

it('what came out since then is listed, and nothing before', async () => {
  await addArticle({ slug: 'prima' }, 1000)
  await addArticle({ slug: 'dopo' }, 3000)
  expect((await listArrivals(2000)).map(({ path }) => path)).toEqual(['/citta/dopo'])
})

it('a copy keeps nothing that opens a door', async () => {
  run(
    "INSERT INTO people (email, name, role, status, password_hash, totp_secret, created_at, updated_at) VALUES ('a@example.org', 'Ada', 'editor', 'active', 'hash', 'secret', 1, 1)",
  )
  run("INSERT INTO sessions (hash, person_id, created_at, seen_at, expires_at) VALUES ('h', 1, 1, 1, 9)")
  await prepareCopy()
  expect(rows('SELECT password_hash, totp_secret FROM people')).toEqual([
    { password_hash: null, totp_secret: null },
  ])
  expect(rows('SELECT * FROM sessions')).toEqual([])
})

it('smaller files of a new picture are counted on when there is time to make them, and only then', async () => {
  run(
    `INSERT INTO media (id, hash, sha256, width, height, variants, created_at)
     VALUES (1, 'ab12cd34', 'x', 1600, 900, '{"jpg":[640],"webp":[320,640]}', 1)`,
  )
  await write((tx) => tx.enqueue('avif', { mediaId: 1 }))
  const variants = () =>
    JSON.parse(String(rows<{ variants: string }>('SELECT variants FROM media')[0]?.variants))
  await expectPictures(1_000)
  expect(variants().avif).toBeUndefined()
  await expectPictures(60_000)
  expect(variants().avif).toEqual([320, 640])
})
