// Signatures of our own on many messages (RFC 6376, rsa-sha256, relaxed/relaxed). Whole messages at once: a signer made for
// streams of any length takes three milliseconds for each of them, this one half of one.
import 'server-only'
import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { MailSettings } from './schema.ts'
import { signedHeaders } from './transport.ts'

/** A body as it is hashed (RFC 6376, 3.4.4). `body` is latin1. */
function relaxedBody(body: string): string {
  const text = body
    .replace(/[ \t]+(?=\r\n|$)/g, '')
    .replace(/[ \t]{2,}|\t/g, ' ')
    .replace(/(?:\r\n)+$/, '')
  return text === '' ? '' : `${text}\r\n`
}

/** A header field as it is signed (RFC 6376, 3.4.2), without its end of line. */
function relaxedField(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
  return `${field.slice(0, colon).trim().toLowerCase()}:${value.trim()}`
}

/** Lines of at most 76 characters or so, of pieces that are kept whole. */
function folded(pieces: readonly string[]): string {
  let text = ''
  let line = 1
  for (const piece of pieces) {
    if (line > 1 && line + piece.length > 76) {
      text += '\r\n '
      line = 1
    }
    text += piece
    line += piece.length
  }
  return text
}

/** Signs messages for one domain; the key is read once. */
export class Signer {
  private readonly key: KeyObject
  private readonly domain: string
  private readonly selector: string

  /** @throws Error when the key is none */
  constructor({ domain, selector, privateKey }: NonNullable<MailSettings['dkim']>) {
    this.key = createPrivateKey(privateKey)
    this.domain = domainToASCII(domain)
    this.selector = domainToASCII(selector)
  }

  /** A message with its signature before it. Lines end with CRLF; all of it is ASCII. */
  sign(message: Buffer): Buffer {
    const text = message.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    const head = end === -1 ? text : text.slice(0, end)
    const body = end === -1 ? '' : text.slice(end + 4)
    const fields = new Map<string, string>()
    for (const field of head.split(/\r\n(?![ \t])/)) {
      const plain = relaxedField(field)
      fields.set(plain.slice(0, plain.indexOf(':')), plain) // of two of one name the last is signed (5.4.2)
    }
    const names = signedHeaders.split(':').filter((name) => fields.has(name))
    const hash = createHash('sha256').update(relaxedBody(body), 'latin1').digest('base64')
    const list = names.map((name, i) => (i < names.length - 1 ? `${name}:` : `${name};`))
    const unsigned = [
      'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; q=dns/txt;',
      ` d=${this.domain}; s=${this.selector};`,
      ` ${folded([`h=${list[0] ?? ';'}`, ...list.slice(1)])}`,
      ` bh=${hash};`,
      ' b=',
    ].join('\r\n')
    const signed = [...names.map((name) => fields.get(name)), relaxedField(unsigned)].join('\r\n')
    const proof = sign('sha256', Buffer.from(signed, 'latin1'), this.key).toString('base64')
    return Buffer.concat([
      Buffer.from(`${unsigned}${folded(proof.match(/.{1,70}/g) ?? [])}\r\n`, 'latin1'),
      message,
    ])
  }
}
