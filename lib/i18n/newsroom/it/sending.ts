/** What happens to an issue once it goes out. */
export const sending = {
  send: 'Invia',
  schedule: 'Programma',
  testToMe: 'Prova a me',
  tested: (email: string) => `Prova inviata a ${email}. L’oggetto è segnato e non entra nelle statistiche.`,
  testing: 'Invio la prova…',
  unsaved: 'Prima va salvato quello che hai scritto: riprova tra un momento.',

  sendTitle: 'Invia questo numero',
  scheduleTitle: 'Programma questo numero',
  counting: 'Conto i destinatari…',
  willGo: (n: number) => (n === 1 ? 'Va a 1 persona' : `Va a ${n.toLocaleString('it-IT')} persone`),
  noSubject: 'Prima serve un oggetto: scrivilo e riprova.',
  nobody: 'Nessuno riceve questa lista adesso: non c’è a chi inviare.',
  list: 'Lista',
  subject: 'Oggetto',
  subjects: 'Oggetti in prova',
  contents: 'Contiene',
  size: 'Peso',
  typeNumber: (n: number) => `Per confermare scrivi quante persone: ${n}`,
  wrongNumber: (n: number) => `Non è il numero giusto: sono ${n}.`,
  countChanged: (n: number) =>
    `Nel frattempo il numero è cambiato: adesso sono ${n.toLocaleString('it-IT')}. Riscrivilo per confermare.`,
  sendText: 'Parte subito. Puoi metterlo in pausa o annullarlo, ma chi l’ha già ricevuto l’ha ricevuto.',
  scheduleText: 'Parte da solo a quell’ora, a chi sarà iscritto allora. Fino ad allora puoi cambiarlo.',
  at: 'Quando',
  zone: (name: string) => `Ora di ${name}.`,
  started: (n: number) => `In partenza verso ${n.toLocaleString('it-IT')} persone`,
  scheduled: (when: string) => `Programmato: ${when}`,

  progress: 'A che punto è',
  counts: {
    queued: 'In coda',
    sent: 'Inviate',
    failed: 'Respinte',
    skipped: 'Saltate',
    uncertain: 'Incerte',
  },
  one: {
    queued: 'in coda',
    sent: 'inviata',
    failed: 'respinta',
    skipped: 'saltata',
    uncertain: 'incerta',
  },
  of: (done: string, all: string) => `${done} di ${all}`,
  perSecond: (n: string) => `${n} al secondo`,
  left: (time: string) => `ancora ${time}`,
  seconds: (n: number) => (n === 1 ? '1 secondo' : `${n} secondi`),
  minutes: (n: number) => (n === 1 ? '1 minuto' : `${n} minuti`),
  hours: (n: number, m: number) => `${n === 1 ? '1 ora' : `${n} ore`}${m > 0 ? ` e ${m} min` : ''}`,
  noEstimate: 'Aspetta il suo turno',
  pause: 'Pausa',
  resume: 'Riprendi',
  cancel: 'Annulla l’invio',
  cancelTitle: 'Annulla l’invio',
  cancelText: (queued: number) =>
    queued === 1
      ? 'Una persona che aspetta ancora non lo riceverà. Chi l’ha già ricevuto l’ha ricevuto. Non si può riprendere.'
      : `${queued.toLocaleString('it-IT')} persone che aspettano ancora non lo riceveranno. Chi l’ha già ricevuto l’ha ricevuto. Non si può riprendere.`,
  cancelHeldText: 'Il numero resta tra quelli annullati e non parte. Puoi riusarlo come nuova bozza.',
  keep: 'No, lascia stare',
  resend: (n: number) => (n === 1 ? 'Rimanda a 1 incerto' : `Rimanda ai ${n} incerti`),
  resendTitle: 'Rimanda agli incerti',
  resendText: (n: number) =>
    n === 1
      ? 'Di una lettera non sappiamo se è arrivata: la connessione è caduta mentre il server della posta stava rispondendo. Di solito è arrivata, quindi non la rimandiamo da soli.'
      : `Di ${n.toLocaleString('it-IT')} lettere non sappiamo se sono arrivate: la connessione è caduta mentre il server della posta stava rispondendo. Di solito sono arrivate, quindi non le rimandiamo da soli.`,
  resendTwice:
    'Se le rimandi, qualcuno la troverà due volte; molti programmi di posta riconoscono il doppione e ne mostrano una.',
  resent: (n: number) =>
    n === 1 ? '1 lettera di nuovo in coda' : `${n.toLocaleString('it-IT')} lettere di nuovo in coda`,
  finished: (n: string) => `Finito: ${n} lettere inviate.`,
  cancelledNow: 'Annullato: non parte più niente.',
  unreachable: 'Il sito non risponde. L’invio va avanti da solo: la pagina riprova tra poco.',
  live: (sent: string, all: string) => `Inviate ${sent} su ${all}`,
  test: (when: string) =>
    `Due oggetti in prova: fra quelli che l’hanno già ricevuto si contano i clic; poi agli altri va il migliore (${when}).`,
  winner: (subject: string) => `Ha vinto l’oggetto «${subject}».`,

  reasonTitle: {
    held: 'Aspetta che qualcuno decida',
    paused: 'L’invio è in pausa',
    sending: 'L’invio aspetta',
    cancelled: 'Si è annullato da solo',
  },
  reasons: {
    editor: 'Qualcuno lo ha messo in pausa.',
    expired:
      'È rimasto fermo per sei mesi: gli indirizzi di chi lo aspettava non si potevano tenere oltre, perciò è stato annullato.',
    failures:
      'Troppe delle ultime lettere sono state respinte per sempre, perciò l’invio si è fermato da solo. Guarda nel registro che cosa risponde il server: se gli indirizzi sono vecchi, riprendi; se respinge noi, prima va sistemata la posta.',
    auth: 'Il server della posta non accetta più il nostro accesso. Chi amministra controlli nome e password nelle impostazioni della posta, poi riprendi.',
    sender:
      'Il server della posta rifiuta il nostro indirizzo di mittente. Chi amministra lo controlli nelle impostazioni della posta, poi riprendi.',
    busy: 'Il server della posta ci ha mandati via più volte perché ha troppo da fare. Aspetta qualche minuto e riprendi; se succede spesso, va abbassato il ritmo.',
    late: 'La sua ora è passata da più di due ore: il server era spento. Una notizia vecchia non parte senza che qualcuno lo dica.',
    restored:
      'Da molte ore non girava niente: forse i dati vengono da una copia di riserva, e questo numero potrebbe essere già uscito. Controlla la tua posta prima di inviarlo.',
    blocked:
      'Il dominio del mittente non è in ordine, e i grandi servizi di posta respingerebbero tutto. Chi amministra lo sistemi nella pagina del dominio.',
    error:
      'Qualcosa non ha funzionato mentre lo preparavamo: non è partito nulla. Chi amministra trova il motivo nel registro del server; intanto puoi provare a inviarlo.',
    'day-limit': 'Le lettere di oggi sono finite: riprende da solo domani.',
    'relay-down': 'Il server della posta non risponde. Riprova da solo, e non si perde niente.',
  },
  answered: (text: string) => `Il server ha risposto: ${text}`,
  lastError: (text: string) => `Ultimo errore: ${text}`,
  sendAnyway: 'Invia lo stesso…',
  dontSend: 'Non inviarlo',
  backToDraft: 'Torna in bozza',
  mailMissing:
    'Non c’è ancora un server di posta: chi amministra lo imposta, e da quel momento si può inviare.',
  mailSettings: 'Impostazioni della posta',

  logTitle: 'Registro degli invii',
  logText: 'Una riga per ogni persona, con la risposta del server della posta.',
  logEmpty: 'Nessuna lettera in questo stato.',
  logNotYet: 'Il registro comincia quando il numero parte.',
  all: 'Tutte',
  filter: 'Stato',
  email: 'Indirizzo',
  state: 'Stato',
  attempts: 'Tentativi',
  answer: 'Risposta del server',
  time: 'Ora',
  export: 'Scarica CSV',
  exportAll: 'Tutte (CSV)',
  exportOf: { failed: 'Respinte (CSV)', uncertain: 'Incerte (CSV)' },
  nextPage: 'Righe successive',
  firstPage: 'Torna all’inizio',
  erased: 'Indirizzo cancellato',
  cancelledRow: 'Annullato prima di partire',
  columns: {
    email: 'indirizzo',
    state: 'stato',
    attempts: 'tentativi',
    code: 'codice',
    answer: 'risposta',
    server: 'id del server',
    at: 'ora',
    back: 'tornata',
  },
  cameBack: {
    hard: 'respinta',
    soft: 'respinta per ora',
    policy: 'respinta per via del mittente',
    complaint: 'segnalata come spam',
  },
  back: 'Torna al numero',
  testSubject: (subject: string) => `[Prova] ${subject}`,
}
