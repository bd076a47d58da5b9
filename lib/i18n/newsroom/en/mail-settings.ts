import type { mailSettings as italian } from '../it/mail-settings.ts'

export const mailSettings: typeof italian = {
  groups: {
    server: 'Server and sender',
    pace: 'Pace',
    signature: 'DKIM signature',
    bounces: 'Refused messages',
    domain: 'Domain check',
  },
  saved: 'Mail settings saved',
  copy: 'Copy',
  copied: 'Copied',
  lost: 'What was saved here is encrypted with another secret and cannot be read any more. Restore the secret, or write everything again.',

  serverText: 'The newsletter, confirmations of subscriptions and the newsroom’s messages go out from here.',
  environment:
    'SMTP_URL is set in the environment, and comes before what you save here: the form counts once you take it away.',
  inForce: 'In force now',
  noServer: 'No mail server: for now nothing is sent.',
  noSender: 'There is a server, but no sender: for now nothing is sent.',
  server: 'Server',
  sender: 'Sender',
  tlsStart: 'TLS from the start',
  tlsUpgrade: 'STARTTLS',
  tlsNone: 'without TLS, on this machine',
  userIs: (user) => `user ${user}`,
  noUser: 'no password',
  fromName: 'Name of the sender',
  fromNameHint: 'Usually the name of the newspaper. A list can have its own.',
  fromAddress: 'Address of the sender',
  fromAddressHint: 'In a domain of yours: it is the one that mail services check.',
  host: 'SMTP server',
  hostHint: 'As your provider writes it: smtp.example.org. Empty: nothing is sent.',
  port: 'Port',
  tls: 'Encryption',
  tlsOptions: { upgrade: 'STARTTLS (port 587)', start: 'TLS from the start (port 465)' },
  user: 'User name',
  password: 'Password',
  passwordKept: 'There is one: leave this empty to keep it.',
  passwordNone: 'It is encrypted in the database, and never comes back to the browser.',
  show: 'Show',
  save: 'Save',

  trial: 'Try it',
  trialText: 'What is in force is tried: save first.',
  tryServer: 'Test the connection',
  trySending: 'Send a test message',
  trying: 'Trying…',
  toYou: (email) => `The message goes to ${email}.`,
  connected: 'The server answers and lets us in. Nothing was sent.',
  sent: (email) => `The server took the message to ${email}. See whether it arrives.`,
  failed: {
    missing: 'There is no server, or no sender: complete the settings and save.',
    name: 'There is no server of this name. Check how it is written.',
    refused: 'The server refuses the connection: the port is wrong, or it takes no calls from here.',
    timeout: 'The server does not answer. Check name and port; some providers block port 25.',
    certificate: 'The certificate of the server is not good for this name: the connection is not safe.',
    tls: 'Encryption fails. Try the other kind: STARTTLS is usually on port 587, TLS on 465.',
    password: 'The server does not accept user name and password.',
    protocol: 'At this port there is no mail server.',
    message: 'The server lets us in, but refuses the message.',
    other: 'It did not work.',
  },
  said: (detail) => `Answer: ${detail}`,
  trialSubject: (publication) => `Test message from ${publication}`,
  trialMessage: (publication) =>
    `This is a test message from ${publication}.\n\nIf you read it, the mail server works. See also that it did not end up in the spam.\n`,

  paceText: 'For issues of newsletters. A message on its own, like a confirmation, goes at once.',
  perSecond: 'Messages per second',
  perSecondHint: 'Your provider says how many it takes. If in doubt, 10.',
  perDay: 'At most in 24 hours',
  perDayHint: 'Empty: no limit. What does not fit goes on the next day.',
  caps: 'Limits by domain, per minute',
  capsHint: 'One on each line: gmail.com 600. Other domains follow the general pace.',
  warmUp: 'Warm-up',
  warmUpHint:
    'For a new sender: mail services distrust whoever begins with many messages. The limit doubles every day.',
  first: 'Messages on the first day',
  warmUpSince: (day, limit) => `Begun on ${day}; at most ${limit} today.`,

  signatureText:
    'If your mail server does not sign, we do: the private key stays here, encrypted, and the public one goes into DNS.',
  keyDomain: 'Domain that signs',
  keyDomainHint: 'That of the sender’s address.',
  selector: 'Selector',
  selectorHint: 'A name for this key, other than those used before.',
  makeKey: 'Make the key',
  keyMade: 'The key is made: now publish the record',
  keyOf: (domain) => `We sign for ${domain}`,
  publish: 'Publish this record in DNS, then check the domain.',
  long: 'If your DNS panel takes no more than 255 characters, divide the value into parts in quotation marks.',
  deleteKey: 'Delete the key',
  deleteTitle: 'Delete the key?',
  deleteText:
    'Messages that leave from now on will not be signed by us. The key cannot be brought back; the record in DNS can go after some days.',
  keyDeleted: 'Key deleted',
  relay: 'Your server signs',
  relayText: 'If your provider signs, tell us the selector it uses: the domain check looks for its key.',
  relaySelector: 'Selector of the provider',
  relaySelectorHint: 'It is in their documentation, or after s= in the header DKIM-Signature.',

  bouncesText:
    'What cannot be delivered comes back to signed addresses, one for each message. Who is gone gets nothing more, and neither does who reports spam. Automatic replies are ignored.',
  way: 'How they come back',
  ways: {
    none: 'We do not collect them',
    imap: 'To a mailbox, read by IMAP',
    listener: 'To a port of this machine',
  },
  noneHint: 'Only what the server refuses at once counts.',
  imapHint:
    'A mailbox that gets everything for that domain and serves nothing else: every message is marked as read.',
  listenerHint:
    'For those with a mail server of their own: it hands everything for that domain over here, by SMTP.',
  bounceDomain: 'Domain of refused messages',
  bounceDomainHint: 'Best a subdomain of their own, like bounces.example.org.',
  imapHost: 'IMAP server',
  imapTlsOptions: { start: 'TLS from the start (port 993)', upgrade: 'STARTTLS (port 143)' },
  folder: 'Folder',
  listener: 'Port on 127.0.0.1',
  intake: 'How it goes',
  intakeNone: 'We have not looked yet: that happens while the process that sends is running.',
  intakeGood: (when) => `All is well: the last time ${when}.`,
  intakeBad: (when, times) =>
    times === 1 ? `It has failed since ${when}.` : `It fails: ${times} times, the last one ${when}.`,
  month: 'In the last 30 days',
  kinds: {
    hard: 'addresses that refuse',
    soft: 'passing refusals',
    policy: 'refusals of the sender',
    complaint: 'reports of spam',
  },
  nothing: 'Nothing came back.',
  cameBack: {
    hard: (day) => `Refused, ${day}:`,
    soft: (day) => `Refused for now, ${day}:`,
    policy: (day) => `Refused because of the sender, ${day}:`,
    complaint: (day) => `Reported as spam, ${day}:`,
  },

  domainText: (domain) =>
    `What mail services ask of those who write to many, as it looks from outside for ${domain}.`,
  domainLoopback: 'The mail server is on this machine: the check only warns.',
  domainFirst: 'Red items stop the first real send.',
  domainNone: 'First there must be a mail server with a sender.',
  checking: 'Asking DNS…',
  again: 'Check again',
  levels: { green: 'Good', amber: 'Have a look', red: 'To be fixed' },
  found: 'DNS has',
  write: 'To write into DNS',
  recordName: 'Name',
  recordType: 'Type',
  recordValue: 'Value',
  checks: {
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    alignment: 'Alignment',
    ptr: 'Reverse name (PTR)',
    oneClick: 'One-click unsubscribe',
    bounces: 'Refused messages (MX)',
  },
  unanswered: 'DNS did not answer in time. Try again in some minutes.',
  findings: {
    spf: {
      missing: ({ about }) =>
        `${about} does not say who may send. If your provider gave you a record, use that one.`,
      several: ({ about }) =>
        `${about} has more than one SPF record: to receivers none of them counts. Make one of them.`,
      long: ({ about }) =>
        `The record of ${about} takes more than ten questions to DNS: receivers discard it.`,
      closed: ({ about }) => `The record of ${about} says that nobody may send.`,
      open: ({ about }) => `The record of ${about} lets everybody send: it protects nothing.`,
      covers: ({ about }) => `The record of ${about} has your server.`,
      includes: ({ about }) => `${about} leaves sending to a provider. Make sure that it is your server’s.`,
      uncovered: ({ about }) =>
        `Your server is not in the record of ${about}. If it sends from other addresses that may be right; otherwise add it.`,
    },
    dkim: {
      missing: ({ about }) => `Our key is not at ${about} yet: signatures do not count.`,
      differs: ({ about }) => `At ${about} there is another key: our signatures look forged.`,
      matches: ({ about }) => `Our key is at ${about}.`,
      unnamed: () =>
        'We do not sign. If your server does, write its selector under “DKIM signature”; if not, make a key.',
      relayMissing: ({ about }) => `There is no key at ${about}.`,
      relay: ({ about }) => `The key of your server is at ${about}.`,
      revoked: ({ about }) => `The key at ${about} was withdrawn.`,
    },
    dmarc: {
      missing: ({ about }) =>
        `${about} has no DMARC policy. This one is enough to begin with, and blocks nothing.`,
      several: ({ about }) => `There are several policies at ${about}: to receivers none of them counts.`,
      broken: ({ about }) =>
        `The policy at ${about} does not say what to do: p=none, p=quarantine or p=reject is missing.`,
      present: ({ about }) => `The policy is there, at ${about}.`,
    },
    alignment: {
      byKey: ({ about }) => `The signature of ${about} counts for the sender’s address.`,
      byEnvelope: ({ about }) => `The return address, of ${about}, counts for the sender’s address.`,
      apart: ({ about }) =>
        `We sign for ${about}, which has nothing to do with the sender’s address: for DMARC that is no signature.`,
      unknown: () => 'We do not know for which domain your server signs.',
    },
    ptr: {
      named: ({ about }) => `${about} has a name that leads back to the same address.`,
      nameless: ({ about }) =>
        `${about} has no name that leads back to the same address. If the server is yours, ask who gives you the line.`,
      local: () =>
        'This machine sends: its public address needs a name that leads back to it. Ask who gives you the line.',
      unanswered: ({ about }) => `The address of ${about} cannot be found.`,
    },
    oneClick: {
      ready: ({ about }) => `The links to unsubscribe answer, with HTTPS, at ${about}.`,
      plain: ({ about }) =>
        `The site is ${about}, without HTTPS: mail services insist on it. Correct SITE_URL.`,
      elsewhere: ({ about }) =>
        `At ${about} addresses /u/… answer otherwise, or lead elsewhere: one-click unsubscribe does not work.`,
      unreachable: ({ about }) =>
        `We cannot reach ${about} from here. Try from outside to open an address /u/…`,
    },
    bounces: {
      none: () => 'Refused messages are not collected: we write even to those who are gone.',
      missing: ({ about }) =>
        `${about} gets no mail: refused messages are lost. It needs an MX to the server that hands them over here or to the mailbox.`,
      present: ({ about }) => `${about} gets mail.`,
    },
  },
}
