import type { Metadata } from 'next'
import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { NewsletterDesk } from '@/features/newsletter/components/newsletter-desk.tsx'
import { loadNewsletterDesk } from '@/features/newsletter/loaders.ts'
import { ScheduleList } from '@/features/schedules/components/schedule-list.tsx'
import { loadSchedules } from '@/features/schedules/loaders.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await loadNewsroom()).t.newsletter.title }
}

export default async function NewsletterListsPage() {
  const data = await loadNewsletterDesk()
  return (
    <NewsletterDesk data={data}>
      <ScheduleList data={await loadSchedules()} />
    </NewsletterDesk>
  )
}
