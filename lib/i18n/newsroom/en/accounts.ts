import type { accounts as italian } from '../it/accounts.ts'

export const accounts: typeof italian = {
  signIn: 'Sign in',
  signInTitle: 'Sign in to the newsroom',
  email: 'Email',
  password: 'Password',
  show: 'Show',
  name: 'Name',
  setupTitle: 'Welcome to Testata',
  setupText: 'Create the first administrator, who can invite the newsroom and change every setting.',
  passwordHint: 'At least 12 characters. A phrase that you remember is fine, spaces included.',
  setupSubmit: 'Create and sign in',
  tooMany: (seconds) =>
    seconds < 90
      ? 'Too many attempts. Wait a minute and try again.'
      : `Too many attempts. Wait ${Math.ceil(seconds / 60)} minutes and try again.`,
  forgotten: 'Forgotten your password?',
  backToSignIn: 'Back to sign-in',
  inviteTitle: (publication) => `Welcome to the newsroom of ${publication}`,
  inviteText: (email) => `Choose the password with which you will sign in as ${email}.`,
  inviteSubmit: 'Save the password and sign in',
  linkOverTitle: 'This link does not work any more',
  inviteOverText:
    'It is too old or was used already. If you have chosen your password, sign in; otherwise ask an administrator for a new invitation.',
  resetOverText: 'It is too old or was used already. Your password has not changed: ask for another link.',
  resetTitle: 'Forgotten password',
  resetText: 'Give your address: we send you a link by which you choose a new password.',
  resetNoMail:
    'This newsroom sends no mail. Ask an administrator for a link to choose a new password: they find it on the page “People”.',
  resetSubmit: 'Send the link',
  resetSent:
    'If the address belongs to somebody in the newsroom, a message with the link will arrive soon. It works for an hour.',
  resetAgain: 'Ask for another link',
  newPasswordTitle: 'Choose a new password',
  newPasswordText: (email) => `For ${email}. All open sessions will be ended.`,
  newPassword: 'New password',
  newPasswordSubmit: 'Save the password',
  resetDone: 'The new password is saved. Sign in.',
  roles: {
    contributor: 'Contributor',
    author: 'Author',
    editor: 'Editor',
    administrator: 'Administrator',
  },
}
