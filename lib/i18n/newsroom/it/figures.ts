/** How the newsletter is doing, in numbers that tell of nobody. */
export const figures = {
  title: 'Andamento',
  intro:
    'Numeri d’insieme. Non contiamo le aperture e nessun collegamento dice chi l’ha seguito: i clic si contano sul nostro sito, per numero.',
  range: 'Periodo',
  ranges: { month: 'Ultimi 30 giorni', half: 'Ultimi sei mesi' },
  week: (day: string) => `Settimana dal ${day}`,
  numbers: 'Mostra i numeri',
  when: 'Quando',
  growth: 'Iscritti',
  growthText: (now: string, joined: string, left: string) =>
    `${now} adesso. Nel periodo: ${joined} nuovi, ${left} usciti.`,
  confirmed: 'Iscritti',
  moves: 'Entrano ed escono',
  joined: 'Nuovi',
  left: 'Usciti',
  movesNone: 'In questo periodo nessuno è entrato né uscito.',
  confirmation: 'Conferme',
  confirmationText: (percent: string, agreed: string, asked: string) =>
    `${percent} di chi ha chiesto di iscriversi ha confermato: ${agreed} su ${asked}.`,
  confirmationNone: 'In questo periodo nessuno ha chiesto di iscriversi dal sito.',
  asked: 'Richieste',
  agreed: 'Confermate',
  returns: 'Ritorni',
  returnsText: (bounced: string, complained: string) =>
    `${bounced} messaggi tornati indietro, ${complained} segnalati come indesiderati.`,
  returnsNone: 'In questo periodo non è tornato indietro nulla.',
  bounced: 'Tornati indietro',
  complained: 'Indesiderati',
  issues: 'Numero per numero',
  issuesText:
    'I clic sono di tutti i collegamenti di un numero; le cancellazioni quelle dei tre giorni dopo.',
  issuesNone: 'Ancora nessun numero inviato. I numeri compaiono qui appena parte il primo.',
  issue: 'Numero',
  newsletter: 'Newsletter',
  sentAt: 'Inviato',
  sent: 'Arrivati',
  failed: 'Respinti',
  clicks: 'Clic',
  perHundred: 'Clic ogni 100',
  leftAfter: 'Cancellazioni',
}
