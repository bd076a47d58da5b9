import { Dashboard } from '@/features/desk/components/dashboard.tsx'
import { loadDesk } from '@/features/desk/loaders.ts'

export default async function DeskPage() {
  return <Dashboard data={await loadDesk()} />
}
