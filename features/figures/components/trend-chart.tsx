import { Chart } from '@/components/ui/chart.tsx'
import styles from './figures.module.css'

type Props = {
  title: string
  /** What the chart shows in a sentence; or why there is none. */
  text: string
  isEmpty?: boolean
  kind: 'line' | 'bars'
  series: { name: string; values: number[] }[]
  /** Names of the stretches of time. */
  steps: string[]
  words: { when: string; numbers: string }
  language: string
}

/** A chart with its sentence and its numbers. */
export function TrendChart({ title, text, isEmpty, kind, series, steps, words, language }: Props) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <p>{text}</p>
      {!isEmpty && (
        <>
          <Chart
            label={`${title}. ${text}`}
            kind={kind}
            series={series}
            ends={[steps[0] ?? '', steps.at(-1) ?? '']}
            language={language}
          />
          <details className={styles.numbers}>
            <summary>{words.numbers}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
            <section tabIndex={0} aria-label={title}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.when}</th>
                    {series.map(({ name }) => (
                      <th scope="col" key={name}>
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {steps.map((step, i) => (
                    <tr key={step}>
                      <th scope="row">{step}</th>
                      {series.map(({ name, values }) => (
                        <td key={name}>{(values[i] ?? 0).toLocaleString(language)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        </>
      )}
    </section>
  )
}
