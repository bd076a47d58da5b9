// Plain JavaScript, because the start script reads the configuration before anything is installed or built.
import { isIP } from 'node:net'
import path from 'node:path'

/**
 * @typedef {object} Env
 * @property {number} port
 * @property {string} host address the server listens on
 * @property {string} dataDir absolute folder of database, media and secrets
 * @property {string | null} secret 64 hexadecimal digits that take the place of the file in dataDir; null: the file
 * @property {string} siteUrl origin of the public site, without a final slash
 * @property {string[]} origins every origin under which the site's own scripts may be asked for
 * @property {string[]} trustedProxies networks (CIDR) of the proxies whose X-Forwarded-For is believed
 * @property {string | null} smtpUrl the mail server, like smtp://user:password@mail.example.org:587; null: no mail is sent
 * @property {string} mailFrom sender of the newsroom's mail; empty when no mail is sent
 * @property {'inline' | 'process' | 'off'} newsletterWorker where the newsletter is sent: in the server, in a process that it starts, or elsewhere (npm run worker)
 * @property {boolean} demo seed the demo publication on the first start
 * @property {boolean} keepOriginals keep uploaded pictures as they came, privately
 */

/** A wrong or missing setting. The message names the variable and the fix. */
export class ConfigError extends Error {
  /**
   * @param {string} variable
   * @param {string} fix
   */
  constructor(variable, fix) {
    super(`${variable}: ${fix}`)
    this.name = 'ConfigError'
    this.variable = variable
  }
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]', '0.0.0.0', '::'])

/**
 * Reads and checks the whole configuration.
 * @param {Record<string, string | undefined>} source normally process.env
 * @returns {Env}
 * @throws {ConfigError} at the first variable that is not usable
 */
export function readEnv(source = process.env) {
  const port = number(source, 'PORT', 3000)
  const host = source.HOST?.trim() || '127.0.0.1'
  if (!/^[a-zA-Z0-9.:[\]-]{1,253}$/.test(host)) {
    throw new ConfigError(
      'HOST',
      `"${host}" is not a host name or an IP address. Try HOST=127.0.0.1 or HOST=0.0.0.0.`,
    )
  }
  const dataDir = path.resolve(/* turbopackIgnore: true */ source.DATA_DIR?.trim() || './data')
  if (dataDir.includes('\0'))
    throw new ConfigError('DATA_DIR', 'holds a NUL character. Give the path of a folder.')
  const demo = flag(source, 'DEMO', true)
  const keepOriginals = flag(source, 'MEDIA_KEEP_ORIGINAL', false)
  const trustedProxies = networks(source)
  const secret = source.SECRET?.trim().toLowerCase() || null
  if (secret !== null && !/^[0-9a-f]{64}$/.test(secret)) {
    // What was given may be most of a secret: it is not repeated.
    throw new ConfigError(
      'SECRET',
      'is not 64 hexadecimal digits. Make one with: openssl rand -hex 32. Unset, the secret is kept in DATA_DIR/secret.',
    )
  }
  return {
    port,
    host,
    dataDir,
    secret,
    demo,
    keepOriginals,
    trustedProxies,
    newsletterWorker: newsletterWorker(source),
    ...mail(source, demo),
    ...site(source, host, port),
  }
}

/**
 * @param {Record<string, string | undefined>} source
 * @returns {'inline' | 'process' | 'off'}
 */
function newsletterWorker(source) {
  const text = source.NEWSLETTER_WORKER?.trim() || 'inline'
  if (text === 'inline' || text === 'process' || text === 'off') return text
  throw new ConfigError('NEWSLETTER_WORKER', `"${text}" is none of inline, process and off.`)
}

