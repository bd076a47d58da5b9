import type { audit as italian } from '../it/audit.ts'

const nouns: Record<string, string> = {
  front_page: 'Front page',
  media: 'Picture',
  redirect: 'Address',
  second_factor: 'Second step',
}
const verbs: Record<string, string> = {
  cancel: 'cancelled',
  change: 'changed',
  close: 'sign-out',
  close_all: 'sessions ended',
  embargo: 'embargo',
  expire: 'rights ended',
  newsroom: 'how it works',
  note: 'new note',
  note_reopen: 'note reopened',
  note_resolve: 'note resolved',
  open: 'sign-in',
  order: 'new order',
  password: 'new password',
  recall: 'taken back from review',
  recover: 'recovery code used',
  recovery_codes: 'new recovery codes',
  refuse: 'sign-in refused',
  relink: 'links completed',
  request_changes: 'changes requested',
  reschedule: 'time changed',
  role: 'other role',
  set: 'new arrangement',
  show: 'visible again',
  slug: 'address changed',
  take_over: 'taken over',
  unarchive: 'taken from the archive',
}
const noun = (word: string) =>
  nouns[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')

export const audit: typeof italian = {
  title: 'Log',
  intro: 'Who did what, and when. Nobody can change it, not even an administrator.',
  event: (event) => {
    const [first = '', verb = ''] = event.split('.')
    return `${noun(first)}: ${verbs[verb] ?? verb.replaceAll('_', ' ')}`
  },
  entity: noun,
  when: 'When',
  who: 'Who',
  what: 'What',
  on: 'On',
  details: 'Details',
  address: 'Network address',
  reason: 'Reason',
  field: 'Field',
  before: 'Before',
  after: 'After',
  anybody: 'Everybody',
  anything: 'Everything',
  system: 'The system',
  article: 'Number of the article',
  from: 'From',
  to: 'To',
  filter: 'Filter',
  clear: 'Clear the filters',
  older: 'Older',
  newest: 'The newest',
  download: 'Download as CSV',
  empty: 'There is nothing with these filters.',
  shown: (text) => `Show ${text}`,
  changes: (count) => (count === 1 ? '1 change' : `${count} changes`),
}
