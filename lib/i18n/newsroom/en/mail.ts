import type { mail as italian } from '../it/mail.ts'

export const mail: typeof italian = {
  inviteSubject: (publication) => `Your invitation to the newsroom of ${publication}`,
  inviteText: ({ name, publication, link, by }) => `Hello ${name},

${by} has invited you to the newsroom of ${publication}.
Open this link and choose your password:

${link}

It works once, for seven days. If you did not expect this invitation, ignore it: nothing happens.
`,
  resetSubject: (publication) => `A new password for ${publication}`,
  resetText: ({ name, publication, link }) => `Hello ${name},

somebody, probably you, has asked for a new password for the newsroom of ${publication}.
To choose it, open this link:

${link}

It works once, for an hour. If it was not you, ignore it: your password stays as it was.
`,
  changedSubject: (publication) => `Your password for ${publication} was changed`,
  changedText: ({ name, publication }) => `Hello ${name},

the password with which you sign in to the newsroom of ${publication} was changed just now, and the other sessions were ended.
If it was not you, tell an administrator at once.
`,
}
