import type { controls as italian } from '../it/controls.ts'

export const controls: typeof italian = {
  messages: 'Messages',
  choose: 'Choose',
  typeToSearch: 'Type to search',
  nothingFound: 'Nothing found',
  changedMeanwhile:
    'Somebody else changed this in the meantime, so nothing was saved. What you typed stays here: copy what you need, then reload.',
  reload: 'Reload the page',
}
