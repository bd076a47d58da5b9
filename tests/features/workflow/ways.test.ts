// Ways that articles take through several commands, with what somebody else does in between.
import { describe, expect, it } from 'vitest'
import { write } from '@/db/client.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import { findArticle } from '@/features/articles/data.ts'
import type { Snapshot } from '@/features/articles/schema.ts'
import { listArticles } from '@/features/desk/data.ts'
import { resolvePath } from '@/features/paths/data.ts'
import { createClock } from '@/features/publishing/worker.ts'
import { listSections } from '@/features/sections/data.ts'
import { saveSection } from '@/features/sections/mutations.ts'
import { type Section, sectionSeen } from '@/features/sections/schema.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { runCommand } from '@/features/workflow/mutations.ts'
import { type CommandInput, commandSchema } from '@/features/workflow/schema.ts'
import { saveWorking } from '@/features/writing/mutations.ts'
import {
  addArticle,
  addDraft,
  addSection,
  freshDatabase,
  rows,
  snapshotOf,
  words,
} from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

const hour = 3_600_000
async function run(actor: Actor, id: number, input: CommandInput) {
  const { lockVersion = 0 } = (await findSituation(id)) ?? {}
  return write((tx) => runCommand(tx, actor, id, lockVersion, commandSchema.parse(input)))
}
async function save(actor: Actor, id: number, over: Partial<Snapshot>) {
  const snapshot = await snapshotOf(over)
  const { lockVersion = 0 } = (await findSituation(id)) ?? {}
  return write((tx) =>
    saveWorking(tx, actor, {
      id,
      lockVersion,
      snapshot,
      kind: 'manual',
      session: 'adaadaada1',
      conflicts: [],
      resolved: [],
    }),
  )
}
async function publish(actor: Actor, id: number, over: Partial<Snapshot>) {
  await save(actor, id, over)
  return run(actor, id, { command: 'publish' })
}
const moved = (to: string) => ({ kind: 'moved', to })
const here = { kind: 'article' }
const gone = { kind: 'gone' }

describe('an address', () => {
  it('that changes twice and back leads nobody in a circle', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle({ slug: 'a' })
    await publish(ugo, id, { slug: 'b' })
    await publish(ugo, id, { slug: 'a' })
    expect([await resolvePath('/citta/a'), await resolvePath('/citta/b')]).toEqual([here, moved('/citta/a')])
    await publish(ugo, id, { slug: 'c' })
    await publish(ugo, id, { slug: 'b' })
    for (const slug of ['a', 'c']) expect(await resolvePath(`/citta/${slug}`)).toEqual(moved('/citta/b'))
    expect(await resolvePath('/citta/b')).toEqual(here)
    expect(rows('SELECT * FROM redirects')).toEqual([])
  })

  it('answers 410 while the article is away, with every address that it had, and leads on when it is back', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle({ slug: 'a' })
    await publish(ugo, id, { slug: 'b' })
    const answers = async () => [await resolvePath('/citta/a'), await resolvePath('/citta/b')]
    await run(ugo, id, { command: 'unpublish' })
    expect(await answers()).toEqual([gone, gone])
    await run(ugo, id, { command: 'archive' })
    expect(await answers()).toEqual([gone, gone])
    await run(ugo, id, { command: 'unarchive' })
    expect(await answers()).toEqual([gone, gone])
    await run(ugo, id, { command: 'publish' })
    expect(await answers()).toEqual([moved('/citta/b'), here])
  })

  it('goes with its section, and with its own change after that, each old one in one step', async () => {
    const ugo = await addActor('administrator')
    const city = await addSection('Città')
    const id = await addArticle({ slug: 'a', sectionId: city })
    const rename = async (slug: string) => {
      const now = (await listSections()).find((section) => section.id === city) as Section
      const { name, description, parentId } = now
      await saveSection(ugo, { id: city, name, slug, description, parentId, seen: sectionSeen(now) })
    }
    await rename('roma')
    await publish(ugo, id, { slug: 'b', sectionId: city })
    for (const old of ['/citta/a', '/roma/a']) expect(await resolvePath(old)).toEqual(moved('/roma/b'))
    await rename('citta')
    for (const old of ['/citta/a', '/roma/a', '/roma/b'])
      expect(await resolvePath(old)).toEqual(moved('/citta/b'))
    expect(await resolvePath('/citta/b')).toEqual(here)
  })
})

describe('what is put aside', () => {
  it('stands nowhere on the way: no schedule, no draft in the lists, and comes back as one that is changed', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle()
    const all = { all: true } as const
    const inState = async (status: 'draft' | 'scheduled' | 'archived') =>
      (await listArticles({ scope: all, filter: { status }, timeZone: 'Europe/Rome' })).rows.length
    await save(ugo, id, { headline: 'Altro' })
    await run(ugo, id, { command: 'unpublish' })
    await run(ugo, id, { command: 'schedule', at: Date.now() + hour })
    await run(ugo, id, { command: 'archive' })
    expect(await findSituation(id)).toMatchObject({ status: 'archived', stage: null, publishAt: null })
    expect([await inState('draft'), await inState('scheduled'), await inState('archived')]).toEqual([0, 0, 1])
    await run(ugo, id, { command: 'unarchive' })
    expect(await findSituation(id)).toMatchObject({ status: 'unpublished', stage: 'draft' })
    await run(ugo, id, { command: 'publish' })
    await save(ugo, id, { headline: 'Terzo' })
    await run(ugo, id, { command: 'archive' })
    expect(await inState('draft')).toBe(0)
  })
})

