import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { SettingsPage } from '@/features/settings/components/settings-page.tsx'
import { type Group, groups } from '@/features/settings/form.ts'
import { loadSettings } from '@/features/settings/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.shell.settings }
}

export default async function Page({ params }: { params: Promise<{ group: string }> }) {
  const settings = await loadSettings()
  const { group } = await params
  if (!groups.includes(group as Group)) notFound()
  return <SettingsPage group={group as Group} settings={settings} />
}
