/** Words of small controls that every part of the newsroom uses. */
export const controls = {
  messages: 'Avvisi',
  choose: 'Scegli',
  typeToSearch: 'Scrivi per cercare',
  nothingFound: 'Nessun risultato',
  changedMeanwhile:
    'Nel frattempo qualcun altro ha cambiato questi dati, perciò non è stato salvato nulla. Quello che hai scritto resta qui: copialo se ti serve, poi ricarica.',
  reload: 'Ricarica la pagina',
}
