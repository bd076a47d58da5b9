'use client'

import { type FormEvent, useState } from 'react'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { type CreatePreview, lifeOf, usualLife } from '../schema.ts'
import { LinkList } from './link-list.tsx'
import { NewLink } from './new-link.tsx'
import styles from './previews.module.css'
import { useLinks } from './use-links.ts'

type Props = {
  articleId: number
  /** The revision that a fixed link shows; without one only the version in progress is offered. */
  revisionId?: number | null
  /** Saves what is pending, so that the preview shows what is on the screen. */
  flush?: () => Promise<unknown>
}

/** Previews of an article: opened at once, or handed out as a link that expires and can be revoked. */
export function PreviewPanel({ articleId, revisionId = null, flush }: Props) {
  const t = useWords().previews
  const { links, busy, create, open, revoke } = useLinks(articleId)
  const [made, setMade] = useState<string | null>(null)
  const input = async (): Promise<CreatePreview> => {
    await flush?.()
    return { articleId }
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const life = lifeOf(String(form.get('previewLife'))) ?? usualLife
    const fixed = form.get('previewWhich') === 'fixed' ? revisionId : null
    const label = String(form.get('previewLabel') ?? '')
    setMade(await create({ ...(await input()), articleId, revisionId: fixed, label, life }))
  }
  return (
    <div className={styles.panel}>
      <p className="hint">{t.intro}</p>
      <button
        type="button"
        className="button button-plain button-small"
        disabled={busy}
        onClick={() => open(input)}
      >
        {t.open}
      </button>
      <form className={styles.form} onSubmit={submit}>
        <TextField name="previewLabel" label={t.label} maxLength={120} autoComplete="off" />
        {revisionId !== null && (
          <SelectField
            name="previewWhich"
            label={t.which}
            options={[
              { value: 'working', label: t.working },
              { value: 'fixed', label: t.fixed },
            ]}
          />
        )}
        <SelectField
          name="previewLife"
          label={t.life}
          defaultValue="week"
          options={Object.entries(t.lives).map(([value, label]) => ({ value, label }))}
        />
        <button type="submit" className="button button-plain button-small" disabled={busy}>
          {t.create}
        </button>
      </form>
      {made && <NewLink url={made} />}
      <LinkList links={links} onRevoke={revoke} />
    </div>
  )
}
