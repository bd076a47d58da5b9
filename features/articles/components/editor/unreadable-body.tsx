import { renderText } from '@/features/articles/document/plain-text.ts'
import styles from './editor.module.css'
import type { EditorWords } from './host.ts'

type Props = { document: unknown; errors: string[]; language: string; label: string; words: EditorWords }

/** A text that this version cannot hold: its words can be read and copied, nothing can be changed or lost. */
export function UnreadableBody({ document, errors, language, label, words }: Props) {
  const paragraphs = renderText(document).split('\n\n')
  return (
    <div className={styles.unreadable}>
      <div role="alert" className={styles.unreadableNote}>
        <p>
          <strong>{words.unreadable.title}</strong>
        </p>
        <p>{words.unreadable.text}</p>
        <details>
          <summary>{words.unreadable.details}</summary>
          <ul>
            {errors.map((error) => (
              <li key={error}>
                <code>{error}</code>
              </li>
            ))}
          </ul>
        </details>
      </div>
      <section className="prose" lang={language} aria-label={label}>
        {paragraphs.map((paragraph, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <p key={i}>{paragraph}</p>
        ))}
      </section>
    </div>
  )
}
