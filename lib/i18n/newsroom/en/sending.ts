import type { sending as italian } from '../it/sending.ts'

export const sending: typeof italian = {
  send: 'Send',
  schedule: 'Schedule',
  testToMe: 'Test to me',
  tested: (email) => `Test sent to ${email}. Its subject is marked, and it is in no statistics.`,
  testing: 'Sending the test…',
  unsaved: 'What you wrote must be saved first: try again in a moment.',

  sendTitle: 'Send this issue',
  scheduleTitle: 'Schedule this issue',
  counting: 'Counting the recipients…',
  willGo: (n) => (n === 1 ? 'Goes to 1 person' : `Goes to ${n.toLocaleString('en-GB')} people`),
  noSubject: 'It takes a subject first: write one and try again.',
  nobody: 'Nobody gets this list now: there is nobody to send to.',
  list: 'List',
  subject: 'Subject',
  subjects: 'Subjects tried',
  contents: 'Contains',
  size: 'Weight',
  typeNumber: (n) => `To confirm, write how many people: ${n}`,
  wrongNumber: (n) => `That is not the number: they are ${n}.`,
  countChanged: (n) =>
    `Meanwhile the number has changed: now they are ${n.toLocaleString('en-GB')}. Write it again to confirm.`,
  sendText: 'It goes out at once. You can pause or cancel it, but those who have it have it.',
  scheduleText:
    'It goes out by itself at that time, to those who are subscribed then. Until then you can change it.',
  at: 'When',
  zone: (name) => `Time of ${name}.`,
  started: (n) => `Going out to ${n.toLocaleString('en-GB')} people`,
  scheduled: (when) => `Scheduled: ${when}`,

  progress: 'How far it is',
  counts: {
    queued: 'Queued',
    sent: 'Sent',
    failed: 'Refused',
    skipped: 'Skipped',
    uncertain: 'Uncertain',
  },
  one: {
    queued: 'queued',
    sent: 'sent',
    failed: 'refused',
    skipped: 'skipped',
    uncertain: 'uncertain',
  },
  of: (done, all) => `${done} of ${all}`,
  perSecond: (n) => `${n} a second`,
  left: (time) => `${time} left`,
  seconds: (n) => (n === 1 ? '1 second' : `${n} seconds`),
  minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
  hours: (n, m) => `${n === 1 ? '1 hour' : `${n} hours`}${m > 0 ? ` and ${m} min` : ''}`,
  noEstimate: 'Waits for its turn',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel sending',
  cancelTitle: 'Cancel sending',
  cancelText: (queued) =>
    queued === 1
      ? 'One person who still waits will not get it. Those who have it have it. This cannot be taken up again.'
      : `${queued.toLocaleString('en-GB')} people who still wait will not get it. Those who have it have it. This cannot be taken up again.`,
  cancelHeldText:
    'The issue stays among the cancelled ones and does not go out. You can use it as a new draft.',
  keep: 'No, leave it',
  resend: (n) => (n === 1 ? 'Send again to 1 uncertain' : `Send again to the ${n} uncertain`),
  resendTitle: 'Send again to the uncertain',
  resendText: (n) =>
    n === 1
      ? 'Of one letter we do not know whether it arrived: the connection broke while the mail server was answering. Usually it did, so we do not send it again by ourselves.'
      : `Of ${n.toLocaleString('en-GB')} letters we do not know whether they arrived: the connection broke while the mail server was answering. Usually they did, so we do not send them again by ourselves.`,
  resendTwice:
    'If you send them again, some will find it twice; many mail programs recognise the double and show one.',
  resent: (n) =>
    n === 1 ? '1 letter is queued again' : `${n.toLocaleString('en-GB')} letters are queued again`,
  finished: (n) => `Finished: ${n} letters sent.`,
  cancelledNow: 'Cancelled: nothing goes out any more.',
  unreachable: 'The site does not answer. Sending goes on by itself: the page tries again soon.',
  live: (sent, all) => `Sent ${sent} of ${all}`,
  test: (when) =>
    `Two subjects are tried: among those who have it clicks are counted; then the rest get the better one (${when}).`,
  winner: (subject) => `The subject “${subject}” won.`,

  reasonTitle: {
    held: 'It waits for somebody to decide',
    paused: 'Sending is paused',
    sending: 'Sending waits',
    cancelled: 'It was cancelled by itself',
  },
  reasons: {
    editor: 'Somebody paused it.',
    expired:
      'It stood still for six months: the addresses of those who waited for it could not be kept any longer, so it was cancelled.',
    failures:
      'Too many of the last letters were refused for good, so sending stopped by itself. See in the log what the server answers: if the addresses are old, resume; if it refuses us, the mail must be mended first.',
    auth: 'The mail server does not let us in any more. An administrator should check name and password in the mail settings; then resume.',
    sender:
      'The mail server refuses our sender’s address. An administrator should check it in the mail settings; then resume.',
    busy: 'The mail server turned us away several times because it is busy. Wait some minutes and resume; if it happens often, the pace should be lower.',
    late: 'Its time was over two hours ago: the server was off. Old news does not go out unless somebody says so.',
    restored:
      'Nothing has run for many hours: the data may come from a backup, and this issue may have gone out already. Check your mail before you send it.',
    blocked:
      'The sender’s domain is not in order, and large mail services would refuse everything. An administrator should mend it on the page of the domain.',
    error:
      'Something went wrong while it was being prepared: nothing was sent. Administrators find the cause in the server’s log; meanwhile you can try to send it.',
    'day-limit': 'Today’s letters are used up: it goes on by itself tomorrow.',
    'relay-down': 'The mail server does not answer. It is tried again by itself, and nothing is lost.',
  },
  answered: (text) => `The server answered: ${text}`,
  lastError: (text) => `Last error: ${text}`,
  sendAnyway: 'Send it anyway…',
  dontSend: 'Do not send it',
  backToDraft: 'Back to draft',
  mailMissing: 'There is no mail server yet: an administrator sets it up, and from then on you can send.',
  mailSettings: 'Mail settings',

  logTitle: 'Delivery log',
  logText: 'One line for each person, with the answer of the mail server.',
  logEmpty: 'No letters in this state.',
  logNotYet: 'The log begins when the issue goes out.',
  all: 'All',
  filter: 'State',
  email: 'Address',
  state: 'State',
  attempts: 'Attempts',
  answer: 'Answer of the server',
  time: 'Time',
  export: 'Download CSV',
  exportAll: 'All (CSV)',
  exportOf: { failed: 'Refused (CSV)', uncertain: 'Uncertain (CSV)' },
  nextPage: 'Next lines',
  firstPage: 'Back to the start',
  erased: 'Address deleted',
  cancelledRow: 'Cancelled before it left',
  columns: {
    email: 'email',
    state: 'state',
    attempts: 'attempts',
    code: 'code',
    answer: 'answer',
    server: 'server id',
    at: 'time',
    back: 'came back',
  },
  cameBack: {
    hard: 'refused',
    soft: 'refused for now',
    policy: 'refused because of the sender',
    complaint: 'reported as spam',
  },
  back: 'Back to the issue',
  testSubject: (subject: string) => `[Test] ${subject}`,
}
