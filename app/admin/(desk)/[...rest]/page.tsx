import { notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'

// Any address of the newsroom that no other page has.
export default async function UnknownPage() {
  await loadNewsroom()
  notFound()
}
