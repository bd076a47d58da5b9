export const accounts = {
  signIn: 'Accedi',
  signInTitle: 'Accedi alla redazione',
  email: 'Email',
  password: 'Password',
  show: 'Mostra',
  name: 'Nome e cognome',
  setupTitle: 'Benvenuto in Testata',
  setupText: 'Crea il primo amministratore: potrà invitare la redazione e cambiare ogni impostazione.',
  passwordHint: 'Almeno 12 caratteri. Una frase che ricordi va benissimo, spazi compresi.',
  setupSubmit: 'Crea e accedi',
  tooMany: (seconds: number) =>
    seconds < 90
      ? 'Troppi tentativi. Aspetta un minuto e riprova.'
      : `Troppi tentativi. Aspetta ${Math.ceil(seconds / 60)} minuti e riprova.`,
  forgotten: 'Password dimenticata?',
  backToSignIn: 'Torna all’accesso',
  inviteTitle: (publication: string) => `Benvenuto nella redazione di ${publication}`,
  inviteText: (email: string) => `Scegli la password con cui accederai come ${email}.`,
  inviteSubmit: 'Salva la password e accedi',
  linkOverTitle: 'Questo collegamento non funziona più',
  inviteOverText:
    'È scaduto oppure è già stato usato. Se hai già scelto la password, accedi; altrimenti chiedi a un amministratore un nuovo invito.',
  resetOverText:
    'È scaduto oppure è già stato usato. La tua password non è cambiata: chiedi un altro collegamento.',
  resetTitle: 'Password dimenticata',
  resetText: 'Scrivi il tuo indirizzo: ti mandiamo un collegamento per scegliere una nuova password.',
  resetNoMail:
    'Questa redazione non manda email. Chiedi a un amministratore un collegamento per scegliere una nuova password: lo trova nella pagina «Persone».',
  resetSubmit: 'Manda il collegamento',
  resetSent:
    'Se l’indirizzo è di qualcuno della redazione, tra poco arriverà un messaggio con il collegamento. Vale un’ora.',
  resetAgain: 'Chiedi un altro collegamento',
  newPasswordTitle: 'Scegli una nuova password',
  newPasswordText: (email: string) => `Per ${email}. Tutte le sessioni aperte saranno chiuse.`,
  newPassword: 'Nuova password',
  newPasswordSubmit: 'Salva la password',
  resetDone: 'La nuova password è salvata. Accedi.',
  roles: {
    contributor: 'Collaboratore',
    author: 'Autore',
    editor: 'Redattore',
    administrator: 'Amministratore',
  },
}
