import { loadNewsroom } from '@/features/accounts/loaders.ts'

export default async function Missing() {
  const { t } = await loadNewsroom()
  return (
    <div className="stack">
      <h1>{t.shell.missingTitle}</h1>
      <p>{t.shell.missingText}</p>
      <p>
        <a href="/admin">{t.shell.toDesk}</a>
      </p>
    </div>
  )
}
