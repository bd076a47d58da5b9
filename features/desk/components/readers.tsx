import type { Today } from '@/features/reading/schema.ts'
import type { Language } from '@/lib/i18n/language.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import styles from './dashboard.module.css'

type Props = { today: Today; language: Language; t: NewsroomWords }

const [width, height, gap] = [600, 110, 3]

/** Today's readers hour by hour, as a chart and as a table, and what they read most. */
export function Readers({ today, language, t }: Props) {
  const d = t.desk
  const number = new Intl.NumberFormat(language)
  const { hours, total, before, top } = today
  if (total === 0 && before === 0) return <p className={styles.none}>{d.readersNone}</p>
  const most = Math.max(1, ...hours.map((hour) => hour.count))
  const step = width / hours.length
  return (
    <>
      <p className={styles.total}>
        <strong>{d.readersTotal(number.format(total))}</strong>
        <span>{d.readersBefore(number.format(before))}</span>
      </p>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${height + 18}`}
        role="img"
        aria-label={d.readersChart}
        aria-describedby="readers-figures"
      >
        {hours.map((hour, i) => {
          const size = hour.count === 0 ? 1 : Math.max(3, (hour.count / most) * height)
          return (
            <g key={hour.at}>
              <rect
                x={i * step}
                y={height - size}
                width={step - gap}
                height={size}
                className={hour.isOver ? styles.bar : styles.future}
              >
                <title>{`${hour.label}:00 – ${number.format(hour.count)}`}</title>
              </rect>
              {i % 6 === 0 && (
                <text x={i * step} y={height + 15}>
                  {hour.label}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <details className={styles.figures} id="readers-figures">
        <summary>{d.readersTable}</summary>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{d.hour}</th>
              <th scope="col">{d.reads}</th>
            </tr>
          </thead>
          <tbody>
            {hours
              .filter((hour) => hour.isOver)
              .map((hour) => (
                <tr key={hour.at}>
                  <th scope="row">{hour.label}</th>
                  <td>{number.format(hour.count)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
      {top.length > 0 && (
        <>
          <h3>{d.topPages}</h3>
          <ol className={styles.top}>
            {top.map((page) => (
              <li key={page.path}>
                <a href={page.id === null ? page.path : `/admin/articles/${page.id}`}>{page.headline}</a>
                <span>{number.format(page.count)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}
