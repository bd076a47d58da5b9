import { type Actor, can, type Permission } from '@/features/accounts/policy.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'

type Entry = { href: string; word: keyof NewsroomWords['shell']; permission: Permission | null }
export type NavLink = { href: string; label: string }

const groups: readonly (readonly Entry[])[] = [
  [
    { href: '/admin', word: 'desk', permission: null },
    { href: '/admin/articles', word: 'articles', permission: null },
    { href: '/admin/front-page', word: 'frontPage', permission: 'front_page:edit' },
    { href: '/admin/media', word: 'media', permission: 'media:upload' },
    { href: '/admin/newsletter', word: 'newsletter', permission: 'newsletter:send' },
    { href: '/admin/subscribers', word: 'subscribers', permission: 'subscribers:manage' },
  ],
  [
    { href: '/admin/sections', word: 'sections', permission: 'taxonomy:edit' },
    { href: '/admin/topics', word: 'topics', permission: 'taxonomy:edit' },
    { href: '/admin/authors', word: 'authors', permission: 'taxonomy:edit' },
    { href: '/admin/redirects', word: 'redirects', permission: 'redirects:edit' },
  ],
  [
    { href: '/admin/people', word: 'people', permission: 'people:manage' },
    { href: '/admin/settings', word: 'settings', permission: 'settings:edit' },
    { href: '/admin/mail', word: 'mail', permission: 'settings:edit' },
    { href: '/admin/audit', word: 'audit', permission: 'audit:read' },
  ],
]

/** The links of the newsroom that somebody may follow, in groups. */
export function navigationFor(actor: Actor, t: NewsroomWords): NavLink[][] {
  return groups
    .map((group) =>
      group
        .filter(({ permission }) => permission === null || can(actor, permission))
        .map(({ href, word }) => ({ href, label: t.shell[word] })),
    )
    .filter((group) => group.length > 0)
}
