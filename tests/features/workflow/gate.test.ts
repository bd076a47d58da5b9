// The same table at the gate itself: a real database, every command, every state, and what the page is told about it.
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { handles, type Tx, write } from '@/db/client.ts'
import { articles } from '@/db/schema/articles.ts'
import { type Actor, systemActor } from '@/features/accounts/policy.ts'
import { addRevision } from '@/features/articles/mutations.ts'
import { findSituation } from '@/features/workflow/data.ts'
import { runCommand } from '@/features/workflow/mutations.ts'
import { commandNames } from '@/features/workflow/policy.ts'
import { type CommandInput, type CommandName, commandSchema } from '@/features/workflow/schema.ts'
import { workflowOf } from '@/features/workflow/worker.ts'
import type { Entrusted } from '@/features/writing/policy.ts'
import { AppError } from '@/lib/errors.ts'
import { allHolders, anybody, expected, type Holder, holders, me, states } from '../../factories/commands.ts'
import { addArticle, everyRow, freshDatabase, rows, snapshotOf } from '../../factories/database.ts'
import { addActor } from '../../factories/people.ts'

freshDatabase()

class TakenBack extends Error {}

/** An article with a live revision and a newer one, and all that a state of it needs to name. */
async function stage() {
  const id = await addArticle()
  const snapshot = await snapshotOf({ headline: 'Il ponte chiude' })
  const working = await write((tx) =>
    addRevision(tx, { articleId: id, parentId: null, kind: 'manual', snapshot }),
  )
  const [live] = rows<{ live: number }>('SELECT live_revision_id AS live FROM articles')
  const inputs: Record<CommandName, CommandInput> = {
    submit: { command: 'submit' },
    recall: { command: 'recall' },
    request_changes: { command: 'request_changes', note: 'Più corto' },
    approve: { command: 'approve' },
    publish: { command: 'publish' },
    schedule: { command: 'schedule', at: Date.now() + 3_600_000 },
    unschedule: { command: 'unschedule' },
    unpublish: { command: 'unpublish' },
    archive: { command: 'archive' },
    unarchive: { command: 'unarchive' },
    assign: { command: 'assign', personId: null },
    restore: { command: 'restore', revisionId: live?.live ?? 0 },
    correct: { command: 'correct', text: 'Riapre martedì.' },
    slug: { command: 'slug', slug: 'ponte-nuovo' },
    embargo: { command: 'embargo', until: Date.now() + 3_600_000 },
  }
  /** The state as the columns have it: of revisions, 1 is the live one and 2 the working one. */
  const set = async (tx: Tx, state: string, held: Entrusted) => {
    const over = states[state] ?? {}
    const revision = (n: number | null | undefined) =>
      n === 2 ? working : n === 1 ? (live?.live ?? null) : null
    await tx
      .update(articles)
      .set({
        status: over.status ?? 'draft',
        stage: over.stage ?? null,
        ...held,
        submittedBy: null,
        approvedBy: null,
        workingRevisionId: working,
        liveRevisionId: revision(over.live),
        approvedRevisionId: revision(over.approved),
        scheduledRevisionId: revision(over.scheduled),
        publishAt: over.scheduled ? Date.now() + 3_600_000 : null,
      })
      .where(eq(articles.id, id))
  }
  return { id, inputs, set }
}

/** Whose it is by the ids that the people of this test have. */
const heldBy = (holder: Holder, mine: number, others: number): Entrusted => {
  const named = (id: number | null) => (id === null ? null : id === me ? mine : others)
  const { ownerId, assigneeId } = holders[holder]
  return { ownerId: named(ownerId), assigneeId: named(assigneeId) }
}

/** Puts an article in a state, tries something and takes both back. */
async function tried(work: (tx: Tx) => Promise<string | null>): Promise<string | null> {
  let said: string | null = null
  await write(async (tx) => {
    said = await work(tx).catch((error: unknown) => {
      if (error instanceof AppError) return error.code
      throw error
    })
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return said
}

it.each(anybody)(
  'a person with role %s, each command in each state',
  async (role) => {
    const { id, inputs, set } = await stage()
    const actor = await addActor(role)
    const other = await addActor('author')
    const before = everyRow()
    const wrong: string[] = []
    for (const state of Object.keys(states))
      for (const holder of allHolders)
        for (const command of commandNames) {
          const said = await tried(async (tx) => {
            await set(tx, state, heldBy(holder, actor.id, other.id))
            const { lockVersion = 0 } = (await findSituation(id, tx)) ?? {}
            await runCommand(tx, actor, id, lockVersion, commandSchema.parse(inputs[command]))
            return null
          })
          const wanted = expected(command, role, state, holder)
          if (said !== wanted) wrong.push(`${command}, ${state}, ${holder}: ${said}, not ${wanted}`)
        }
    expect(wrong).toEqual([])
    expect(everyRow()).toEqual(before)
  },
  60_000,
)

it('the page is told just what can be done, and those who may not read the article nothing', async () => {
  const { id, set } = await stage()
  const other = await addActor('author')
  for (const role of anybody) {
    const actor = await addActor(role)
    for (const state of Object.keys(states))
      for (const holder of ['own', 'given', 'another’s'] as const) {
        await write((tx) => set(tx, state, heldBy(holder, actor.id, other.id)))
        const may = commandNames.filter((command) => expected(command, role, state, holder) === null)
        const isOutside = holder === 'another’s' && (role === 'contributor' || role === 'author')
        const wanted = isOutside && state !== 'published' ? 'forbidden' : may
        const told = await workflowOf(actor, id).then(
          (workflow) => workflow.may,
          (error: AppError) => error.code,
        )
        expect({ role, state, holder, told }).toEqual({ role, state, holder, told: wanted })
      }
  }
}, 60_000)

it('nobody does nothing, in any state, and nothing is changed', async () => {
  const { id, inputs, set } = await stage()
  const nobody: Actor = { ...systemActor, permissions: [] }
  for (const state of Object.keys(states)) {
    await write((tx) => set(tx, state, holders['nobody’s']))
    const before = everyRow()
    const { lockVersion = 0 } = (await findSituation(id)) ?? {}
    for (const command of commandNames)
      await expect(
        write((tx) => runCommand(tx, nobody, id, lockVersion, commandSchema.parse(inputs[command]))),
      ).rejects.toMatchObject({ code: 'forbidden' })
    expect(everyRow()).toEqual(before)
  }
  expect(handles().writer.inTransaction).toBe(false)
})
