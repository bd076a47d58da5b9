// What we sign, as another program reads it.
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { beforeAll, expect, it } from 'vitest'
import { dkimRecord, makePrivateKey } from '@/features/mail/dkim.ts'
import { Signer } from '@/features/mail/signature.ts'

const settings = { domain: 'altana.example', selector: 'testata', privateKey: '' }
beforeAll(async () => {
  settings.privateKey = await makePrivateKey()
})
const resolver = async (name: string) => {
  const record = dkimRecord(settings)
  return name === record.name ? [[record.value]] : []
}
async function verdict(message: Buffer) {
  const [result] = (await dkimVerify(message, { resolver })).results
  return result?.status.result
}
const lines = (...all: string[]) => Buffer.from(all.join('\r\n'), 'latin1')
const head = [
  'To: <lettrice@example.org>',
  'Message-ID: <i1.a@altana.example>',
  'List-Unsubscribe: <https://altana.example/u/k1.abc>',
  'From: "L\'Altana"',
  '\t<redazione@altana.example>',
  'Subject:   =?UTF-8?Q?=C3=88_gi=C3=A0?=',
  ' =?UTF-8?Q?_mattina?=  ',
  'Date: Wed, 25 Nov 2026 07:00:00 +0000',
  'MIME-Version: 1.0',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  'Content-Type: text/plain; charset=utf-8',
]

it.each([
  ['of some lines', ['', 'Buongiorno  a\ttutti.  ', '', ' Rientro', 'Fine']],
  ['that ends with empty lines', ['', 'Testo', '', '', '']],
  ['with blanks at its end', ['', 'Testo', ' \t', '  ']],
  ['that is empty', ['', '']],
  ['that is long', ['', ...Array.from({ length: 400 }, (_, i) => `Riga ${i} ${'=C3=A8 '.repeat(10)}=`)]],
])('a message %s passes', async (_name, body) => {
  expect(await verdict(new Signer(settings).sign(lines(...head, ...body)))).toBe('pass')
})

it('a changed word, subject or way out does not', async () => {
  const signed = new Signer(settings).sign(lines(...head, '', 'Testo')).toString('latin1')
  for (const [was, is] of [
    ['Testo', 'Teste'],
    ['mattina', 'mattine'],
    ['k1.abc', 'k1.abd'],
    ['=One-Click', '=One-Clack'],
    ['lettrice@', 'lettore@'],
  ] as const)
    expect([was, await verdict(Buffer.from(signed.replace(was, is), 'latin1'))]).not.toEqual([was, 'pass'])
})

it('lines stay short, and what is not there is not named', () => {
  const signed = new Signer(settings).sign(lines(...head, '', 'Testo')).toString('latin1')
  const field = signed.slice(0, signed.indexOf('\r\nTo:'))
  for (const line of field.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78)
  expect(field).toContain('list-unsubscribe:')
  expect(field).toContain('list-unsubscribe-post;')
  expect(field).not.toContain('reply-to')
})

it('a domain with letters of its own is named as in DNS', () => {
  const signed = new Signer({ ...settings, domain: 'città.example' }).sign(lines(...head, '', 'Testo'))
  expect(signed.toString('latin1')).toContain('d=xn--citt-3na.example;')
})
