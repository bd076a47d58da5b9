import type { ReactNode } from 'react'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { Shell } from '@/features/desk/components/shell.tsx'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor, publication, t } = await loadNewsroom()
  return (
    <Shell actor={actor} name={publication.name} t={t}>
      {children}
    </Shell>
  )
}
