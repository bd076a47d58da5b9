type Facts = { about: string }

/** Settings of mail: the server, the pace, the signature, what comes back, and how the domain stands. */
export const mailSettings = {
  groups: {
    server: 'Server e mittente',
    pace: 'Ritmo',
    signature: 'Firma DKIM',
    bounces: 'Messaggi respinti',
    domain: 'Controllo del dominio',
  },
  saved: 'Impostazioni di posta salvate',
  copy: 'Copia',
  copied: 'Copiato',
  lost: 'Quello che era salvato qui è cifrato con un altro segreto e non si legge più. Ripristina il segreto, oppure scrivi tutto di nuovo.',

  serverText: 'Da qui partono la newsletter, le conferme d’iscrizione e i messaggi della redazione.',
  environment:
    'SMTP_URL è impostata nell’ambiente, e viene prima di quello che salvi qui: il modulo serve quando la togli.',
  inForce: 'In vigore adesso',
  noServer: 'Nessun server di posta: per ora non parte nessun messaggio.',
  noSender: 'C’è un server, ma manca il mittente: per ora non parte nessun messaggio.',
  server: 'Server',
  sender: 'Mittente',
  tlsStart: 'TLS dall’inizio',
  tlsUpgrade: 'STARTTLS',
  tlsNone: 'senza TLS, su questa macchina',
  userIs: (user: string) => `utente ${user}`,
  noUser: 'senza password',
  fromName: 'Nome del mittente',
  fromNameHint: 'Di solito il nome della testata. Una lista può averne uno suo.',
  fromAddress: 'Indirizzo del mittente',
  fromAddressHint: 'Di un dominio vostro: è quello che i servizi di posta controllano.',
  host: 'Server SMTP',
  hostHint: 'Come lo scrive il vostro fornitore: smtp.esempio.it. Vuoto: non parte nulla.',
  port: 'Porta',
  tls: 'Cifratura',
  tlsOptions: { upgrade: 'STARTTLS (porta 587)', start: 'TLS dall’inizio (porta 465)' },
  user: 'Nome utente',
  password: 'Password',
  passwordKept: 'Ce n’è una salvata: lascia vuoto per tenerla.',
  passwordNone: 'È cifrata nella base dati, e da lì non torna al browser.',
  show: 'Mostra',
  save: 'Salva',

  trial: 'Prova',
  trialText: 'Si prova quello che è in vigore: prima salva.',
  tryServer: 'Prova il collegamento',
  trySending: 'Manda un messaggio di prova',
  trying: 'Sto provando…',
  toYou: (email: string) => `Il messaggio va a ${email}.`,
  connected: 'Il server risponde e ci lascia entrare. Non è stato mandato nulla.',
  sent: (email: string) => `Il server ha preso in carico il messaggio per ${email}. Controlla che arrivi.`,
  failed: {
    missing: 'Non c’è nessun server, o manca il mittente: completa le impostazioni e salva.',
    name: 'Questo nome di server non esiste. Controlla com’è scritto.',
    refused: 'Il server rifiuta il collegamento: la porta è sbagliata, o non accetta chiamate da qui.',
    timeout: 'Il server non risponde. Controlla nome e porta; certi fornitori bloccano la porta 25.',
    certificate: 'Il server ha un certificato che non vale per questo nome: il collegamento non è sicuro.',
    tls: 'La cifratura non riesce. Prova con l’altra: STARTTLS di solito sta sulla porta 587, TLS sulla 465.',
    password: 'Il server non accetta nome utente e password.',
    protocol: 'A questa porta non risponde un server di posta.',
    message: 'Il server ci lascia entrare, ma rifiuta il messaggio.',
    other: 'La prova non è riuscita.',
  },
  said: (detail: string) => `Risposta: ${detail}`,
  trialSubject: (publication: string) => `Messaggio di prova da ${publication}`,
  trialMessage: (publication: string) =>
    `Questo è un messaggio di prova di ${publication}.\n\nSe lo leggi, il server di posta funziona. Guarda anche che non sia finito nello spam.\n`,

  paceText: 'Vale per i numeri della newsletter. Un messaggio solo, come una conferma, parte subito.',
  perSecond: 'Messaggi al secondo',
  perSecondHint: 'Il vostro fornitore dice quanti ne accetta. Nel dubbio, 10.',
  perDay: 'Al massimo in 24 ore',
  perDayHint: 'Vuoto: senza limite. Quello che non ci sta riparte il giorno dopo.',
  caps: 'Limiti per dominio, al minuto',
  capsHint: 'Uno per riga: gmail.com 600. Gli altri domini seguono il ritmo generale.',
  warmUp: 'Riscaldamento',
  warmUpHint:
    'Per un mittente nuovo: i servizi di posta diffidano di chi comincia con molti messaggi. Il limite raddoppia ogni giorno.',
  first: 'Messaggi il primo giorno',
  warmUpSince: (day: string, limit: string) => `Inizio: ${day}. Oggi al massimo ${limit}.`,

  signatureText:
    'Se il vostro server di posta non firma, firmiamo noi: la chiave privata resta qui, cifrata, e nel DNS va quella pubblica.',
  keyDomain: 'Dominio che firma',
  keyDomainHint: 'Quello dell’indirizzo del mittente.',
  selector: 'Selettore',
  selectorHint: 'Un nome per questa chiave, diverso da quelli usati prima.',
  makeKey: 'Crea la chiave',
  keyMade: 'Chiave creata: ora pubblica il record',
  keyOf: (domain: string) => `Firmiamo per ${domain}`,
  publish: 'Pubblica questo record nel DNS, poi controlla il dominio.',
  long: 'Se il pannello del DNS non accetta più di 255 caratteri, dividi il valore in parti tra virgolette.',
  deleteKey: 'Elimina la chiave',
  deleteTitle: 'Eliminare la chiave?',
  deleteText:
    'I messaggi che partono da adesso non saranno firmati da noi. La chiave non si può recuperare; il record nel DNS puoi toglierlo dopo qualche giorno.',
  keyDeleted: 'Chiave eliminata',
  relay: 'Firma il vostro server',
  relayText:
    'Se firma il fornitore, dicci il selettore che usa: il controllo del dominio cerca la sua chiave.',
  relaySelector: 'Selettore del fornitore',
  relaySelectorHint: 'Lo trovi nella sua documentazione, o dopo s= nell’intestazione DKIM-Signature.',

  bouncesText:
    'Quello che non si può consegnare torna a indirizzi firmati, uno per messaggio. Chi non esiste più non riceve altro; chi segnala spam neppure. Le risposte automatiche si ignorano.',
  way: 'Come tornano',
  ways: {
    none: 'Non li raccogliamo',
    imap: 'In una casella, letta con IMAP',
    listener: 'A una porta di questa macchina',
  },
  noneHint: 'Contano solo i rifiuti che il server dà subito.',
  imapHint:
    'Una casella che riceva tutto per quel dominio e serva solo a questo: ogni messaggio viene segnato come letto.',
  listenerHint:
    'Per chi ha un server di posta proprio: consegna qui, con SMTP, tutto quello che è per quel dominio.',
  bounceDomain: 'Dominio dei messaggi respinti',
  bounceDomainHint: 'Meglio un sottodominio tutto per loro, come rimbalzi.esempio.it.',
  imapHost: 'Server IMAP',
  imapTlsOptions: { start: 'TLS dall’inizio (porta 993)', upgrade: 'STARTTLS (porta 143)' },
  folder: 'Cartella',
  listener: 'Porta su 127.0.0.1',
  intake: 'Come va',
  intakeNone: 'Non abbiamo ancora guardato: succede quando è acceso il processo che spedisce.',
  intakeGood: (when: string) => `Tutto bene. Ultimo controllo: ${when}.`,
  intakeBad: (when: string, times: number) =>
    `Non ci riusciamo. ${times === 1 ? 'Tentativo' : `${times} tentativi; l’ultimo`}: ${when}.`,
  month: 'Negli ultimi 30 giorni',
  kinds: {
    hard: 'indirizzi che rifiutano',
    soft: 'rifiuti passeggeri',
    policy: 'rifiuti del mittente',
    complaint: 'segnalazioni di spam',
  },
  nothing: 'Non è tornato nulla.',
  /** In the log of an issue, before the words of the server that refused. */
  cameBack: {
    hard: (day: string) => `Respinto, ${day}:`,
    soft: (day: string) => `Respinto per ora, ${day}:`,
    policy: (day: string) => `Respinto per via del mittente, ${day}:`,
    complaint: (day: string) => `Segnalato come spam, ${day}:`,
  },

  domainText: (domain: string) =>
    `Quello che i servizi di posta chiedono a chi scrive a molti, visto da fuori per ${domain}.`,
  domainLoopback: 'Il server di posta è su questa macchina: il controllo avverte e basta.',
  domainFirst: 'Le voci rosse fermano il primo invio vero.',
  domainNone: 'Prima serve un server di posta con un mittente.',
  checking: 'Chiedo al DNS…',
  again: 'Ricontrolla',
  levels: { green: 'A posto', amber: 'Da guardare', red: 'Da sistemare' },
  found: 'Nel DNS c’è',
  write: 'Da scrivere nel DNS',
  recordName: 'Nome',
  recordType: 'Tipo',
  recordValue: 'Valore',
  checks: {
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    alignment: 'Allineamento',
    ptr: 'Nome inverso (PTR)',
    oneClick: 'Disiscrizione con un clic',
    bounces: 'Messaggi respinti (MX)',
  },
  unanswered: 'Il DNS non ha risposto in tempo. Riprova tra qualche minuto.',
  findings: {
    spf: {
      missing: ({ about }: Facts) =>
        `${about} non dice chi può spedire. Se il fornitore ti ha dato un suo record, vale quello.`,
      several: ({ about }: Facts) =>
        `${about} ha più di un record SPF: per chi riceve non ne vale nessuno. Uniscili in uno.`,
      long: ({ about }: Facts) =>
        `Il record di ${about} chiede più di dieci ricerche nel DNS: chi riceve lo scarta.`,
      closed: ({ about }: Facts) => `Il record di ${about} dice che nessuno può spedire.`,
      open: ({ about }: Facts) => `Il record di ${about} lascia spedire chiunque: così non protegge.`,
      covers: ({ about }: Facts) => `Il record di ${about} comprende il vostro server.`,
      includes: ({ about }: Facts) =>
        `${about} affida gli invii a un fornitore. Assicurati che sia quello del vostro server.`,
      uncovered: ({ about }: Facts) =>
        `Nel record di ${about} il vostro server non c’è. Se spedisce da altri indirizzi può andare; altrimenti aggiungilo.`,
    },
    dkim: {
      missing: ({ about }: Facts) => `A ${about} non c’è ancora la nostra chiave: le firme non valgono.`,
      differs: ({ about }: Facts) => `A ${about} c’è un’altra chiave: le nostre firme risultano false.`,
      matches: ({ about }: Facts) => `A ${about} c’è la nostra chiave.`,
      unnamed: () =>
        'Non firmiamo noi. Se firma il vostro server, scrivi il suo selettore in «Firma DKIM»; se non firma, crea una chiave.',
      relayMissing: ({ about }: Facts) => `A ${about} non c’è nessuna chiave.`,
      relay: ({ about }: Facts) => `A ${about} c’è la chiave del vostro server.`,
      revoked: ({ about }: Facts) => `La chiave a ${about} è stata ritirata.`,
    },
    dmarc: {
      missing: ({ about }: Facts) =>
        `${about} non ha una regola DMARC. Per cominciare basta questa, che non blocca nulla.`,
      several: ({ about }: Facts) => `A ${about} ci sono più regole: per chi riceve non ne vale nessuna.`,
      broken: ({ about }: Facts) =>
        `La regola a ${about} non dice che cosa fare: manca p=none, p=quarantine o p=reject.`,
      present: ({ about }: Facts) => `La regola c’è, a ${about}.`,
    },
    alignment: {
      byKey: ({ about }: Facts) => `La firma di ${about} vale per l’indirizzo del mittente.`,
      byEnvelope: ({ about }: Facts) =>
        `L’indirizzo di ritorno, di ${about}, vale per l’indirizzo del mittente.`,
      apart: ({ about }: Facts) =>
        `Firmiamo per ${about}, che con l’indirizzo del mittente non c’entra: per DMARC è come non firmare.`,
      unknown: () => 'Non sappiamo per quale dominio firma il vostro server.',
    },
    ptr: {
      named: ({ about }: Facts) => `${about} ha un nome che riporta allo stesso indirizzo.`,
      nameless: ({ about }: Facts) =>
        `${about} non ha un nome che riporti allo stesso indirizzo. Se il server è vostro, chiedilo a chi vi dà la linea.`,
      local: () =>
        'Spedisce questa macchina: al suo indirizzo pubblico serve un nome che riporti lì. Chiedilo a chi vi dà la linea.',
      unanswered: ({ about }: Facts) => `Di ${about} non si trova l’indirizzo.`,
    },
    oneClick: {
      ready: ({ about }: Facts) => `I collegamenti per disiscriversi rispondono, con HTTPS, su ${about}.`,
      plain: ({ about }: Facts) =>
        `Il sito è ${about}, senza HTTPS: i servizi di posta lo pretendono. Correggi SITE_URL.`,
      elsewhere: ({ about }: Facts) =>
        `Su ${about} gli indirizzi /u/… rispondono altro, o rinviano altrove: la disiscrizione con un clic non funziona.`,
      unreachable: ({ about }: Facts) =>
        `Da qui non raggiungiamo ${about}. Prova da fuori ad aprire un indirizzo /u/…`,
    },
    bounces: {
      none: () => 'I messaggi respinti non vengono raccolti: si scrive anche a chi non esiste più.',
      missing: ({ about }: Facts) =>
        `${about} non riceve posta: i messaggi respinti vanno persi. Serve un MX verso il server che li consegna qui o nella casella.`,
      present: ({ about }: Facts) => `${about} riceve posta.`,
    },
  } as Record<string, Record<string, (facts: Facts) => string>>,
}
