import { loadNewsroom } from '@/features/accounts/loaders.ts'
import { listSections } from '@/features/sections/data.ts'
import { listNewsletterRows } from './data.ts'
import { newsletterTabs } from './navigation.ts'

/** The newsletters for whoever arranges them. */
export async function loadNewsletterDesk() {
  const { actor, publication } = await loadNewsroom('newsletter:send')
  const [rows, sections] = await Promise.all([listNewsletterRows(), listSections()])
  return {
    tabs: newsletterTabs(actor),
    publication: publication.name,
    rows,
    sections: sections.map(({ id, name }) => ({ id, name })),
  }
}
export type NewsletterDeskData = Awaited<ReturnType<typeof loadNewsletterDesk>>
