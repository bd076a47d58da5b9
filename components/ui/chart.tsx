import styles from './chart.module.css'

type Series = { name: string; values: readonly number[] }
type Props = {
  /** What is seen, for those who cannot see it; the numbers themselves stand in a table beside it. */
  label: string
  /** One line, or one or two bars for each step. */
  kind: 'line' | 'bars'
  series: readonly Series[]
  /** Words at both ends of the axis of time. */
  ends: readonly [string, string]
  language: string
}

const [width, height] = [600, 100]
const classes = [styles.first, styles.second]

/** The least round number that is no smaller: one digit with noughts, and 4 at least, so that a few do not look like many. */
export function roundUp(value: number): number {
  if (value <= 4) return 4
  const unit = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * unit >= value) ?? 10) * unit
}

/** A small chart over time, drawn on the server. It begins at nought. */
export function Chart({ label, kind, series, ends, language }: Props) {
  const most = roundUp(Math.max(0, ...series.flatMap(({ values }) => values)))
  const y = (value: number) => height - (value / most) * height
  const steps = series[0]?.values.length ?? 0
  const step = width / Math.max(1, steps)
  const bar = (step * 0.72) / series.length
  const points = (series[0]?.values ?? []).map(
    (value, i) => `${((i + 0.5) * step).toFixed(1)},${y(value).toFixed(1)}`,
  )
  return (
    <div className={styles.chart}>
      <ul className={styles.key}>
        {series.map(({ name }, i) => (
          <li key={name}>
            <svg viewBox="0 0 1 1" aria-hidden="true">
              <rect width="1" height="1" className={classes[i]} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <div className={styles.plot}>
        <span className={styles.most} aria-hidden="true">
          {most.toLocaleString(language)}
        </span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
          <line x1="0" x2={width} y1="0" y2="0" className={styles.top} />
          {kind === 'line' ? (
            <>
              <polygon
                points={`${(step / 2).toFixed(1)},${height} ${points.join(' ')} ${(width - step / 2).toFixed(1)},${height}`}
                className={styles.area}
              />
              <polyline points={points.join(' ')} className={styles.line} />
            </>
          ) : (
            series.flatMap(({ name, values }, of) =>
              values.map((value, i) => (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: steps of time
                  key={`${name} ${i}`}
                  x={(i * step + step * 0.14 + of * bar).toFixed(1)}
                  y={y(value).toFixed(1)}
                  width={bar.toFixed(1)}
                  height={(height - y(value)).toFixed(1)}
                  className={classes[of]}
                />
              )),
            )
          )}
          <line x1="0" x2={width} y1={height} y2={height} className={styles.base} />
        </svg>
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  )
}
