import type { controls as italian } from '../it/controls.ts'

export const controls: typeof italian = {
  messages: 'Messages',
  choose: 'Choose',
  typeToSearch: 'Type to search',
  nothingFound: 'Nothing found',
  changedMeanwhile:
    'Somebody else changed this in the meantime, so nothing was saved. What you typed stays here: copy what you need, then reload.',
  reload: 'Reload the page',
  tooLongForReaders: (length, limit) =>
    `${length} characters, at most ${limit}. Nothing was cut and everything is saved; shorten it before it is published.`,
  tooLong: (length, limit) => `${length} characters, at most ${limit}. Nothing was cut: shorten the text.`,
  room: (length, limit) => `${length} of ${limit} characters.`,
}
