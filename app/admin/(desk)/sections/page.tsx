import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { SectionDesk } from '@/features/sections/components/section-desk.tsx'
import { loadSectionDesk } from '@/features/sections/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.sections }
}

export default async function SectionsPage() {
  const { sections } = await loadSectionDesk()
  return <SectionDesk sections={sections} />
}
