import 'server-only'
import { and, eq } from 'drizzle-orm'
import { ZodError } from 'zod'
import { type Tx, write } from '@/db/client.ts'
import { savedViews } from '@/db/schema/people.ts'
import { sections, tags } from '@/db/schema/taxonomy.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { audit } from '@/features/audit/mutations.ts'
import { filing } from '@/features/workflow/data.ts'
import { runCommand } from '@/features/workflow/mutations.ts'
import { findWorking, named } from '@/features/writing/data.ts'
import { saveWorking } from '@/features/writing/mutations.ts'
import { AppError, type ErrorCode } from '@/lib/errors.ts'
import { bulkPermission } from './policy.ts'
import type { BulkInput, BulkReport } from './schema.ts'

type Target = { id: number; lockVersion: number; target: number | null }

/** Changes one thing of the working revision, by the same way as somebody who writes in it. */
async function revise(
  tx: Tx,
  actor: Actor,
  { id, lockVersion, target }: Target,
  field: 'topic' | 'section',
): Promise<void> {
  const row = await findWorking(id, tx)
  if (!row || target === null) throw new AppError('not-found', `article ${id}`)
  const table = field === 'topic' ? tags : sections
  const [known] = await tx.select({ id: table.id }).from(table).where(eq(table.id, target))
  if (!known) throw new AppError('not-found', `${field} ${target}`)
  if (row.lockVersion !== lockVersion) throw new AppError('stale-version', `article ${id}`)
  const snapshot = named(row.snapshot)
  const changed =
    field === 'section'
      ? { ...snapshot, sectionId: target }
      : { ...snapshot, tagIds: [...new Set([...snapshot.tagIds, target])] }
  await saveWorking(tx, actor, {
    id,
    lockVersion,
    snapshot: changed,
    kind: 'manual',
    session: filing,
    conflicts: [],
    resolved: [],
  })
}

async function applyOne(tx: Tx, actor: Actor, command: BulkInput['command'], row: Target): Promise<void> {
  switch (command) {
    case 'topic':
    case 'section':
      return revise(tx, actor, row, command)
    case 'assign':
      await runCommand(tx, actor, row.id, row.lockVersion, { command, personId: row.target })
      return
    case 'publish':
      await runCommand(tx, actor, row.id, row.lockVersion, { command, overrides: [], substantive: false })
      return
    case 'unpublish':
    case 'archive':
      await runCommand(tx, actor, row.id, row.lockVersion, { command, reason: '' })
  }
}

/**
 * Does one thing to many articles, each in a unit of work of its own with the checks it would have alone. What is
 * refused stays as it was and is reported with the words of `reason`.
 * @throws AppError forbidden when the command is not permitted at all
 */
export async function applyToMany(
  actor: Actor,
  { command, rows, target }: BulkInput,
  reason: (code: ErrorCode) => string,
): Promise<BulkReport> {
  if (!can(actor, bulkPermission[command])) throw new AppError('forbidden', bulkPermission[command])
  const report: BulkReport = { done: [], refused: [] }
  for (const row of rows) {
    try {
      await write((tx) => applyOne(tx, actor, command, { ...row, target }))
      report.done.push(row.id)
    } catch (error) {
      // A text that would not be valid any more, as with a topic too many, is refused like anything else.
      const code = error instanceof ZodError ? 'input-invalid' : error instanceof AppError ? error.code : null
      if (code === null) throw error
      report.refused.push({ id: row.id, headline: '', reason: reason(code) })
    }
  }
  return report
}

/** Saves a view of the list under a name. Returns its id. */
export async function saveView(
  actor: Actor,
  view: { name: string; query: string; shared: boolean },
): Promise<number> {
  const { id: personId } = actor
  if (personId === null) throw new AppError('forbidden')
  return write(async (tx) => {
    const [row] = await tx
      .insert(savedViews)
      .values({ ...view, personId, createdAt: Date.now() })
      .returning({ id: savedViews.id })
    const id = row?.id as number
    await audit(tx, actor, { event: 'view.create', entity: 'view', entityId: id, after: view })
    return id
  })
}

/**
 * Takes away a view of one's own.
 * @throws AppError not-found
 */
export async function deleteView(actor: Actor, id: number): Promise<void> {
  await write(async (tx) => {
    const [row] = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, id), eq(savedViews.personId, actor.id ?? 0)))
      .returning({ name: savedViews.name, query: savedViews.query })
    if (!row) throw new AppError('not-found', `view ${id}`)
    await audit(tx, actor, { event: 'view.delete', entity: 'view', entityId: id, before: row })
  })
}
