import type { ReactNode } from 'react'
import { Door } from '@/features/accounts/components/door.tsx'
import { loadPublication } from '@/features/settings/loaders.ts'

export default async function DoorLayout({ children }: { children: ReactNode }) {
  const { name } = await loadPublication()
  return <Door name={name}>{children}</Door>
}
