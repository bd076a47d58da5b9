import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { NewsletterDesk } from '@/features/newsletter/components/newsletter-desk.tsx'
import { loadNewsletterDesk } from '@/features/newsletter/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.newsletter.title }
}

export default async function NewsletterListsPage() {
  return <NewsletterDesk data={await loadNewsletterDesk()}>{null}</NewsletterDesk>
}
