/** The sites whose pieces can stand in an article. Only the address is kept, never their markup. */
export const embedProviders = ['youtube', 'vimeo', 'x', 'telegram', 'spotify'] as const
export type EmbedProvider = (typeof embedProviders)[number]

export type Embed = {
  provider: EmbedProvider
  /** Address of the piece on its own site, without tracking parameters. */
  url: string
  /** What a frame shows after the reader's click; null where the piece is only linked. */
  frame: string | null
}

export const providerNames: Record<EmbedProvider, string> = {
  youtube: 'YouTube',
  vimeo: 'Vimeo',
  x: 'X',
  telegram: 'Telegram',
  spotify: 'Spotify',
}

/** The only hosts that a page may frame, as a content-security policy lists them. */
export const frameHosts = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://t.me',
  'https://open.spotify.com',
] as const

/**
 * Recognises a piece on one of the sites that can stand in an article, from the address of its page or of
 * its frame. Null for anything else.
 */
export function parseEmbed(address: string): Embed | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const host = url.hostname.replace(/^(?:www|m|mobile)\./, '')
  const path = url.pathname
  switch (host) {
    case 'youtube.com':
    case 'youtube-nocookie.com':
      return youtube(
        path === '/watch' ? url.searchParams.get('v') : /^\/(?:embed|shorts|live)\/([\w-]+)/.exec(path)?.[1],
      )
    case 'youtu.be':
      return youtube(path.slice(1))
    case 'vimeo.com':
    case 'player.vimeo.com':
      return one(/^\/(?:video\/)?(\d{4,12})$/.exec(path), ([, id]) => ({
        provider: 'vimeo',
        url: `https://vimeo.com/${id}`,
        frame: `https://player.vimeo.com/video/${id}?dnt=1`,
      }))
    case 'x.com':
    case 'twitter.com':
      return one(/^\/(\w{1,20})\/status\/(\d{5,25})/.exec(path), ([, user, id]) => ({
        provider: 'x',
        url: `https://x.com/${user}/status/${id}`,
        frame: null, // its script sets cookies even for people who are not its users
      }))
    case 't.me':
      return one(/^\/(?:s\/)?(\w{4,40})\/(\d{1,12})$/.exec(path), ([, channel, id]) => ({
        provider: 'telegram',
        url: `https://t.me/${channel}/${id}`,
        frame: `https://t.me/${channel}/${id}?embed=1`,
      }))
    case 'open.spotify.com':
      return one(
        /^\/(?:intl-\w+\/)?(?:embed\/)?(track|album|playlist|episode|show)\/(\w{10,40})$/.exec(path),
        ([, kind, id]) => ({
          provider: 'spotify',
          url: `https://open.spotify.com/${kind}/${id}`,
          frame: `https://open.spotify.com/embed/${kind}/${id}`,
        }),
      )
    default:
      return null
  }
}

function youtube(id: string | null | undefined): Embed | null {
  if (!id || !/^[\w-]{6,20}$/.test(id)) return null
  return {
    provider: 'youtube',
    url: `https://www.youtube.com/watch?v=${id}`,
    frame: `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
  }
}

function one(match: RegExpExecArray | null, make: (match: RegExpExecArray) => Embed): Embed | null {
  return match ? make(match) : null
}
