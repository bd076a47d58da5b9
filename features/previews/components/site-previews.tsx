'use client'

import { useState } from 'react'
import { DateTimeField } from '@/components/ui/date-time-field.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { lifeOf, usualLife } from '../schema.ts'
import { LinkList } from './link-list.tsx'
import { NewLink } from './new-link.tsx'
import styles from './previews.module.css'
import { useLinks } from './use-links.ts'

const hour = 3_600_000

/** The whole site as it will be at a time: opened at once, or handed out as a link. */
export function SitePreviews({ onClose }: { onClose: () => void }) {
  const t = useWords().previews
  const { links, busy, create, open, revoke } = useLinks(null)
  const [at, setAt] = useState<number | null>(Math.ceil((Date.now() + hour / 2) / hour) * hour)
  const [label, setLabel] = useState('')
  const [life, setLife] = useState('week')
  const [made, setMade] = useState<string | null>(null)
  return (
    <Dialog title={t.siteTitle} isOpen onClose={onClose}>
      <div className={styles.panel}>
        <div>
          <DateTimeField label={t.at} value={at} min={Date.now()} onChange={setAt} />
          <p className="hint">{t.atHint}</p>
        </div>
        <button
          type="button"
          className="button button-small"
          disabled={busy || at === null}
          onClick={() => at !== null && open(() => ({ at }))}
        >
          {t.open}
        </button>
        <p className="hint">{t.intro}</p>
        <TextField
          name="site-preview-label"
          label={t.label}
          maxLength={120}
          autoComplete="off"
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <SelectField
          name="site-preview-life"
          label={t.life}
          value={life}
          onChange={(event) => setLife(event.target.value)}
          options={Object.entries(t.lives).map(([value, name]) => ({ value, label: name }))}
        />
        <button
          type="button"
          className="button button-plain button-small"
          disabled={busy || at === null}
          onClick={async () =>
            at !== null && setMade(await create({ at, label, life: lifeOf(life) ?? usualLife }))
          }
        >
          {t.create}
        </button>
        {made && <NewLink url={made} />}
        <LinkList links={links} onRevoke={revoke} />
      </div>
    </Dialog>
  )
}