describe('an earlier version', () => {
  it('comes back at the address that readers know', async () => {
    const ugo = await addActor('editor')
    const id = await addDraft({ slug: 'bozza-0123456789', headline: 'Prima' })
    const first = (await findSituation(id))?.working ?? 0
    await publish(ugo, id, { slug: 'ponte', headline: 'Il ponte' })
    await run(ugo, id, { command: 'restore', revisionId: first })
    await run(ugo, id, { command: 'publish' })
    expect(await findArticle('/citta/ponte')).toMatchObject({ headline: 'Prima' })
    expect(await resolvePath('/citta/bozza-0123456789')).toEqual({ kind: 'missing' })
  })

  it('comes back at a free address when its own went to another article, and without what is gone', async () => {
    const ugo = await addActor('editor')
    const old = await addSection('Vecchia')
    const id = await addDraft({ slug: 'a', sectionId: old })
    const first = (await findSituation(id))?.working ?? 0
    await save(ugo, id, { slug: 'b' })
    await addArticle({ slug: 'a' })
    await write(
      async (tx) =>
        void (await tx.run(
          `UPDATE article_revisions SET snapshot = json_set(snapshot, '$.hero', json('{"mediaId": 77, "alt": null, "caption": null, "credit": null}')) WHERE id = ${first}`,
        )),
    )
    await write(async (tx) => void (await tx.run(`DELETE FROM sections WHERE id = ${old}`)))
    expect(await run(ugo, id, { command: 'restore', revisionId: first })).toMatchObject({
      path: '/citta/a-2',
    })
  })

  it('that the grammar does not know any more is refused, and nothing is changed', async () => {
    const ugo = await addActor('editor')
    const id = await addDraft()
    const first = (await findSituation(id))?.working ?? 0
    await save(ugo, id, { headline: 'Altro' })
    await write(
      async (tx) =>
        void (await tx.run(
          `UPDATE article_revisions SET snapshot = json_set(snapshot, '$.body.content[0].type', 'marquee') WHERE id = ${first}`,
        )),
    )
    await expect(run(ugo, id, { command: 'restore', revisionId: first })).rejects.toMatchObject({
      code: 'document-invalid',
    })
    expect(await findSituation(id)).toMatchObject({ headline: 'Altro', lockVersion: 2 })
  })
})

describe('what is written beside the published text', () => {
  it('stays beside it through a correction', async () => {
    const ugo = await addActor('editor')
    const id = await addArticle({ body: words('Il testo dei lettori.') })
    await save(ugo, id, { body: words('Il testo nuovo.') })
    await run(ugo, id, { command: 'correct', text: 'Riapre martedì.' })
    const article = await findArticle('/citta/ponte')
    expect(JSON.stringify(article?.body)).toContain('Il testo dei lettori.')
    expect(article?.corrections).toHaveLength(1)
    expect(await findSituation(id)).toMatchObject({ status: 'published', stage: 'draft' })
    await run(ugo, id, { command: 'publish' })
    expect((await findArticle('/citta/ponte'))?.corrections).toHaveLength(1)
  })

  it('goes out as it was approved and scheduled, not as it was written since; a new schedule takes the new text', async () => {
    const [ugo, ada] = [await addActor('editor'), await addActor('editor')]
    const id = await addDraft()
    await run(ada, id, { command: 'submit' })
    await run(ugo, id, { command: 'approve' })
    const at = Date.now() + hour
    await run(ugo, id, { command: 'schedule', at })
    await save(ada, id, { headline: 'Scritto dopo' })
    await save(ada, id, { headline: 'Scritto ancora dopo' })
    const later = at + hour
    expect(await createClock().publishDue(at - 1)).toEqual([])
    expect(await createClock().publishDue(at)).toEqual([id])
    expect(await findArticle('/citta/ponte')).toMatchObject({ headline: 'Il ponte riapre' })
    await run(ugo, id, { command: 'schedule', at: later })
    await run(ugo, id, { command: 'schedule', at: later + hour })
    expect(await createClock().publishDue(later)).toEqual([])
    expect(await createClock().publishDue(later + hour)).toEqual([id])
    expect(await findArticle('/citta/ponte')).toMatchObject({ headline: 'Scritto ancora dopo' })
  })
})

describe('translations', () => {
  it('of a translation belong to the same text; each names all the others, drafts name none', async () => {
    const one = await addArticle({ slug: 'ponte' })
    const two = await addArticle({ slug: 'bridge', language: 'en', translationGroupId: one })
    const three = await addArticle({ slug: 'bruecke', language: 'de', translationGroupId: two })
    await addDraft({ slug: 'pont', language: 'fr', translationGroupId: one })
    const others = async (slug: string) =>
      (await findArticle(`/citta/${slug}`))?.translations.map((other) => other.id)
    expect(await others('ponte')).toEqual([three, two])
    expect(await others('bridge')).toEqual([three, one])
    expect(await others('bruecke')).toEqual([two, one])
  })

  it('that name each other, or themselves, end there', async () => {
    const ugo = await addActor('editor')
    const one = await addArticle({ slug: 'ponte' })
    const two = await addArticle({ slug: 'bridge', language: 'en', translationGroupId: one })
    await publish(ugo, one, { slug: 'ponte', translationGroupId: two })
    await publish(ugo, two, { slug: 'bridge', language: 'en', translationGroupId: two })
    expect((await findArticle('/citta/ponte'))?.translations.map((other) => other.id)).toEqual([two])
    expect((await findArticle('/citta/bridge'))?.translations.map((other) => other.id)).toEqual([one])
  })
})
