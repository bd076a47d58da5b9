import { forbidden, notFound, redirect } from 'next/navigation'
import { requireActor } from '@/features/accounts/session.ts'
import { migrateDocument } from '@/features/articles/document/migrations.ts'
import { checkDocument, documentVersion } from '@/features/articles/document/schema.ts'
import { type Snapshot, snapshotSchema } from '@/features/articles/schema.ts'
import { findItem } from '@/features/media/data.ts'
import { listSections } from '@/features/sections/data.ts'
import { type Section, treeOf } from '@/features/sections/schema.ts'
import { currentOf, findWorking, listConflicts, listSeries, listTranslations, namesOf } from './data.ts'
import { findsOf, isInside, mayRead, obstacleTo } from './policy.ts'
import type { Choice, Desk } from './schema.ts'

/** Everything about one article for the page where it is written. Not everybody who may read it may write in it. */
export async function loadDesk(address: string): Promise<Desk> {
  const actor = await requireActor()
  const id = /^[1-9]\d{0,14}$/.test(address) ? Number(address) : 0
  const row = await findWorking(id)
  if (!row || actor.id === null) notFound()
  if (!mayRead(actor, row)) {
    if (row.status === 'published') redirect(row.path) // a change is under way: what they may read is what readers have
    forbidden()
  }
  const current = currentOf(row)
  const stored = row.snapshot as Partial<Snapshot> | null // as it is: a body that is none must not become an empty one
  const known =
    snapshotSchema.safeParse(stored).success &&
    checkDocument(migrateDocument(stored?.body, documentVersion)).ok
  const { snapshot } = current
  return {
    id,
    person: { id: actor.id, name: actor.name },
    current,
    obstacle: obstacleTo(actor, row) ?? (known ? null : 'unknown-content'),
    published: row.firstPublishedAt !== null,
    live: row.status === 'published',
    path: row.path,
    publishAt: row.publishAt,
    sections: choicesOf(await listSections()),
    series: await listSeries(),
    names: await namesOf(snapshot, findsOf(actor)),
    translations: await listTranslations(snapshot.translationGroupId, id, findsOf(actor)),
    hero: snapshot.hero ? await findItem(snapshot.hero.mediaId) : null,
    conflicts: isInside(actor, row) ? await listConflicts(id) : [],
  }
}

/** Sections as one list, each below the one that it belongs to. */
const choicesOf = (sections: Section[]): Choice[] =>
  treeOf(sections).flatMap(({ children, ...section }) =>
    [section, ...children].map((one) => ({
      id: one.id,
      name: one === section ? one.name : `${section.name} › ${one.name}`,
      note: one.slug,
    })),
  )
