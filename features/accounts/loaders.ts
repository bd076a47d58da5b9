import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { mailWorks } from '@/features/mail/mutations.ts'
import { findFactors } from '@/features/second-factor/data.ts'
import { relyingParty } from '@/features/second-factor/relying-party.ts'
import { loadPublication } from '@/features/settings/loaders.ts'
import type { Publication } from '@/features/settings/schema.ts'
import { type NewsroomWords, newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { needsSetup } from './data.ts'
import { ownerOf } from './links.ts'
import { type Actor, can, type Permission } from './policy.ts'
import { currentActor, requireActor, ticketHolder } from './session.ts'

/** What every page of the newsroom needs: who looks at it, the publication, and the words. */
export async function loadNewsroom(
  permission?: Permission,
): Promise<{ actor: Actor; publication: Publication; t: NewsroomWords }> {
  const actor = await requireActor(permission)
  const publication = await loadPublication()
  return { actor, publication, t: newsroomWords(publication.language) }
}

/** What the pages in front of the door need. Who is signed in already is let in. */
export async function loadDoor(): Promise<{
  publication: Publication
  t: NewsroomWords
  fresh: boolean
  passkeys: boolean
}> {
  await connection()
  if (await currentActor()) redirect('/admin')
  const publication = await loadPublication()
  return {
    publication,
    t: newsroomWords(publication.language),
    fresh: await needsSetup(),
    passkeys: relyingParty() !== null,
  }
}

/** What the page of a link needs: whom it is for, or null when it does not work any more. Looking changes nothing. */
export async function loadLink(kind: 'invite' | 'reset', token: string) {
  await connection()
  const publication = await loadPublication()
  const owner = token ? await ownerOf(kind, token) : null
  return { publication, t: newsroomWords(publication.language), owner, mail: await mailWorks() }
}

/** What the page of the second step needs. Who did not take the first one is sent to it. */
export async function loadSecondStep() {
  const { t } = await loadDoor()
  const ticket = await ticketHolder()
  if (!ticket) redirect('/admin/login')
  const { totp, passkeys } = await findFactors(ticket.personId)
  return { t, totp, passkey: passkeys.length > 0 && relyingParty() !== null }
}

/** What the page needs on which administrators add the second factor that the settings ask of them. */
export async function loadEnrolment() {
  const actor = await currentActor()
  if (!actor) redirect('/admin/login')
  const publication = await loadPublication()
  return { actor, publication, t: newsroomWords(publication.language) }
}

/** Whether the one who looks may do something, for showing or leaving out a control. */
export { can }
