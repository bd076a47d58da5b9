import { expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { people } from '@/db/schema/people.ts'
import { reviseArticle } from '@/features/articles/mutations.ts'
import { findDesk, listArticles, pageQuery } from '@/features/desk/data.ts'
import type { Scope } from '@/features/desk/policy.ts'
import { parseCursor, parseFilter, writeFilter } from '@/features/desk/query.ts'
import type { Filter } from '@/features/desk/schema.ts'
import {
  addArticle,
  addAuthor,
  addDraft,
  addSection,
  addTopic,
  freshDatabase,
  snapshotOf,
  words,
} from '../../factories/database.ts'

freshDatabase()

const everything: Scope = { all: true }
const timeZone = 'Europe/Rome'

const addPerson = (name: string): Promise<number> =>
  write(async (tx) => {
    const now = Date.now()
    const [row] = await tx
      .insert(people)
      .values({
        email: `${name}@example.org`,
        name,
        role: 'author',
        status: 'active',
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: people.id })
    return row?.id as number
  })

const set = (id: number, sql: string) => handles().writer.exec(`UPDATE articles SET ${sql} WHERE id = ${id}`)
const list = async (filter: Filter, scope: Scope = everything) =>
  (await listArticles({ scope, filter, timeZone })).rows.map((row) => row.headline)

it('an address without filters lists every article, the last changed first', async () => {
  const old = await addArticle({ headline: 'Vecchio', slug: 'a' })
  await addDraft({ headline: 'Nuovo', slug: 'b' })
  set(old, 'updated_at = 5')
  expect(await list({})).toEqual(['Nuovo', 'Vecchio'])
})

it('the words of drafts and of unpublished changes are found, and so is a byline', async () => {
  const author = await addAuthor('Livia Querini')
  await addDraft({ headline: 'Bozza sul faro', slug: 'a', byline: [{ authorId: author, role: 'author' }] })
  const id = await addArticle({ headline: 'Il ponte', slug: 'b' })
  const snapshot = await snapshotOf({
    headline: 'Il ponte',
    slug: 'b',
    body: words('Ora parla di lanterne.'),
  })
  await write((tx) => reviseArticle(tx, { id, lockVersion: 2, snapshot, kind: 'manual' }))
  expect(await list({ q: 'faro' })).toEqual(['Bozza sul faro'])
  expect(await list({ q: 'lanterne' })).toEqual(['Il ponte'])
  expect(await list({ q: 'querini' })).toEqual(['Bozza sul faro'])
  expect(await list({ q: '"' })).toEqual([])
})

it('a state also finds published articles whose changes are in it', async () => {
  await addDraft({ headline: 'Bozza', slug: 'a' })
  const id = await addArticle({ headline: 'Pubblicato', slug: 'b' })
  await addArticle({ headline: 'Fermo', slug: 'c' })
  set(id, "stage = 'in_review', updated_at = 7")
  expect(await list({ status: 'in_review' })).toEqual(['Pubblicato'])
  expect(await list({ status: 'changed' })).toEqual(['Pubblicato'])
  expect((await list({ status: 'published' })).sort()).toEqual(['Fermo', 'Pubblicato'])
  expect(await list({ status: 'draft' })).toEqual(['Bozza'])
})

it('what was to go out before now and did not is overdue', async () => {
  const late = await addDraft({ headline: 'Tardi', slug: 'a' })
  const early = await addDraft({ headline: 'Presto', slug: 'b' })
  set(late, `status = 'scheduled', publish_at = ${Date.now() - 60_000}`)
  set(early, `status = 'scheduled', publish_at = ${Date.now() + 60_000}`)
  expect(await list({ status: 'overdue' })).toEqual(['Tardi'])
  expect(await list({ status: 'scheduled', sort: 'scheduled' })).toEqual(['Tardi', 'Presto'])
})

it('filters on section, byline, topic, people, genre, language and days work together', async () => {
  const city = await addSection('Città')
  const port = await addSection('Porto', city)
  const author = await addAuthor('Livia Querini')
  const topic = await addTopic('Tram')
  const [anna, bruno] = [await addPerson('Anna'), await addPerson('Bruno')]
  const id = await addDraft({
    headline: 'Sul molo',
    slug: 'molo',
    sectionId: port,
    byline: [{ authorId: author, role: 'author' }],
    tagIds: [topic],
    genre: 'opinion',
    language: 'en',
  })
  await addDraft({ headline: 'Altro', slug: 'altro', sectionId: city })
  set(id, `owner_id = ${anna}, assignee_id = ${bruno}, updated_at = ${Date.UTC(2026, 4, 1, 22, 30)}`)
  const filter: Filter = {
    section: city,
    author,
    topic,
    owner: anna,
    assignee: bruno,
    genre: 'opinion',
    language: 'en',
    from: '2026-05-02', // half past midnight in Rome
    to: '2026-05-02',
  }
  expect(await list(filter)).toEqual(['Sul molo'])
  expect(await list({ ...filter, to: '2026-05-01', from: '2026-05-01' })).toEqual([])
  expect(await list({ ...filter, assignee: anna })).toEqual([])
  expect(await list({ ...filter, section: port })).toEqual(['Sul molo'])
  expect(await list({ assignee: 'none' })).toEqual(['Altro'])
})

it('who may not edit every article sees theirs and published ones, and finds nothing by words that are not public', async () => {
  const [anna, bruno] = [await addPerson('Anna'), await addPerson('Bruno')]
  const own = await addDraft({ headline: 'Mia bozza', slug: 'a' })
  const other = await addDraft({ headline: 'Bozza altrui', slug: 'b' })
  const given = await addDraft({ headline: 'Affidata', slug: 'c' })
  const live = await addArticle({ headline: 'Pubblico', slug: 'd' })
  const snapshot = await snapshotOf({ headline: 'Segreto', slug: 'd' })
  await write((tx) => reviseArticle(tx, { id: live, lockVersion: 2, snapshot, kind: 'manual' }))
  set(own, `owner_id = ${anna}`)
  set(other, `owner_id = ${bruno}`)
  set(given, `owner_id = ${bruno}, assignee_id = ${anna}`)
  set(live, `owner_id = ${bruno}, stage = 'in_review'`)
  const scope: Scope = { all: false, personId: anna }
  expect((await list({}, scope)).sort()).toEqual(['Affidata', 'Mia bozza', 'Pubblico'])
  expect(await list({ q: 'segreto' }, scope)).toEqual([])
  expect(await list({ q: 'altrui' }, scope)).toEqual([])
  expect(await list({ status: 'changed' }, scope)).toEqual([])
  expect(await list({ status: 'in_review' }, scope)).toEqual([])
  const page = await listArticles({ scope, filter: { status: 'published' }, timeZone })
  expect(page.rows[0]).toMatchObject({ headline: 'Pubblico', stage: null })
  expect(await list({ status: 'changed' })).toEqual(['Segreto'])
})

it('pages follow each other without gaps or repeats, also among equal times', async () => {
  for (let n = 1; n <= 7; n++) set(await addDraft({ headline: `N${n}`, slug: `n${n}` }), 'updated_at = 100')
  const seen: string[] = []
  let after = parseCursor(undefined)
  for (let turn = 0; turn < 4; turn++) {
    const page = await listArticles({ scope: everything, filter: {}, timeZone, after, limit: 3 })
    seen.push(...page.rows.map((row) => row.headline))
    after = parseCursor(page.next)
    if (!page.next) break
  }
  expect(seen).toEqual(['N7', 'N6', 'N5', 'N4', 'N3', 'N2', 'N1'])
})

it('a page is read along an index, whatever it is sorted by and however far down it is', async () => {
  const plans = [
    [{}, 'articles_by_update'],
    [{ sort: 'published' }, 'articles_by_first'],
    [{ sort: 'scheduled' }, 'articles_by_schedule'],
    [{ status: 'draft' }, 'articles_by_state'],
    [{ status: 'published' }, 'articles_by_status'],
    [{ owner: 1 }, 'articles_by_owner'],
    [{ assignee: 1 }, 'articles_by_assignee'],
    [{ genre: 'opinion' }, 'articles_of_genre'],
  ] as const
  for (const [filter, index] of plans) {
    const options = { scope: everything, filter, timeZone, after: { value: 1_000, id: 10 } }
    const { sql, params } = (await pageQuery(options)).query.toSQL()
    const plan = handles()
      .reader.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params) as { detail: string }[]
    const details = plan.map((step) => step.detail).join('; ')
    expect(details).toContain(index)
    expect(details).not.toMatch(/SCAN articles(?! USING)|TEMP B-TREE/)
  }
})

