// Newsletters with readers, and issues of them.
import { handles, write } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { createIssue } from '@/features/issues/mutations.ts'
import { ensureNewsletter } from '@/features/newsletter/mutations.ts'

/** A newsletter that readers are offered. Returns its id. */
export const addNewsletter = (slug = 'mattino', name = 'Mattino'): Promise<number> =>
  write((tx) => ensureNewsletter(tx, { slug, name }))

/** `n` confirmed readers of a newsletter, `r1@example.org` and so on. `from`: the number of the first. */
export function addReaders(newsletterId: number, n: number, { from = 1, domain = 'example.org' } = {}): void {
  const { writer } = handles()
  const now = Date.now()
  const person = writer.prepare(
    `INSERT INTO subscribers (uid, email, status, language, consent_text, consent_at, confirmed_at, created_at, updated_at)
     VALUES (?, ?, 'confirmed', 'it', '', ?, ?, ?, ?)`,
  )
  const subscription = writer.prepare('INSERT INTO newsletter_subscriptions VALUES (?, ?, 1, ?)')
  writer.transaction(() => {
    for (let i = from; i < from + n; i++) {
      const uid = i.toString(16).padStart(16, '0')
      const { lastInsertRowid } = person.run(uid, `r${i}@${domain}`, now, now, now, now)
      subscription.run(lastInsertRowid, newsletterId, now)
    }
  })()
}

/** A digest of these articles, ready to go. Returns its id. */
export const addIssue = (newsletterId: number, articles: number[], subject = 'Il mattino'): Promise<number> =>
  write((tx) => createIssue(tx, systemActor, { newsletterId, subject, source: { from: 'hand' }, articles }))
