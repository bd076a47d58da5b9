import { Icon } from '@/components/ui/icon.tsx'
import { Picture } from '@/features/media/components/picture.tsx'
import type { MediaView } from '@/features/media/schema.ts'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import { parseEmbed, providerNames } from '../document/embeds.ts'
import type { EmbedProvider } from '../document/schema.ts'

type Props = {
  provider: EmbedProvider
  url: string
  title: string | null
  poster: MediaView | undefined
  t: Dictionary
}

/** A piece on another site: a card of ours with a link, which a click turns into the piece itself. Until then nobody else is asked for anything. */
export function EmbedCard({ provider, url, title, poster, t }: Props) {
  const name = providerNames[provider] ?? provider
  const frame = parseEmbed(url)?.frame ?? null
  return (
    <figure className="embed" data-frame={frame ?? undefined} data-title={title ?? t.embed.from(name)}>
      {poster && <Picture media={poster} alt="" sizes="(min-width: 46rem) 41rem, 100vw" shape="16x9" />}
      <div className="embed-card">
        <p className="embed-title">{title ?? t.embed.from(name)}</p>
        <p>
          <a href={url} rel="noopener">
            {t.embed.open(name)}
          </a>{' '}
          {frame && (
            <button type="button" className="button reserved" data-load hidden>
              <Icon name="play" /> {t.embed.load(name)}
            </button>
          )}
        </p>
        {frame && <p className="embed-notice">{t.embed.notice(name)}</p>}
      </div>
    </figure>
  )
}
