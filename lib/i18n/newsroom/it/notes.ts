export const notes = {
  title: 'Note',
  none: 'Nessuna nota. Seleziona una parte del testo per scriverne una su quel punto, oppure scrivine una sull’articolo.',
  allResolved: 'Tutte le note sono risolte.',
  add: 'Nota sull’articolo',
  addHere: 'Nota su questo punto',
  send: 'Aggiungi la nota',
  reply: 'Rispondi',
  replyTo: (name: string) => `Rispondi a ${name}`,
  sendReply: 'Invia la risposta',
  resolve: 'Segna come risolta',
  reopen: 'Riapri',
  resolvedBy: (name: string) => `Risolta da ${name}`,
  showResolved: (count: number) =>
    count === 1 ? 'Mostra la nota risolta' : `Mostra le ${count} note risolte`,
  hideResolved: 'Nascondi le note risolte',
  show: 'Mostra nel testo',
  unreachable: 'Il server non risponde. La nota non è stata salvata: il testo è ancora qui.',
}
