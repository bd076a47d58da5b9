import { listPeople, listSessions } from '@/features/accounts/data.ts'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import type { Person } from '@/features/accounts/schema.ts'
import { idleTime } from '@/features/accounts/session.ts'
import { listAuthors } from '@/features/authors/data.ts'
import { mailWorks } from '@/features/mail/mutations.ts'
import { loadFactors } from '@/features/second-factor/loaders.ts'
import { findNewsroom, findSettingsVersion } from '@/features/settings/data.ts'
import { AppError } from '@/lib/errors.ts'
import type { SessionView } from './schema.ts'
import { deviceOf } from './user-agent.ts'

/** What the page of everybody shows. */
export async function loadPeople() {
  const { actor, t, publication } = await loadNewsroom('people:manage')
  return { actor, t, publication, people: await listPeople(), mail: await mailWorks() }
}

/** What the page of roles shows. */
export async function loadRoles() {
  const { t } = await loadNewsroom('people:manage')
  const [{ roles, requireSecondFactor }, updatedAt] = await Promise.all([
    findNewsroom(),
    findSettingsVersion(),
  ])
  return { t, roles, requireSecondFactor, updatedAt }
}

/** What the page of one's own account shows. */
export async function loadAccount() {
  const { actor, t, publication } = await loadNewsroom()
  const person: Person | undefined = (await listPeople()).find(({ id }) => id === actor.id)
  if (!person) throw new AppError('not-found')
  const open = await listSessions(person.id, Date.now(), idleTime)
  const sessions: SessionView[] = open.map(({ userAgent, ...session }) => ({
    ...session,
    device: deviceOf(userAgent),
    current: session.hash === actor.session,
  }))
  const authors = (await listAuthors()).map(({ id, name }) => ({ id, name }))
  return { t, publication, person, sessions, authors, factors: await loadFactors(actor) }
}
