// Fetching what somebody's address points to, from inside our own network: only the public internet may be reached.
// The address that was checked is the one that is connected to, so a name that changes its mind gains nothing.
import { lookup } from 'node:dns/promises'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from './errors.ts'

const mostRedirects = 3
const usualPorts = ['', '80', '443']

// Reachable like anything on the internet from inside some clouds, and full of credentials.
const metadataServers = new Set(['168.63.129.16'])

/** Whether an IP address, as text, belongs to the public internet. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false
  const address = ipaddr.process(text) // an IPv4 address inside an IPv6 one is judged as what it is
  if (address.range() !== 'unicast' || metadataServers.has(address.toString())) return false
  return address.kind() === 'ipv4' || (address.toByteArray()[0] ?? 0) >> 5 === 1 // 2000::/3
}

/** What tests put in place of the network. Never set from outside: whoever can, can reach everything. */
export type Network = {
  resolve: (host: string) => Promise<string[]>
  allow: (address: string) => boolean
  ports: readonly string[] | 'all'
}

const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  allow: isPublicAddress,
  ports: usualPorts,
}

export type Fetched = { url: string; body: AsyncIterable<Uint8Array>; close: () => void }

/**
 * Opens a public http or https address and hands out its body. At most three redirects, each checked like the first;
 * no cookies, no credentials.
 * @param seconds for everything together: names, redirects, the body
 * @throws AppError address-invalid, address-private, address-unreachable (with `status` when there was an answer); the body throws address-unreachable
 */
export async function fetchPublic(
  address: string,
  { seconds, accept }: { seconds: number; accept: string },
  network: Network = internet,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(seconds * 1000)
  let url = address
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const target = checkedUrl(url, network)
    const response = await request(target, accept, signal, network)
    const { statusCode = 0, headers } = response
    if (statusCode === 200)
      return { url: target.href, body: bodyOf(response), close: () => response.destroy() }
    response.destroy()
    const isRedirect = [301, 302, 303, 307, 308].includes(statusCode)
    if (!isRedirect || !headers.location || !URL.canParse(headers.location, target))
      throw new AppError('address-unreachable', `${statusCode} from ${target.host}`, { status: statusCode })
    url = new URL(headers.location, target).href
  }
  throw new AppError('address-unreachable', 'too many redirects')
}

function checkedUrl(text: string, { ports }: Network): URL {
  if (!URL.canParse(text)) throw new AppError('address-invalid', text)
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new AppError('address-invalid', url.protocol)
  if (ports !== 'all' && !ports.includes(url.port)) throw new AppError('address-private', `port ${url.port}`)
  return url
}

async function request(
  url: URL,
  accept: string,
  signal: AbortSignal,
  network: Network,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolved(host, signal, network)
  const [first] = addresses
  if (first === undefined) throw new AppError('address-unreachable', `${host} has no address`)
  if (!addresses.every(network.allow)) throw new AppError('address-private', host)
  const options = {
    host: first,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname + url.search,
    headers: { host: url.host, accept, 'accept-encoding': 'identity', 'user-agent': 'Testata' },
    agent: false as const,
    signal,
    ...(isIP(host) ? {} : { servername: host }),
  }
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http
    client
      .get(options, resolve)
      .once('error', (error) => reject(new AppError('address-unreachable', String(error))))
  })
}

/** A name server that never answers must not hold a request up: it is under the same time limit. */
function resolved(host: string, signal: AbortSignal, network: Network): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(new AppError('address-unreachable', String(error)))
    if (signal.aborted) return fail('too slow')
    signal.addEventListener('abort', () => fail('too slow'), { once: true })
    network.resolve(host).then(resolve, fail)
  })
}

async function* bodyOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response) yield chunk as Buffer
  } catch (error) {
    throw new AppError('address-unreachable', String(error))
  }
}
