import { loadNewsroom } from '@/features/accounts/loaders.ts'

export default async function Forbidden() {
  const { t } = await loadNewsroom()
  return (
    <div className="stack">
      <h1>{t.shell.forbiddenTitle}</h1>
      <p>{t.shell.forbiddenText}</p>
      <p>
        <a href="/admin">{t.shell.toDesk}</a>
      </p>
    </div>
  )
}
