import type { controls as italian } from '../it/controls.ts'

export const controls: typeof italian = {
  messages: 'Messages',
  choose: 'Choose',
  typeToSearch: 'Type to search',
  nothingFound: 'Nothing found',
}
