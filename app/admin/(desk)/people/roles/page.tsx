import type { Metadata } from 'next'
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx'
import { RolesForm } from '@/features/people/components/roles-form.tsx'
import { loadRoles } from '@/features/people/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadRoles()).t.people.rolesTitle }
}

export default async function RolesPage() {
  const { t, roles, requireSecondFactor, updatedAt } = await loadRoles()
  return (
    <>
      <Breadcrumbs label={t.people.title} crumbs={[{ name: t.people.title, href: '/admin/people' }]} />
      <div className="page-bar">
        <h1>{t.people.rolesTitle}</h1>
      </div>
      <div className="stack">
        <p>{t.people.rolesText}</p>
        <RolesForm allowed={roles} requireSecondFactor={requireSecondFactor} updatedAt={updatedAt} />
      </div>
    </>
  )
}
