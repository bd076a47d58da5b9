import type { errors as italian } from '../it/errors.ts'

export const errors: typeof italian = {
  required: 'This field cannot stay empty.',
  'email-invalid': 'This email address is not valid. Check that it reads like name@example.org.',
  'picture-unreadable': 'The picture is damaged or incomplete. Try to export it again.',
  'picture-unsupported': 'This format cannot be used. Upload a JPEG, PNG or WebP picture.',
  'picture-too-large': 'The picture is too large: at most 25 MB and 60 megapixels.',
  'document-invalid': 'The text holds something that this version does not know. Nothing was changed.',
  'stale-version': 'Somebody else changed this in the meantime. Your text is safe: reload and compare.',
  'path-taken': 'This address belongs to another article already. Choose another one.',
  'headline-missing': 'The headline is missing. Write it, then try again.',
  'not-found': 'It is gone, or never was.',
  'signed-out': 'The session is over. Sign in again: what you wrote is safe.',
  forbidden: 'Your role does not allow this.',
  'input-invalid': 'Something in what you typed is not right. Check the fields that are marked.',
  'sign-in-failed': 'Email or password do not match.',
  'too-many-attempts': 'Too many attempts. Wait a few minutes and try again.',
  'email-taken': 'Somebody with this email address is here already.',
  'link-expired': 'This link is too old or was used already. Ask for a new one.',
  'password-short': 'The password needs at least 12 characters.',
  'password-common': 'This password is one of the most used in the world: choose another one.',
  'code-wrong': 'The code is not right or was used already. Wait for the next one and try again.',
  'last-administrator':
    'This is the only active administrator. Appoint another one first, or nobody could manage the newsroom any more.',
  'password-long': 'A password may have 200 characters at most.',
  'password-own':
    'The password contains your name, your address or the name of the publication. Choose another one.',
  'password-pattern': 'The password is a repetition or a sequence: it is too easy to guess.',
  'password-wrong': 'The present password is not right. Nothing was changed.',
  'passkey-failed': 'The passkey was not accepted. Try again, or sign in with email and password.',
}
