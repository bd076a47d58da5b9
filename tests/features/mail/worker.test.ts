import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { handles, write } from '@/db/client.ts'
import { queueMail } from '@/features/mail/mutations.ts'
import { drainOutbox } from '@/server/jobs.ts'
import { everyRow, freshDatabase, rows } from '../../factories/database.ts'

freshDatabase()

let server: SMTPServer
let received: { mail: ParsedMail; to: string[] }[]
let refuse: boolean
beforeEach(async () => {
  received = []
  refuse = false
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, callback) => {
      simpleParser(stream).then((mail) => {
        if (refuse) return callback(new Error('mailbox is busy'))
        received.push({ mail, to: session.envelope.rcptTo.map(({ address }) => address) })
        callback()
      }, callback)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  process.env.MAIL_FROM = 'La Testata <redazione@example.org>'
})
afterEach(async () => {
  delete process.env.SMTP_URL
  delete process.env.MAIL_FROM
  await new Promise<void>((resolve) => server.close(resolve))
})

const message = {
  to: 'ada@example.org',
  subject: 'Una città, «due» ponti',
  text: 'Ciao Ada,\n\nhttp://localhost/admin/invite?token=abc\n',
  until: Date.now() + 60_000,
}
const due = () => handles().writer.exec('UPDATE outbox SET due_at = 0')

it('a message arrives as it was written, marked as made by a program', async () => {
  await write((tx) => queueMail(tx, message))
  expect(await drainOutbox(undefined, ['mail'])).toBe(1)
  expect(received).toHaveLength(1)
  const { mail, to } = received[0] as (typeof received)[0]
  expect(to).toEqual(['ada@example.org'])
  expect([mail.subject, mail.text, mail.from?.text]).toEqual([
    message.subject,
    message.text,
    '"La Testata" <redazione@example.org>',
  ])
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(rows('SELECT * FROM outbox')).toEqual([])
})

it('while it waits it is not readable: it holds a link that opens a door', async () => {
  await write((tx) => queueMail(tx, message))
  expect(JSON.stringify(everyRow())).not.toMatch(/token=abc|ada@example/)
})

it('a server that is busy is asked again, and the message keeps its name', async () => {
  refuse = true
  await write((tx) => queueMail(tx, message))
  expect(await drainOutbox(undefined, ['mail'])).toBe(0)
  expect(rows('SELECT attempts, error FROM outbox')).toMatchObject([
    { attempts: 1, error: expect.stringMatching(/busy/) },
  ])
  refuse = false
  due()
  expect(await drainOutbox(undefined, ['mail'])).toBe(1)
  expect(received[0]?.mail.messageId).toMatch(/^<[0-9a-f]{32}@/)
})

it('a message that comes too late to be of use is dropped', async () => {
  await write((tx) => queueMail(tx, { ...message, until: Date.now() - 1 }))
  await drainOutbox(undefined, ['mail'])
  expect([received, rows('SELECT * FROM outbox')]).toEqual([[], []])
})

it('nobody can add headers or recipients through a name', async () => {
  await write((tx) =>
    queueMail(tx, { ...message, to: 'ada@example.org', subject: 'Ciao\r\nBcc: eve@example.org' }),
  )
  await drainOutbox(undefined, ['mail'])
  expect(received[0]?.to).toEqual(['ada@example.org'])
  expect(received[0]?.mail.headers.has('bcc')).toBe(false)
})
