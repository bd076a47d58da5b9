import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { fetchPublic, isPublicAddress, type Network } from '@/lib/public-fetch.ts'

it.each([
  ['8.8.8.8', true],
  ['93.184.215.14', true],
  ['2606:4700::1111', true],
  ['::ffff:8.8.8.8', true],
  ['127.0.0.1', false],
  ['127.8.9.1', false],
  ['0.0.0.0', false],
  ['0.1.2.3', false],
  ['10.0.0.1', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['100.100.100.200', false],
  ['169.254.169.254', false],
  ['168.63.129.16', false],
  ['192.0.0.192', false],
  ['192.0.2.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['240.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::127.0.0.1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['::ffff:169.254.169.254', false],
  ['::ffff:a9fe:a9fe', false],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b:1::a00:1', false],
  ['2002:7f00:1::', false],
  ['2001::1', false],
  ['2001:db8::1', false],
  ['100::1', false],
  ['fc00::1', false],
  ['fd00:ec2::254', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fec0::1', false],
  ['ff02::1', false],
  ['4000::1', false],
  ['localhost', false],
  ['', false],
])('%s is on the public internet: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})

const limits = { seconds: 5, accept: 'image/*' }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A network in which the names of this test lead to this machine, and nothing else is allowed. */
function laboratory(over: Partial<Network> = {}): Network & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    ports: 'all',
    allow: (address) => address === '127.0.0.1',
    resolve: async (host) => {
      asked.push(host)
      return [host === 'private.example' ? '10.0.0.7' : '127.0.0.1']
    },
    ...over,
  }
}

async function textOf(address: string, network?: Network): Promise<string> {
  const { body } = await fetchPublic(address, limits, network)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

it('a server on this machine is not reached, by number or by name, in any spelling', async () => {
  let asked = 0
  const port = await serve((_, res) => {
    asked++
    res.end('secret')
  })
  const open: Network = { ...laboratory(), allow: isPublicAddress }
  for (const host of [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
    'a.example',
  ])
    await expect(fetchPublic(`http://${host}:${port}/`, limits, open)).rejects.toMatchObject({
      code: 'address-private',
    })
  await expect(fetchPublic(`http://127.0.0.1:${port}/`, limits)).rejects.toMatchObject({
    code: 'address-private',
  })
  await expect(fetchPublic('http://localhost/', limits)).rejects.toMatchObject({ code: 'address-private' })
  expect(asked).toBe(0)
})

it('a name with one private address among its public ones is not reached', async () => {
  const network = laboratory({ resolve: async () => ['127.0.0.1', '10.0.0.7'] })
  const port = await serve((_, res) => res.end('secret'))
  await expect(fetchPublic(`http://a.example:${port}/`, limits, network)).rejects.toMatchObject({
    code: 'address-private',
  })
})

it('the address that was checked is the one that is connected to: the name is asked for once', async () => {
  const network = laboratory()
  let host: string | undefined
  const port = await serve((req, res) => {
    host = req.headers.host
    res.end('picture')
  })
  expect(await textOf(`http://a.example:${port}/x?y=1`, network)).toBe('picture')
  expect([network.asked, host]).toEqual([['a.example'], `a.example:${port}`])
})

it.each([
  'ftp://a.example/',
  'file:///etc/passwd',
  'data:image/png,x',
  'http://ada:pw@a.example/',
  'not an address',
])('%s is no address to fetch from', async (address) => {
  await expect(fetchPublic(address, limits, laboratory())).rejects.toMatchObject({ code: 'address-invalid' })
})

it('other ports than the usual are refused before anything is asked', async () => {
  const network = laboratory({ ports: ['', '80', '443'] })
  await expect(fetchPublic('http://a.example:6379/', limits, network)).rejects.toMatchObject({
    code: 'address-private',
  })
  expect(network.asked).toEqual([])
})

it('redirects are followed three times, each checked like the first', async () => {
  const port = await serve((req, res) => {
    const hop = Number(req.url?.slice(1))
    if (hop === 0) return res.end('there')
    res.writeHead(302, { location: hop === 9 ? 'http://private.example/' : `/${hop - 1}` }).end()
  })
  const at = (hop: number) => textOf(`http://a.example:${port}/${hop}`, laboratory())
  expect(await at(3)).toBe('there')
  await expect(at(4)).rejects.toMatchObject({ code: 'address-unreachable' })
  await expect(at(9)).rejects.toMatchObject({ code: 'address-private' })
})

it('a redirect to something that is not the web is refused', async () => {
  const port = await serve((_, res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end())
  await expect(textOf(`http://a.example:${port}/`, laboratory())).rejects.toMatchObject({
    code: 'address-invalid',
  })
})

it('nothing of ours goes along: no cookie, no credentials, no referrer', async () => {
  let names: string[] = []
  const port = await serve((req, res) => {
    names = Object.keys(req.headers).sort()
    res.end()
  })
  await textOf(`http://a.example:${port}/`, laboratory())
  expect(names).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
})

it('a missing page, a server that hangs up and a name without address are unreachable', async () => {
  const missing = await serve((_, res) => res.writeHead(404).end())
  const rude = await serve((req) => req.socket.destroy())
  for (const network of [laboratory(), laboratory({ resolve: async () => [] })])
    for (const port of [missing, rude])
      await expect(fetchPublic(`http://a.example:${port}/`, limits, network)).rejects.toMatchObject({
        code: 'address-unreachable',
      })
})

it('a server or name server that takes too long is given up', async () => {
  const slow = await serve((_, res) => void res.writeHead(200).write('a'))
  const network = laboratory()
  const { body } = await fetchPublic(`http://a.example:${slow}/`, { ...limits, seconds: 0.3 }, network)
  const read = async () => {
    for await (const _ of body);
  }
  await expect(read()).rejects.toMatchObject({ code: 'address-unreachable' })
  const silent = laboratory({ resolve: () => new Promise(() => {}) })
  await expect(fetchPublic('http://a.example/', { ...limits, seconds: 0.2 }, silent)).rejects.toMatchObject({
    code: 'address-unreachable',
  })
})
