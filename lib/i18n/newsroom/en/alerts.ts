import type { alerts as italian } from '../it/alerts.ts'

export const alerts: typeof italian = {
  since: (moment) => `Since ${moment}`,
  dismiss: 'Seen',
  'newsletter-signups': {
    title: 'Too many newsletter sign-ups at once',
    text: 'We take sixty a minute; the others wait their turn. If you did not expect it, somebody is trying the form with addresses that are not theirs.',
  },
  'newsletter-confirmations': {
    title: 'Hardly anybody confirms their subscription',
    text: 'Of the last hundred whom we asked to confirm, fewer than ten did: either our messages do not arrive, or somebody signs up addresses that are not theirs.',
  },
}
