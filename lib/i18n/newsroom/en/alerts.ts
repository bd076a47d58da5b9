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
  'newsletter-policy': {
    title: 'A mail service refuses our messages',
    text: 'Not because of the addresses: it refuses us as senders (codes 5.7). Check the domain under “Mail”, and read in the log of the issue what it answered.',
  },
  'newsletter-intake': {
    title: 'Refused messages do not reach us',
    text: 'We cannot read the mailbox, or open the port, to which they come back. As long as it lasts we also write to addresses that are gone: look under “Mail”.',
  },
  'newsletter-stopped': {
    title: 'An issue of the newsletter waits for a decision',
    text: 'It stopped by itself, and will not go on until somebody says so. “Newsletter” says why.',
  },
}
