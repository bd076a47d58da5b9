// How messages are handed to the mail server, whoever sends them.
import 'server-only'
import type { DKIMOptions, SMTPTransportOptions } from 'nodemailer'
import type { Sender } from './schema.ts'

/** How long a server may be silent, in milliseconds. */
export const patience = 20_000

/**
 * Options of nodemailer for the mail server. What SMTP_URL says in its query comes first, like `?requireTLS=false` for a
 * server that wants a password and has no TLS.
 */
export function transportOptions({ url, loopback }: Pick<Sender, 'url' | 'loopback'>): SMTPTransportOptions {
  return {
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // Without it whoever sits in between could hide that the server offers TLS, and read the password.
    requireTLS: !loopback && new URL(url).password !== '',
    // A server on this machine offers it with a certificate that it made for itself, and nobody sits in between.
    ignoreTLS: loopback,
    // Messages are ours, but their parts are people's: nothing in them makes us open a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * What a signature covers, named in full: RFC 8058 wants both List-Unsubscribe headers in it, and not every version of
 * nodemailer signs them by itself.
 */
export const signedHeaders =
  'from:to:subject:date:message-id:mime-version:content-type:reply-to:list-id:list-unsubscribe:list-unsubscribe-post'

/** Options of nodemailer with which we sign (RFC 6376); null when the mail server does. */
export function dkimOptions({ dkim }: Pick<Sender, 'dkim'>): DKIMOptions | null {
  return (
    dkim && {
      domainName: dkim.domain,
      keySelector: dkim.selector,
      privateKey: dkim.privateKey,
      headerFieldNames: signedHeaders,
    }
  )
}
