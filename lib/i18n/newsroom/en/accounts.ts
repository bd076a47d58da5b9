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
  roles: {
    contributor: 'Contributor',
    author: 'Author',
    editor: 'Editor',
    administrator: 'Administrator',
  },
}
