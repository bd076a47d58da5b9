import type { Metadata } from 'next'
import { InviteButton } from '@/features/people/components/invite-dialog.tsx'
import { PeopleTable } from '@/features/people/components/people-table.tsx'
import { loadPeople } from '@/features/people/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadPeople()).t.people.title }
}

export default async function PeoplePage() {
  const { actor, t, people, mail } = await loadPeople()
  return (
    <>
      <div className="page-bar">
        <h1>{t.people.title}</h1>
        <div className="page-bar-actions">
          <a className="button button-plain button-small" href="/admin/people/roles">
            {t.people.rolesLink}
          </a>
          <InviteButton mail={mail} />
        </div>
      </div>
      <PeopleTable people={people} self={actor.id} />
    </>
  )
}
