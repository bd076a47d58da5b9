import { expect, it } from 'vitest'
import { embedProviders, frameHosts, parseEmbed, providerNames } from '@/features/articles/document/embeds.ts'
import { checkDocument } from '@/features/articles/document/schema.ts'
import { dangerousAddresses } from '@/tests/fixtures/dangerous.ts'

const id = 'aqz-KE-bpKQ'
const addresses = {
  youtube: [
    `https://www.youtube.com/watch?v=${id}&t=42s&si=tracking`,
    `https://m.youtube.com/watch?feature=share&v=${id}`,
    `https://youtu.be/${id}?si=tracking`,
    `http://www.youtube.com/embed/${id}?autoplay=1`,
    `https://www.youtube-nocookie.com/embed/${id}`,
    `https://www.youtube.com/shorts/${id}`,
    `https://youtube.com/live/${id}?feature=share`,
  ],
  vimeo: [
    'https://vimeo.com/123456789',
    'https://player.vimeo.com/video/123456789?h=abc',
    'https://www.vimeo.com/123456789#t=1s',
  ],
  x: [
    'https://x.com/ada_neri/status/1234567890',
    'https://twitter.com/ada_neri/status/1234567890?s=20',
    'https://mobile.twitter.com/ada_neri/status/1234567890/photo/1',
  ],
  telegram: [
    'https://t.me/altana_it/321',
    'https://t.me/s/altana_it/321',
    'https://t.me/altana_it/321?embed=1',
  ],
  spotify: [
    'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=tracking',
    'https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk',
    'https://open.spotify.com/intl-it/episode/4rOoJ6Egrf8K2IrywzwOMk',
  ],
}
const canonical = {
  youtube: [
    `https://www.youtube.com/watch?v=${id}`,
    `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
  ],
  vimeo: ['https://vimeo.com/123456789', 'https://player.vimeo.com/video/123456789?dnt=1'],
  x: ['https://x.com/ada_neri/status/1234567890', null],
  telegram: ['https://t.me/altana_it/321', 'https://t.me/altana_it/321?embed=1'],
  spotify: [
    'https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk',
    'https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk',
  ],
}

it.each(embedProviders)('%s: every form of its addresses means one piece, without tracking', (provider) => {
  const [url, frame] = canonical[provider]
  for (const address of addresses[provider])
    expect([address, parseEmbed(address)]).toEqual([address, { provider, url, frame }])
  expect(providerNames[provider]).not.toBe('')
})

it('what is recognised can be stored, is recognised again, and frames only a host of the policy', () => {
  for (const address of Object.values(addresses).flat()) {
    const embed = parseEmbed(address)
    if (!embed) throw new Error(`not recognised: ${address}`)
    const attrs = { provider: embed.provider, url: embed.url, title: null, posterMediaId: null }
    expect(checkDocument({ type: 'doc', content: [{ type: 'embed', attrs }] }).ok).toBe(true)
    expect(parseEmbed(embed.url)).toEqual(embed)
    if (embed.frame !== null) expect(frameHosts).toContain(new URL(embed.frame).origin)
  }
})

it('pages of the same sites that are no single piece are refused', () => {
  const refused = [
    'https://www.youtube.com/',
    'https://www.youtube.com/@altana',
    'https://www.youtube.com/watch',
    'https://www.youtube.com/watch?v=',
    'https://www.youtube.com/watch?v=a"onload="x',
    'https://www.youtube.com/playlist?list=PL1',
    'https://youtu.be/',
    `https://youtu.be/${id}/more`,
    'https://vimeo.com/channels/staffpicks',
    'https://vimeo.com/12',
    'https://x.com/ada_neri',
    'https://x.com/ada_neri/status/abc',
    'https://t.me/altana_it',
    'https://t.me/joinchat/ABC',
    'https://open.spotify.com/user/ada',
    'https://open.spotify.com/episode/',
  ]
  expect(refused.filter((address) => parseEmbed(address) !== null)).toEqual([])
})

it('look-alike hosts, other sites and other schemes are refused', () => {
  const refused = [
    ...dangerousAddresses,
    `https://youtube.com.evil.example/watch?v=${id}`,
    `https://evil.example/?u=https://www.youtube.com/watch?v=${id}`,
    `https://www.youtube.com@evil.example/watch?v=${id}`,
    `https://notyoutube.com/watch?v=${id}`,
    `ftp://www.youtube.com/watch?v=${id}`,
    `www.youtube.com/watch?v=${id}`,
    'https://www.facebook.com/watch?v=1',
    'https://www.dailymotion.com/video/x1',
    'https://maps.google.com/maps?q=x&output=embed',
  ]
  expect(refused.filter((address) => parseEmbed(address) !== null)).toEqual([])
})
