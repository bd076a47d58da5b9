import { letters } from './letters/it.ts'

// UI text of the readers' site. Values are strings, or functions of what varies.
type ConfirmMail = { publication: string; names: string[]; link: string; refuse: string }

export const it = {
  skipToContent: 'Vai al contenuto',
  sections: 'Sezioni',
  menu: 'Menu',
  search: 'Cerca',
  theme: 'Tema chiaro o scuro',
  frontPage: 'Prima pagina',
  latest: 'Ultime notizie',
  mostRead: 'I più letti',
  opinions: 'Opinioni',
  allOf: (name: string) => `Tutto in ${name}`,
  byline: { by: 'di', and: 'e' },
  genres: {
    news: '',
    opinion: 'Opinione',
    analysis: 'Analisi',
    interview: 'Intervista',
    review: 'Recensione',
    live: 'In diretta',
    press: 'Comunicato',
  },
  article: {
    published: 'Pubblicato',
    updated: 'Aggiornato',
    at: 'alle',
    readIn: (language: string) => `Leggi in ${language}`,
    readingTime: (minutes: number) =>
      minutes === 1 ? '1 minuto di lettura' : `${minutes} minuti di lettura`,
    share: 'Condividi',
    copyLink: 'Copia link',
    linkCopied: 'Link copiato',
    byEmail: 'Invia per email',
    listen: 'Ascolta',
    stopListening: 'Ferma l’ascolto',
    print: 'Stampa',
    topics: 'Argomenti',
    notes: 'Note',
    backToText: 'Torna al testo',
    note: (n: number) => `Nota ${n}`,
    related: 'Potrebbe anche interessarti',
    readAlso: 'Leggi anche',
    aboutAuthor: 'L’autore',
    aboutAuthors: 'Gli autori',
    source: 'Articolo pubblicato in origine da',
    licence: 'Licenza',
    photo: 'Foto',
    series: 'Serie',
    place: 'Da',
    table: 'Tabella, scorre di lato',
    gallery: 'Galleria di immagini',
    infobox: 'Scheda',
    free: 'Gratuito',
  },
  embed: {
    load: (provider: string) => `Carica il contenuto da ${provider}`,
    open: (provider: string) => `Apri su ${provider}`,
    notice: (provider: string) =>
      `Il contenuto è ospitato da ${provider}, che riceverà il tuo indirizzo IP quando lo carichi.`,
    from: (provider: string) => `Contenuto di ${provider}`,
  },
  changes: {
    title: (headline: string) => `Che cosa è cambiato in «${headline}»`,
    intro: 'Quando cambiamo un articolo nella sostanza lo diciamo, e qui si vede che cosa.',
    back: 'Torna all’articolo',
    link: 'Che cosa è cambiato',
    words: {
      added: 'aggiunto:',
      removed: 'tolto:',
      form: 'Cambiano forma o collegamenti, non le parole.',
      nothing: 'Le parole sono rimaste le stesse.',
      unchanged: (count: number) => (count === 1 ? '[un capoverso uguale]' : `[${count} capoversi uguali]`),
      fields: { kicker: 'Occhiello', headline: 'Titolo', standfirst: 'Sommario' },
      blocks: {
        figure: 'Immagine',
        gallery: 'Galleria',
        embed: 'Contenuto incorporato',
        table: 'Tabella',
        horizontalRule: 'Filetto',
        relatedArticle: 'Articolo correlato',
      },
    },
  },
  corrections: {
    title: 'Correzioni',
    intro: 'Quando sbagliamo lo scriviamo nell’articolo e qui, con la data.',
    none: 'Nessuna correzione finora.',
    report: 'Segnala un errore',
    types: {
      correction: 'Correzione',
      clarification: 'Precisazione',
      update: 'Aggiornamento',
      retraction: 'Ritrattazione',
    },
  },
  letters,
  support: { close: 'Chiudi' },
  newsletter: {
    heading: 'Registrati alla nostra newsletter',
    text: 'Iscriviti alla newsletter per ricevere tutti i nostri aggiornamenti.',
    email: 'Indirizzo email',
    button: 'Iscriviti',
    consent: 'Useremo il tuo indirizzo solo per la newsletter. Puoi cancellarti quando vuoi, con un clic.',
    honeypot: 'Lascia vuoto questo campo',
    title: 'Newsletter',
    thanksTitle: 'Richiesta ricevuta',
    thanks: 'Grazie. Prima di iniziare a scriverti ti chiederemo di confermare l’indirizzo.',
    thanksMore: 'Se l’indirizzo è già iscritto, non cambia nulla: continuerai a ricevere la newsletter.',
    invalid:
      'Questo indirizzo email non sembra completo. Controllalo e riprova: non abbiamo registrato nulla.',
    choose: 'Che cosa vuoi ricevere',
    frequencies: { daily: 'Ogni giorno', weekly: 'Ogni settimana', other: 'Ogni tanto' },
    confirm: {
      title: 'Conferma l’iscrizione',
      text: (names: string[]) => `Un clic e iniziamo a scriverti: ${names.join(', ')}.`,
      button: 'Conferma l’iscrizione',
      not: 'Non l’hai chiesto tu?',
      notLink: 'Non sono stato io: non scrivetemi più',
      doneTitle: 'Iscrizione confermata',
      done: 'Grazie. In fondo a ogni messaggio trovi il modo di cancellarti con un clic.',
      expiredTitle: 'Questo collegamento è scaduto',
      expired:
        'Vale due giorni, e un nuovo messaggio sostituisce quello di prima. Possiamo mandartene un altro.',
      again: 'Mandami un altro collegamento',
      sentTitle: 'Richiesta ricevuta',
      sent: 'Se l’indirizzo può ancora ricevere il messaggio, arriverà tra poco. Ne mandiamo uno al giorno al massimo.',
    },
    refuse: {
      title: 'Non sei stato tu?',
      text: 'Qualcuno ha scritto il tuo indirizzo nel nostro modulo. Se confermi, lo scriviamo nella lista di chi non va disturbato: da qui non ti arriverà più nulla, nemmeno se qualcuno ci riprova.',
      button: 'Non scrivetemi più',
      doneTitle: 'Non ti scriveremo più',
      done: 'Scusa per il disturbo. Del tuo indirizzo resta solo un’impronta, che serve a non scriverti.',
    },
    leave: {
      title: 'Cancella l’iscrizione',
      text: (name: string) => `Non riceverai più «${name}».`,
      textAll: 'Non riceverai più nessuna newsletter.',
      button: 'Cancella l’iscrizione',
      all: 'Cancella tutte le iscrizioni',
      doneTitle: 'Iscrizione cancellata',
      done: 'Non ti scriveremo più. Se hai cambiato idea, puoi iscriverti di nuovo quando vuoi.',
      preferences: 'Scegli che cosa ricevere',
    },
    preferences: {
      title: 'Le tue newsletter',
      of: (address: string) => `Per ${address}`,
      save: 'Salva',
      saved: 'Le tue scelte sono salvate.',
      gone: 'Questa iscrizione non c’è più. Puoi iscriverti di nuovo quando vuoi.',
      asked:
        'Le tue scelte sono salvate. Per le newsletter che hai aggiunto ti mandiamo un messaggio: apri il collegamento e conferma.',
      pace: 'Quanto spesso',
      paces: { every: 'Ogni numero', weekly: 'Al massimo una volta alla settimana' },
      paceHint: 'Vale per tutte le newsletter insieme.',
      pause: 'Fai una pausa',
      pauseNone: 'Nessuna pausa',
      pauseFor: { week: 'Per una settimana', month: 'Per un mese', quarter: 'Per tre mesi' },
      pausedUntil: (day: string) => `In pausa fino al ${day}.`,
      language: 'Lingua dei messaggi',
      languages: { it: 'Italiano', en: 'Inglese' },
      dataTitle: 'I tuoi dati',
      data: 'Ti mandiamo un collegamento con cui scaricare o cancellare quello che conserviamo di te.',
      dataButton: 'Mandami il collegamento',
      dataSent: 'Se non te l’abbiamo già mandato da poco, il collegamento arriverà tra qualche minuto.',
    },
    data: {
      title: 'I tuoi dati',
      text: 'Questo è tutto quello che conserviamo di te.',
      download: 'Scarica in JSON',
      eraseTitle: 'Cancella tutto',
      erase:
        'Cancelliamo l’indirizzo e le iscrizioni. Resta un’impronta dell’indirizzo, da cui non lo si può ricavare, perché nessun vecchio elenco ti riporti qui.',
      eraseButton: 'Cancella i miei dati',
      erasedTitle: 'I tuoi dati sono cancellati',
      erased: 'Non conserviamo più il tuo indirizzo e non ti scriveremo.',
    },
    mail: {
      confirmSubject: (publication: string) => `Conferma l’iscrizione a ${publication}`,
      confirmText: ({ publication, names, link, refuse }: ConfirmMail) => `Ciao,

qualcuno, probabilmente tu, ha chiesto di ricevere da ${publication}:

${names.map((name) => `- ${name}`).join('\n')}

Per confermare apri questo collegamento (vale due giorni):

${link}

Se non sei stato tu, non fare nulla: senza conferma non ti scriveremo. Per non ricevere più nemmeno questo messaggio:

${refuse}
`,
      dataSubject: (publication: string) => `I tuoi dati presso ${publication}`,
      dataText: ({ publication, link }: { publication: string; link: string }) => `Ciao,

con questo collegamento vedi, scarichi o cancelli quello che ${publication} conserva di te:

${link}

Vale due giorni. Se non l’hai chiesto tu, ignoralo.
`,
    },
  },
  author: {
    contact: 'Contatto',
    articles: (name: string) => `Gli articoli di ${name}`,
    expertise: 'Si occupa di',
    none: 'Nessun articolo pubblicato.',
    organisation: 'Redazione',
  },
  topic: { label: 'Argomento', none: 'Nessun articolo su questo argomento.' },
  section: { none: 'In questa sezione non c’è ancora niente.' },
  empty: {
    title: 'Ancora nessun articolo',
    text: 'Questa testata è pronta e non ha ancora pubblicato nulla.',
  },
  archive: {
    title: 'Archivio',
    of: (month: string) => `Archivio di ${month}`,
    months: 'Tutti i mesi',
    count: (n: number) => (n === 1 ? '1 articolo' : `${n} articoli`),
  },
  pager: {
    label: 'Pagine',
    previous: 'Più recenti',
    next: 'Meno recenti',
    page: (n: number) => `Pagina ${n}`,
  },
  searchPage: {
    title: 'Cerca',
    label: 'Cerca negli articoli',
    hint: 'Parole, nomi o una «frase esatta» tra virgolette.',
    button: 'Cerca',
    results: (query: string) => `Risultati per «${query}»`,
    none: (query: string) => `Nessun articolo contiene tutte queste parole: «${query}».`,
    noneHelp: 'Prova con meno parole, con un’altra forma della parola o senza virgolette.',
    start: 'Scrivi una o più parole per cercare tra tutti gli articoli pubblicati.',
  },
  notFound: {
    title: 'Pagina non trovata',
    text: 'A questo indirizzo non c’è nulla: forse il link è sbagliato, o l’articolo ha cambiato posto. Cercalo qui:',
    latest: 'Intanto, le ultime notizie',
    back: 'Torna alla prima pagina',
  },
  gone: {
    title: 'Questa pagina non c’è più',
    text: 'L’articolo che stava a questo indirizzo è stato ritirato. Puoi cercarne altri qui:',
  },
  serverError: {
    title: 'Qualcosa non ha funzionato',
    text: 'La pagina non può essere mostrata adesso. Il problema è nostro ed è stato registrato: riprova tra qualche minuto.',
    back: 'Torna alla prima pagina',
  },
  about: {
    title: 'Gerenza',
    legal: 'Dati legali',
    contact: 'Contatti',
    staff: 'La redazione',
    feeds: 'Feed',
  },
  legal: {
    court: 'Registrazione',
    number: 'n.',
    of: 'del',
    publisher: 'Editore',
    responsibleDirector: 'Direttore responsabile',
    address: 'Sede',
    hosting: 'Servizio di hosting',
    email: 'Email',
    note: (name: string, court: string, number: string, date: string) =>
      `${name} è una testata registrata in data ${date} presso il ${court} al n. ${number}.`,
    contact: 'Per ogni informazione, richiesta, consiglio e critica:',
  },
  footer: {
    about: 'Gerenza',
    archive: 'Archivio',
    corrections: 'Correzioni',
    feeds: 'RSS',
    newsletter: 'Newsletter',
    navigation: 'Fondo pagina',
  },
  breadcrumbs: 'Percorso',
}
