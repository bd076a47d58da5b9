import 'server-only'
import { write } from '@/db/client.ts'
import { type Actor, can } from '@/features/accounts/policy.ts'
import { findNewsroom } from '@/features/settings/data.ts'
import { mayRead } from '@/features/writing/policy.ts'
import { readEnv } from '@/lib/env.mjs'
import { AppError } from '@/lib/errors.ts'
import { findingsOf } from './checks.ts'
import { findFacts, findSituation, findSnapshot, listColleagues, namesOf, pathOf } from './data.ts'
import { runCommand } from './mutations.ts'
import { commandNames, obstacleTo, permitted } from './policy.ts'
import { type CommandInput, commandSchema, type Outcome, type Review, type Workflow } from './schema.ts'

/**
 * Does one thing with an article, in a unit of work of its own.
 * @param already it is as wanted: only whether the actor may is asked
 * @throws as runCommand; ZodError
 */
export async function command(
  actor: Actor,
  id: number,
  lockVersion: number,
  input: CommandInput,
  already = false,
): Promise<Outcome | null> {
  const parsed = commandSchema.parse(input)
  if (!already) return write((tx) => runCommand(tx, actor, id, lockVersion, parsed))
  const row = await findSituation(id)
  if (!row || !permitted(actor, parsed.command, row)) throw new AppError('forbidden', parsed.command)
  return null
}

/**
 * Where an article stands, and what somebody can do with it now.
 * @throws AppError not-found, forbidden
 */
export async function workflowOf(actor: Actor, id: number): Promise<Workflow> {
  const row = await findSituation(id)
  if (!row) throw new AppError('not-found', `article ${id}`)
  if (!mayRead(actor, row)) throw new AppError('forbidden', `article ${id}`)
  const rules = await findNewsroom()
  const names = await namesOf([row.assigneeId, row.submittedBy, row.scheduledBy])
  const nameOf = (person: number | null) => (person === null ? null : (names.get(person) ?? null))
  const may = commandNames.filter((name) => obstacleTo(actor, name, row, rules) === null)
  return {
    id,
    lockVersion: row.lockVersion,
    status: row.status,
    stage: row.stage,
    path: row.path,
    publishAt: row.publishAt,
    embargoUntil: row.embargoUntil,
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: nameOf(row.assigneeId) ?? '' },
    submittedBy: nameOf(row.submittedBy),
    scheduledBy: nameOf(row.scheduledBy),
    may,
    needsSecondPerson: obstacleTo(actor, 'publish', row, rules) === 'four-eyes',
    people: may.includes('assign') ? await listColleagues() : [],
  }
}

/**
 * What would go out at a time, and what there is to mend before.
 * @throws AppError not-found, forbidden
 */
export async function reviewOf(actor: Actor, id: number, at: number): Promise<Review> {
  const row = await findSituation(id)
  const snapshot = row?.working ? await findSnapshot(id, row.working) : null
  if (!row || !snapshot) throw new AppError('not-found', `article ${id}`)
  if (!mayRead(actor, row)) throw new AppError('forbidden', `article ${id}`)
  const facts = await findFacts(id, snapshot, row.embargoUntil, readEnv().siteUrl)
  const path = await pathOf(snapshot)
  const { checks } = await findNewsroom()
  return {
    lockVersion: row.lockVersion,
    headline: snapshot.headline,
    path,
    was: row.status === 'published' && row.path !== path ? row.path : null,
    isUpdate: row.status === 'published',
    embargoUntil: row.embargoUntil,
    findings: findingsOf(snapshot, facts, checks, at),
    mayOverride: can(actor, 'article:override_check'),
    mayOverrideEmbargo: can(actor, 'article:override_embargo'),
  }
}
