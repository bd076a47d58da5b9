import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { FrontPageDesk } from '@/features/front-page/components/desk/front-page-desk.tsx'
import { loadFrontPageDesk } from '@/features/front-page/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom('front_page:edit')).t.frontPage.title }
}

export default async function FrontPageDeskPage() {
  const { actor, desk } = await loadFrontPageDesk()
  return <FrontPageDesk initial={desk} person={actor.id ?? 0} />
}
