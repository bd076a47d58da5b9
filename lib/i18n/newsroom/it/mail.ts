type Link = { name: string; publication: string; link: string }

/** Messages to those who work in the newsroom, in plain text. */
export const mail = {
  inviteSubject: (publication: string) => `Il tuo invito nella redazione di ${publication}`,
  inviteText: ({ name, publication, link, by }: Link & { by: string }) => `Ciao ${name},

${by} ti ha invitato nella redazione di ${publication}.
Apri questo collegamento e scegli la tua password:

${link}

Funziona una volta sola, per sette giorni. Se non ti aspettavi questo invito, ignoralo: non succede nulla.
`,
  resetSubject: (publication: string) => `Una nuova password per ${publication}`,
  resetText: ({ name, publication, link }: Link) => `Ciao ${name},

qualcuno, probabilmente tu, ha chiesto una nuova password per la redazione di ${publication}.
Per sceglierla apri questo collegamento:

${link}

Funziona una volta sola, per un’ora. Se non l’hai chiesto tu, ignoralo: la tua password resta quella di prima.
`,
  changedSubject: (publication: string) => `La tua password per ${publication} è cambiata`,
  changedText: ({ name, publication }: Omit<Link, 'link'>) => `Ciao ${name},

la password con cui accedi alla redazione di ${publication} è stata appena cambiata, e le altre sessioni sono state chiuse.
Se non sei stato tu, avvisa subito un amministratore.
`,
}
