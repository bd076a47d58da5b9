import type { notes as italian } from '../it/notes.ts'

export const notes: typeof italian = {
  title: 'Notes',
  none: 'No notes. Select a part of the text to write one on it, or write one on the article.',
  allResolved: 'All notes are resolved.',
  add: 'Note on the article',
  addHere: 'Note on this place',
  send: 'Add the note',
  reply: 'Reply',
  replyTo: (name) => `Reply to ${name}`,
  sendReply: 'Send the reply',
  resolve: 'Mark as resolved',
  reopen: 'Reopen',
  resolvedBy: (name) => `Resolved by ${name}`,
  showResolved: (count) => (count === 1 ? 'Show the resolved note' : `Show the ${count} resolved notes`),
  hideResolved: 'Hide resolved notes',
  show: 'Show in the text',
  gone: 'That passage is no longer in the text.',
  unreachable: 'The server does not answer. The note was not saved: its text is still here.',
}
