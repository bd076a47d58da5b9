import { loadNewsroom } from '@/features/accounts/loaders.ts'

export default async function DeskPage() {
  const { actor, t } = await loadNewsroom()
  return (
    <div className="page-bar">
      <h1>{t.shell.desk}</h1>
      <p>{actor.name}</p>
    </div>
  )
}
