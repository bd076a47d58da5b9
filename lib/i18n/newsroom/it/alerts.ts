/** What whoever runs the publication should know. */
export const alerts = {
  since: (moment: string) => `Da ${moment}`,
  dismiss: 'Ho visto',
  'newsletter-signups': {
    title: 'Troppe iscrizioni alla newsletter tutte insieme',
    text: 'Ne prendiamo sessanta al minuto; le altre aspettano il loro turno. Se non te lo aspettavi, qualcuno sta provando il modulo con indirizzi non suoi.',
  },
  'newsletter-confirmations': {
    title: 'Quasi nessuno conferma l’iscrizione',
    text: 'Degli ultimi cento a cui abbiamo chiesto conferma, meno di dieci l’hanno data: o i nostri messaggi non arrivano, o qualcuno iscrive indirizzi non suoi.',
  },
}
