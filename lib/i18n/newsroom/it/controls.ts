/** Words of small controls that every part of the newsroom uses. */
export const controls = {
  messages: 'Avvisi',
  choose: 'Scegli',
  typeToSearch: 'Scrivi per cercare',
  nothingFound: 'Nessun risultato',
  changedMeanwhile:
    'Nel frattempo qualcun altro ha cambiato questi dati, perciò non è stato salvato nulla. Quello che hai scritto resta qui: copialo se ti serve, poi ricarica.',
  reload: 'Ricarica la pagina',
  tooLongForReaders: (length: number, limit: number) =>
    `${length} caratteri, al massimo ${limit}. Niente è stato tagliato e tutto si salva; per pubblicare va accorciato.`,
  tooLong: (length: number, limit: number) =>
    `${length} caratteri, al massimo ${limit}. Niente è stato tagliato: accorcia il testo.`,
  room: (length: number, limit: number) => `${length} su ${limit} caratteri.`,
}
