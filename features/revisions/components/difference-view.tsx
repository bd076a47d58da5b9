import type { ReactNode } from 'react'
import type { ComparedField, Difference, Run } from '../schema.ts'

export type DifferenceWords = {
  added: string
  removed: string
  form: string
  nothing: string
  unchanged: (count: number) => string
  fields: Partial<Record<ComparedField, string>>
  /** What a block without words is called, by its type. */
  blocks: Partial<Record<string, string>>
}

function runs(list: readonly Run[], words: DifferenceWords): ReactNode {
  return list.map((run, index) => {
    const key = `${index} ${run.kind}`
    if (run.kind === 'same') return <span key={key}>{run.text}</span>
    const Mark = run.kind === 'added' ? 'ins' : 'del'
    return (
      <Mark key={key}>
        <span className="visually-hidden">{run.kind === 'added' ? words.added : words.removed} </span>
        {run.text}
      </Mark>
    )
  })
}

/** What differs between two versions: fields first, then the text with what stayed left out. */
export function DifferenceView({ difference, words }: { difference: Difference; words: DifferenceWords }) {
  const { fields, blocks } = difference
  const named = fields.filter(({ field }) => words.fields[field] !== undefined)
  if (named.length === 0 && blocks.every((block) => block.kind === 'same')) return <p>{words.nothing}</p>
  return (
    <div className="difference">
      {named.length > 0 && (
        <dl className="difference-fields">
          {named.map(({ field, runs: list }) => (
            <div key={field}>
              <dt>{words.fields[field]}</dt>
              <dd>{runs(list, words)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="difference-text">
        {blocks.map((block, index) => {
          const key = `${index} ${block.kind}`
          if (block.kind === 'same')
            return (
              <p key={key} className="difference-same">
                {block.count === 1 && block.text ? block.text : words.unchanged(block.count)}
              </p>
            )
          const isEmpty = block.runs.every((run) => run.text.trim() === '')
          const label = words.blocks[block.type]
          return (
            <div key={key} className={`difference-block difference-${block.kind}`}>
              {label && <span className="difference-label">{label}</span>}
              {block.kind === 'form' && <span className="difference-label">{words.form}</span>}
              <p>
                {isEmpty
                  ? runs(
                      [{ kind: block.kind === 'removed' ? 'removed' : 'added', text: label ?? '…' }],
                      words,
                    )
                  : runs(block.runs, words)}
              </p>
            </div>
          )
        })}
      </div>
    </div>
  )
}
