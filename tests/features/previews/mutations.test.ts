import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { type Actor, defaultRoles, type Role } from '@/features/accounts/policy.ts'
import { hashToken } from '@/features/accounts/tokens.ts'
import { automaticLayout } from '@/features/front-page/schema.ts'
import { findPreview, listPreviews, sceneVersion } from '@/features/previews/data.ts'
import { createPreview, type PreviewInput, revokePreview } from '@/features/previews/mutations.ts'
import { usualLife } from '@/features/previews/schema.ts'
import { addDraft, freshDatabase, rows } from '@/tests/factories/database.ts'

freshDatabase()

const now = Date.parse('2026-11-24T11:00:00Z')

function person(role: Role): Actor & { id: number } {
  const result = handles()
    .writer.prepare(
      "INSERT INTO people (email, name, role, status, created_at, updated_at) VALUES (?, ?, ?, 'active', 1, 1)",
    )
    .run(`${role}@example.org`, role, role)
  return {
    id: Number(result.lastInsertRowid),
    name: role,
    role,
    permissions: defaultRoles[role],
    session: '',
    address: '',
  }
}
const ofArticle = (articleId: number, over: Partial<PreviewInput> = {}): PreviewInput => ({
  articleId,
  revisionId: null,
  at: null,
  layout: null,
  label: '',
  life: usualLife,
  now,
  ...over,
})
const ofSite = (over: Partial<PreviewInput> = {}): PreviewInput => ({
  ...ofArticle(0),
  articleId: null,
  at: now + 1000,
  ...over,
})
const make = (actor: Actor, input: PreviewInput) => write((tx) => createPreview(tx, actor, input))
const own = (articleId: number, ownerId: number) =>
  handles().writer.prepare('UPDATE articles SET owner_id = ? WHERE id = ?').run(ownerId, articleId)

it('a token is kept as a hash alone, finds its link, and is in no log', async () => {
  const { token } = await make(person('editor'), ofArticle(await addDraft()))
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(await findPreview(hashToken(token))).toMatchObject({ expiresAt: now + usualLife, revokedAt: null })
  expect(
    JSON.stringify([rows('SELECT * FROM preview_tokens'), rows('SELECT * FROM audit_log')]),
  ).not.toContain(token)
  expect(await findPreview(hashToken('another'))).toBeNull()
})

it('who writes shows their own article and no other; who edits shows any; the site is for who edits the front page', async () => {
  const article = await addDraft()
  const [contributor, author, editor] = [person('contributor'), person('author'), person('editor')]
  for (const actor of [contributor, author]) {
    await expect(make(actor, ofArticle(article))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(make(actor, ofSite())).rejects.toMatchObject({ code: 'forbidden' })
    own(article, actor.id)
    await make(actor, ofArticle(article))
  }
  await make(editor, ofArticle(article))
  await make(editor, ofSite({ layout: automaticLayout }))
  expect(await listPreviews(article, now)).toHaveLength(3)
  expect((await listPreviews(null, now)).map((link) => link.at)).toEqual([now + 1000])
})

it('an article that is not there, and a revision of another one, have no link', async () => {
  const editor = person('editor')
  const [one, two] = [await addDraft(), await addDraft({ slug: 'altro' })]
  const [revision] = rows<{ id: number }>('SELECT id FROM article_revisions WHERE article_id = ?', two)
  await expect(make(editor, ofArticle(999))).rejects.toMatchObject({ code: 'not-found' })
  await expect(make(editor, ofArticle(one, { revisionId: revision?.id ?? 0 }))).rejects.toMatchObject({
    code: 'not-found',
  })
  await make(editor, ofArticle(two, { revisionId: revision?.id ?? 0 }))
})

it('a link that was revoked or has expired is listed no more; it is revoked once, by who may make one', async () => {
  const [editor, author] = [person('editor'), person('author')]
  const article = await addDraft()
  const { id } = await make(editor, ofArticle(article))
  await make(editor, ofArticle(article, { life: 60_000, label: 'corto' }))
  expect((await listPreviews(article, now + 60_000)).map((link) => link.id)).toEqual([id])
  const revoke = (actor: Actor) => write((tx) => revokePreview(tx, actor, id, now))
  await expect(revoke(author)).rejects.toMatchObject({ code: 'forbidden' })
  await revoke(editor)
  await expect(revoke(editor)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listPreviews(article, now)).map((link) => link.label)).toEqual(['corto'])
  const events = rows<{ event: string }>("SELECT event FROM audit_log WHERE entity = 'preview' ORDER BY id")
  expect(events.map(({ event }) => event)).toEqual(['preview.create', 'preview.create', 'preview.revoke'])
})

it('a scene is old as soon as anything was written that it may show', async () => {
  const article = await addDraft()
  const [site, text] = [await sceneVersion(null), await sceneVersion(article)]
  handles().writer.prepare('UPDATE articles SET lock_version = lock_version + 1 WHERE id = ?').run(article)
  expect(await sceneVersion(null)).toBe(site)
  expect(await sceneVersion(article)).not.toBe(text)
  await write((tx) => tx.touch('articles'))
  expect(await sceneVersion(null)).not.toBe(site)
})
