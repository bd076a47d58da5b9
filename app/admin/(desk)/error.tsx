'use client'

import { useWords } from '@/components/ui/words.tsx'

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useWords().shell
  return (
    <div className="stack" role="alert">
      <h1>{t.errorTitle}</h1>
      <p>{t.errorText}</p>
      {error.digest && <p className="hint">{error.digest}</p>}
      <p>
        <button type="button" className="button" onClick={reset}>
          {t.reload}
        </button>
      </p>
    </div>
  )
}
