/** Words of small controls that every part of the newsroom uses. */
export const controls = {
  messages: 'Avvisi',
}
