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
  'newsletter-policy': {
    title: 'Un servizio di posta rifiuta i nostri messaggi',
    text: 'Non per colpa degli indirizzi: rifiuta noi come mittenti (codici 5.7). Controlla il dominio in «Posta», e nel registro dell’invio leggi che cosa ha risposto.',
  },
  'newsletter-intake': {
    title: 'I messaggi respinti non ci arrivano',
    text: 'Non riusciamo a leggere la casella o ad aprire la porta a cui tornano. Finché dura, scriviamo anche a indirizzi che non esistono più: guarda in «Posta».',
  },
  'newsletter-stopped': {
    title: 'Un numero della newsletter aspetta una decisione',
    text: 'Si è fermato da solo, e non riparte finché qualcuno non lo dice. In «Newsletter» c’è scritto perché.',
  },
}
