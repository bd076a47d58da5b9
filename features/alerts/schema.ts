/** What can be raised. Their words are in the newsroom's dictionary. */
export const alertNames = [
  'newsletter-signups',
  'newsletter-confirmations',
  'newsletter-policy',
  'newsletter-intake',
  'newsletter-stopped',
] as const
export type AlertName = (typeof alertNames)[number]

/** Times in UTC milliseconds: when it began, and when it was seen last. */
export type Alert = { name: AlertName; since: number; at: number }
