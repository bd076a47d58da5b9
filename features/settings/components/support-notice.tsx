import { Icon } from '@/components/ui/icon.tsx'
import type { Dictionary } from '@/lib/i18n/dictionary.ts'
import type { Publication } from '../schema.ts'

/** Asks for support, once and calmly. A script lets readers close it for the session; without one it just stays. */
export function SupportNotice({ publication, t }: { publication: Publication; t: Dictionary }) {
  const { heading, text, button, url } = publication.support
  if (!text) return null
  return (
    <aside className="box support" aria-label={heading || t.article.free} data-closable="support">
      <div>
        {heading && <h2>{heading}</h2>}
        <p>{text}</p>
        {button && (
          <a className="button" href={url || '/about'}>
            {button}
          </a>
        )}
      </div>
      <button type="button" className="icon-button" data-close aria-label={t.support.close} hidden>
        <Icon name="close" />
      </button>
    </aside>
  )
}
