import { type LooseNode, textOf } from '@/features/articles/document/visitor.ts'
import styles from './editor.module.css'
import type { EditorWords } from './host.ts'

type Props = { document: unknown; errors: string[]; language: string; label: string; words: EditorWords }

/** A text that this version cannot hold: its words can be read and copied, nothing can be changed or lost. */
export function UnreadableBody({ document, errors, language, label, words }: Props) {
  const content = (document as { content?: unknown } | null)?.content
  const blocks = Array.isArray(content) ? (content as LooseNode[]) : []
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
        {blocks.map((block, i) => {
          const text = textOf(block)
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          return text ? <p key={i}>{text}</p> : null
        })}
      </section>
    </div>
  )
}
