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
  roles: {
    contributor: 'Collaboratore',
    author: 'Autore',
    editor: 'Redattore',
    administrator: 'Amministratore',
  },
}
