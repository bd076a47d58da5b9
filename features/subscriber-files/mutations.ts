import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.ts'
import type { Newsletter } from '@/features/newsletter/schema.ts'
import { findSettingsVersion } from '@/features/settings/data.ts'
import { findKnown, type Known, refusalOf } from './data.ts'
import type { Incoming, Reason } from './schema.ts'

export type Setting = { newsletters: readonly Newsletter[]; language: string; now: number }
export type Outcome = { person: Incoming; outcome: 'added' | 'updated' | Reason }

/** What would become of people, without doing it. */
export async function judgePeople(
  people: readonly Incoming[],
  db?: Tx,
): Promise<{ outcomes: Outcome[]; known: Map<string, Known> }> {
  const { known, stopped } = await findKnown(people, db)
  const outcomes = people.map((person): Outcome => {
    const before = known.get(person.email)
    return { person, outcome: refusalOf(person, before, stopped) ?? (before ? 'updated' : 'added') }
  })
  return { outcomes, known }
}

const versionOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/**
 * Imports people, each address once: whoever is new or never confirmed is confirmed by what the file says of their consent;
 * of the others, name and language are brought up to date and newsletters added. One statement for each table, whatever
 * their number. No mail is sent.
 */
export async function importPeople(
  tx: Tx,
  people: readonly Incoming[],
  setting: Setting,
): Promise<Outcome[]> {
  const { outcomes, known } = await judgePeople(people, tx)
  const { now, language, newsletters } = setting
  const taken = outcomes.filter(({ outcome }) => outcome === 'added' || outcome === 'updated')
  if (taken.length === 0) return outcomes
  const rows = JSON.stringify(
    taken.map(({ person: { email, name, language: said, source, at } }) => ({
      email,
      name,
      said,
      source,
      at: at ?? now,
    })),
  )
  await tx.run(sql`
    INSERT INTO subscribers (uid, email, name, status, language, consent_text, consent_at, consent_source, confirmed_at,
      created_at, updated_at)
    SELECT lower(hex(randomblob(8))), j.value->>'email', j.value->>'name', 'confirmed',
      coalesce(nullif(j.value->>'said', ''), ${language}), '', j.value->>'at', j.value->>'source', ${now}, ${now}, ${now}
    FROM json_each(${rows}) j WHERE true
    ON CONFLICT (email) DO UPDATE SET
      name = CASE WHEN excluded.name = '' THEN name ELSE excluded.name END,
      consent_at = CASE status WHEN 'pending' THEN excluded.consent_at ELSE consent_at END,
      consent_source = CASE status WHEN 'pending' THEN excluded.consent_source ELSE consent_source END,
      confirmed_at = CASE status WHEN 'pending' THEN excluded.confirmed_at ELSE confirmed_at END,
      asked = CASE status WHEN 'pending' THEN 0 ELSE asked END,
      status = 'confirmed',
      updated_at = excluded.updated_at`)
  const spoken = taken.filter(({ person, outcome }) => outcome === 'updated' && person.language !== '')
  if (spoken.length > 0) {
    const said = JSON.stringify(spoken.map(({ person: { email, language: to } }) => ({ email, to })))
    await tx.run(sql`UPDATE subscribers SET language = j.value->>'to'
      FROM json_each(${said}) j WHERE subscribers.email = j.value->>'email'`)
  }
  const joins = taken.flatMap(({ person }) =>
    person.newsletterIds
      .filter((id) => !known.get(person.email)?.lists.has(id))
      .map((newsletter) => ({ person, newsletter })),
  )
  if (joins.length === 0) return outcomes
  const pairs = JSON.stringify(joins.map(({ person, newsletter }) => [person.email, newsletter]))
  await tx.run(sql`
    INSERT INTO newsletter_subscriptions (subscriber_id, newsletter_id, active, changed_at)
    SELECT s.id, j.value->>1, 1, ${now} FROM json_each(${pairs}) j CROSS JOIN subscribers s ON s.email = j.value->>0
    WHERE true ON CONFLICT DO NOTHING`)
  const slugs = new Map(newsletters.map(({ id, slug }) => [id, slug]))
  const notice = await findSettingsVersion(tx)
  const lines = JSON.stringify(
    joins.map(({ person: { emailKey, source, at, language: said }, newsletter }) => {
      // The line says when it was written, as all of them do; when the person agreed elsewhere is part of what is claimed.
      const text = at === null ? source : `${source} (${new Date(at).toISOString()})`
      return [emailKey, slugs.get(newsletter) ?? '', text, versionOf(text), said || language]
    }),
  )
  await tx.run(sql`
    INSERT INTO newsletter_consents (email_key, newsletter, event, at, text, text_version, notice_version, language)
    SELECT j.value->>0, j.value->>1, 'imported', ${now}, j.value->>2, j.value->>3, ${notice}, j.value->>4
    FROM json_each(${lines}) j`)
  return outcomes
}
