// The key with which we sign our messages (RFC 6376), and what the world reads of it in DNS.
import 'server-only'
import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { MailSettings } from './schema.ts'

type Dkim = NonNullable<MailSettings['dkim']>

/** A new RSA key of 2048 bits (RFC 8301), private part in PEM. */
export async function makePrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The public part of a key as it stands in DNS: SubjectPublicKeyInfo in base64. */
export const publicKeyOf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')

/** The TXT record to publish. */
export const dkimRecord = ({ domain, selector, privateKey }: Dkim): { name: string; value: string } => ({
  name: `${selector}._domainkey.${domain}`,
  value: `v=DKIM1; k=rsa; p=${publicKeyOf(privateKey)}`,
})
