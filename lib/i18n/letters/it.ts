/** What stands in letters to subscribers, and in their archive. */
export const letters = {
  view: 'Leggi nel browser',
  why: (newsletter: string, publication: string) =>
    `Ricevi questo messaggio perché hai chiesto a ${publication} di mandarti «${newsletter}».`,
  leave: 'Cancella l’iscrizione',
  preferences: 'Scegli che cosa ricevere',
  more: 'Continua a leggere',
  onSite: 'Leggi sul sito',
  archive: {
    title: 'Archivio delle newsletter',
    text: 'Tutti i numeri che abbiamo mandato.',
    link: 'Leggi i numeri già usciti',
    of: (newsletter: string) => `«${newsletter}»: i numeri già usciti`,
    empty: 'Non è ancora uscito nessun numero.',
    sent: 'Inviata',
    older: 'Numero precedente',
    newer: 'Numero successivo',
    all: 'Tutti i numeri',
    feed: 'Segui via RSS',
    none: 'Questo numero non ha articoli che si possano ancora leggere.',
    subscribe: 'Iscriviti',
  },
}