const mailbox = /^(?:[^<>@\r\n"]{1,100} )?<?([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190})>?$/

// A sender for trying things out; `example` is a domain that nobody can have (RFC 2606).
const demoSender = "L'Altana <redazione@altana.example>"

/**
 * @param {Record<string, string | undefined>} source
 * @param {boolean} demo
 */
function mail(source, demo) {
  const given = source.SMTP_URL?.trim()
  // With a site of its own a publication names its own sender, unless the demo was asked for by name.
  const isTrial = demo && (source.DEMO?.trim() || !source.SITE_URL?.trim())
  const from = source.MAIL_FROM?.trim() || (isTrial ? demoSender : '')
  if (from && !mailbox.test(from)) {
    throw new ConfigError(
      'MAIL_FROM',
      `"${from}" is not a sender. Give an address, with a name if you like: MAIL_FROM="La Testata <redazione@example.org>"`,
    )
  }
  if (!given) return { smtpUrl: null, mailFrom: '' }
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
    // The value holds a password: it is not repeated.
    throw new ConfigError(
      'SMTP_URL',
      'is not the address of a mail server. Give it like SMTP_URL=smtp://user:password@mail.example.org:587 (smtps:// for TLS from the start)',
    )
  }
  if (!from) {
    throw new ConfigError(
      'MAIL_FROM',
      'is missing, and SMTP_URL is set. Name the sender, like MAIL_FROM="La Testata <redazione@example.org>"',
    )
  }
  return { smtpUrl: given, mailFrom: from }
}

/**
 * @param {Record<string, string | undefined>} source
 * @param {string} host
 * @param {number} port
 */
function site(source, host, port) {
  const given = source.SITE_URL?.trim()
  if (given) {
    const url = URL.canParse(given) ? new URL(given) : undefined
    if (
      !url ||
      !/^https?:$/.test(url.protocol) ||
      url.pathname !== '/' ||
      url.search ||
      url.hash ||
      url.username
    ) {
      throw new ConfigError(
        'SITE_URL',
        `"${given}" is not the address of a site. Give protocol and host only, like SITE_URL=https://www.example.org`,
      )
    }
    return { siteUrl: url.origin, origins: [url.origin] }
  }
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const name = own.includes(':') && !own.startsWith('[') ? `[${own}]` : own
  const address = `http://${name}:${port}`
  if (!URL.canParse(address)) {
    throw new ConfigError(
      'HOST',
      `"${host}" is not a host name or an IP address. Try HOST=127.0.0.1 or HOST=0.0.0.0.`,
    )
  }
  const siteUrl = new URL(address).origin
  const others = loopback.has(host)
    ? ['127.0.0.1', 'localhost'].map((h) => new URL(`http://${h}:${port}`).origin)
    : []
  return { siteUrl, origins: [...new Set([siteUrl, ...others])] }
}

/**
 * @param {Record<string, string | undefined>} source
 * @param {string} name
 * @param {number} fallback
 */
function number(source, name, fallback) {
  const text = source[name]?.trim()
  if (!text) return fallback
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value < 1 || value > 65535) {
    throw new ConfigError(
      name,
      `"${text}" is not a port. Give a whole number from 1 to 65535, like ${name}=${fallback}.`,
    )
  }
  return value
}

/**
 * @param {Record<string, string | undefined>} source
 * @param {string} name
 * @param {boolean} fallback
 */
function flag(source, name, fallback) {
  const text = source[name]?.trim()
  if (!text) return fallback
  if (/^(1|true|yes|on)$/i.test(text)) return true
  if (/^(0|false|no|off)$/i.test(text)) return false
  throw new ConfigError(name, `"${text}" is neither on nor off. Give ${name}=1 or ${name}=0.`)
}

/** @param {Record<string, string | undefined>} source */
function networks(source) {
  const parts = (source.TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean)
  return parts.map((part) => {
    const [address = '', bits] = part.split('/')
    const family = isIP(address)
    const most = family === 6 ? 128 : 32
    if (family === 0 || (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most))) {
      throw new ConfigError(
        'TRUSTED_PROXIES',
        `"${part}" is not an address or a network. Give them like TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8`,
      )
    }
    return `${address}/${bits ?? most}`
  })
}
