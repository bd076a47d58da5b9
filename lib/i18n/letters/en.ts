import type { letters as italian } from './it.ts'

export const letters: typeof italian = {
  view: 'Read in your browser',
  why: (newsletter, publication) =>
    `You receive this message because you asked ${publication} to send you “${newsletter}”.`,
  leave: 'Unsubscribe',
  preferences: 'Choose what you receive',
  more: 'Continue reading',
  onSite: 'Read on our site',
  archive: {
    title: 'Newsletter archive',
    text: 'Every issue that we have sent.',
    link: 'Read past issues',
    of: (newsletter) => `“${newsletter}”: past issues`,
    empty: 'No issue has come out yet.',
    sent: 'Sent',
    older: 'Previous issue',
    newer: 'Next issue',
    all: 'All issues',
    feed: 'Follow by RSS',
    none: 'None of the articles of this issue can be read any more.',
    subscribe: 'Subscribe',
  },
}