it('an address survives the way to filters and back; nonsense in it is left out', () => {
  const query = 'q=mare&status=in_review&section=3&assignee=none&from=2026-01-01&sort=published'
  expect(writeFilter(parseFilter(Object.fromEntries(new URLSearchParams(query))))).toBe(
    'q=mare&status=in_review&section=3&assignee=none&from=2026-01-01&sort=published',
  )
  const nonsense = { status: 'deleted', section: "1' OR 1", from: '2026-13-01', sort: ['published'], q: ' ' }
  expect(parseFilter(nonsense)).toEqual({ sort: 'published' })
  expect(parseCursor("1.2' OR")).toBeNull()
})

it('a desk holds what is late, what waits for its owner, and nothing of other people’s drafts', async () => {
  const [anna, bruno] = [await addPerson('Anna'), await addPerson('Bruno')]
  const now = Date.now()
  const draft = async (headline: string, sql: string) =>
    set(await addDraft({ headline, slug: headline.toLowerCase() }), sql)
  await draft('Mio', `owner_id = ${anna}`)
  await draft('Affidato', `owner_id = ${bruno}, assignee_id = ${anna}`)
  await draft('Altrui', `owner_id = ${bruno}`)
  await draft('Rivedere', `owner_id = ${bruno}, status = 'in_review'`)
  await draft('Tardi', `owner_id = ${bruno}, status = 'scheduled', publish_at = ${now - 1}`)
  await draft('Domani', `owner_id = ${anna}, status = 'scheduled', publish_at = ${now + 90_000}`)
  const names = (rows: { headline: string }[]) => rows.map((row) => row.headline)
  const editor = await findDesk(anna, everything, true, now)
  expect(names(editor.overdue)).toEqual(['Tardi'])
  expect(names(editor.assigned)).toEqual(['Affidato'])
  expect(names(editor.toReview)).toEqual(['Rivedere'])
  expect(names(editor.mine)).toEqual(['Mio'])
  expect(names(editor.scheduled)).toEqual(['Domani'])
  expect(names(editor.recent)).toContain('Altrui')
  const author = await findDesk(anna, { all: false, personId: anna }, false, now)
  expect(names(author.overdue)).toEqual([])
  expect(names(author.toReview)).toEqual([])
  expect(names(author.recent).sort()).toEqual(['Affidato', 'Domani', 'Mio'])
})
