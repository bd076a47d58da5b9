import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { loadImport } from '@/features/subscriber-desk/loaders.ts'
import { ImportPage } from '@/features/subscriber-files/components/import-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.subscribers.importTitle }
}

export default async function SubscriberImportPage() {
  return <ImportPage newsletters={(await loadImport()).newsletters} />
}
