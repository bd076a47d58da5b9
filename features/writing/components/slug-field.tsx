'use client'

import { useState } from 'react'
import { TextField } from '@/components/ui/text-field.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { slugify } from '@/lib/text.ts'
import type { PanelProps } from './panel-props.ts'

/** The last part of the address. It changes when the field is left, never while somebody is typing. */
export function SlugField({ desk, snapshot, readOnly, onEdit }: PanelProps) {
  const { fields } = useWords().writing
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div>
      <TextField
        name="slug"
        label={fields.slug}
        hint={desk.published ? fields.slugLive : fields.slugHint}
        maxLength={120}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={typed ?? snapshot.slug}
        readOnly={readOnly}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          const slug = slugify(typed ?? '')
          if (slug) onEdit({ slug })
          setTyped(null)
        }}
      />
      {desk.live && (
        <a className="quiet-button" href={desk.path} target="_blank" rel="noreferrer">
          {fields.onSite}
        </a>
      )}
    </div>
  )
}
