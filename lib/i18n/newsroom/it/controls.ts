/** Words of small controls that every part of the newsroom uses. */
export const controls = {
  messages: 'Avvisi',
  choose: 'Scegli',
  typeToSearch: 'Scrivi per cercare',
  nothingFound: 'Nessun risultato',
}
