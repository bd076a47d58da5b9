import { type Actor, can, type Permission } from '@/features/accounts/policy.ts'

/** Pages of the newsletter in the newsroom, in the order of their tabs. */
const tabs = [
  { name: 'issues', href: '/admin/newsletter', permission: 'newsletter:send' },
  { name: 'lists', href: '/admin/newsletter/lists', permission: 'newsletter:send' },
  { name: 'subscribers', href: '/admin/subscribers', permission: 'subscribers:manage' },
  { name: 'figures', href: '/admin/newsletter/figures', permission: 'newsletter:send' },
] as const satisfies readonly { name: string; href: string; permission: Permission }[]

export type NewsletterTab = { name: (typeof tabs)[number]['name']; href: string }

/** The pages of the newsletter that somebody may open. */
export const newsletterTabs = (actor: Actor): NewsletterTab[] =>
  tabs.filter(({ permission }) => can(actor, permission)).map(({ name, href }) => ({ name, href }))
