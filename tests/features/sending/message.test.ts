// A composed message, read back by another program.
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import {
  BrokenMessage,
  composeMessage,
  type Envelope,
  messageIdOf,
  newPlaceholders,
  Template,
} from '@/features/sending/message.ts'
import { freshDatabase } from '../../factories/database.ts'

freshDatabase()

const placeholders = newPlaceholders()

const envelope: Envelope = {
  from: { name: 'L’Altana – perché no', address: 'redazione@altana.example' },
  replyTo: 'posta@altana.example',
  subject:
    'È già mattina: ponte, «città» e caffè, con un oggetto lungo abbastanza da andare a capo due volte',
  date: Date.UTC(2026, 10, 24, 6, 0),
  language: 'it',
  listName: 'L’Altana - Mattino',
  listId: 'mattino.altana.example',
  archive: 'https://altana.example/newsletter/archive/mattino',
  leaveUrl: `https://altana.example/u/${placeholders.leave}`,
  placeholders,
  feedback: 'i42:mattino:newsletter:altana.example',
}
const leave = `https://altana.example/u/${placeholders.leave}`
const preferences = `https://altana.example/newsletter/preferences/${placeholders.preferences}`
const letter = (before: string) => ({
  html: `<!doctype html><p lang="it">${before}Perché <a href="${leave}">via</a> e <a href="${preferences}">scelte</a> «così»</p>`,
  text: `${before}Perché\n\n${leave}\n${preferences}\n`,
})
const values = {
  to: '<ada@example.org>',
  messageId: '<i42.abc@altana.example>',
  leave: 'k1.0123456789abcdef.3.AAAAAAAAAAAAAAAAAAAAAA',
  preferences: 'k1.0123456789abcdef.0.BBBBBBBBBBBBBBBBBBBBBB',
}
const raw = async (before = '') =>
  new Template(await composeMessage(letter(before), envelope)).fill(values).toString('latin1')

describe('a message', () => {
  it('says all that its reader needs, and comes back as it was written', async () => {
    const mail = await simpleParser(await raw())
    expect(mail.subject).toBe(envelope.subject)
    expect(mail.from?.value).toEqual([envelope.from])
    expect(mail.to).toMatchObject({ value: [{ address: 'ada@example.org', name: '' }] })
    expect(mail.date?.getTime()).toBe(envelope.date)
    expect(mail.messageId).toBe(values.messageId)
    const link = leave.replace(placeholders.leave, values.leave)
    expect(mail.html).toBe(
      letter('')
        .html.replace(placeholders.leave, values.leave)
        .replace(placeholders.preferences, values.preferences),
    )
    expect(mail.text).toContain(link)
  })

  it('has each list header once, unfolded, and lines that every server takes', async () => {
    const text = await raw()
    const [head = ''] = text.split('\r\n\r\n')
    const lines = (name: string) =>
      head.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name}:`))
    for (const name of [
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'list-archive',
      'to',
      'message-id',
      'date',
    ])
      expect(lines(name), name).toHaveLength(1)
    expect(lines('list-unsubscribe')).toEqual([
      `List-Unsubscribe: <https://altana.example/u/${values.leave}>`,
    ])
    expect(lines('list-unsubscribe-post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click'])
    expect(lines('list-id')[0]).toMatch(/<mattino\.altana\.example>$/)
    expect(text).not.toContain('invalid')
    expect(/^[\t\r\n\x20-\x7e]*$/.test(text)).toBe(true)
    expect(text).not.toMatch(/[^\r]\n/)
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
  })

  it('keeps its links wherever the encoding breaks the lines', async () => {
    for (let n = 0; n < 80; n++) {
      const mail = await simpleParser(await raw('x'.repeat(n)))
      for (const link of [values.leave, values.preferences]) {
        expect(mail.html, `${n}`).toContain(`/${link}"`)
        expect(mail.text, `${n}`).toContain(`/${link}`)
      }
    }
  })

  it('is not composed when a link got lost', async () => {
    const { html, text } = letter('')
    await expect(composeMessage({ html, text: text.replace(leave, '') }, envelope)).rejects.toThrow(
      BrokenMessage,
    )
  })

  it('has one Message-ID for an issue and a reader, and tells nobody which', () => {
    const id = messageIdOf(42, '0123456789abcdef', 'altana.example')
    expect(id).toBe(messageIdOf(42, '0123456789abcdef', 'altana.example'))
    expect(id).toMatch(/^<i42\.[0-9a-f]{24}@altana\.example>$/)
    expect(id).not.toBe(messageIdOf(43, '0123456789abcdef', 'altana.example'))
    expect(id).not.toContain('0123456789abcdef')
  })
})
