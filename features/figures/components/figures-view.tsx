import { shortDate } from '@/lib/dates.ts'
import type { loadFigures } from '../loaders.ts'
import { ranges, type Trend } from '../schema.ts'
import styles from './figures.module.css'
import { IssueTable } from './issue-table.tsx'
import { TrendChart } from './trend-chart.tsx'

type Props = Omit<Awaited<ReturnType<typeof loadFigures>>, 'tabs'>

/** How the newsletter is doing: who comes and goes, who confirms, what comes back, and what became of each issue. */
export function FiguresView({ t: words, publication, range, trends, issues }: Props) {
  const t = words.figures
  const { language } = publication
  const number = (n: number) => n.toLocaleString(language)
  const of = (name: Exclude<keyof Trend, 'span'>) => trends.map((trend) => trend[name])
  const sum = (name: Exclude<keyof Trend, 'span'>) => of(name).reduce((total, n) => total + n, 0)
  const steps = trends.map(({ span }) => {
    const day = shortDate(span.at, publication)
    return range === 'half' ? t.week(day) : day
  })
  const common = { steps, words: t, language }
  const [joined, left, asked, agreed] = [sum('joined'), sum('left'), sum('asked'), sum('agreed')]
  const [bounced, complained] = [sum('bounced'), sum('complained')]
  const percent = (agreed / Math.max(1, asked)).toLocaleString(language, {
    style: 'percent',
    maximumFractionDigits: 0,
  })
  return (
    <>
      <p className={styles.intro}>{t.intro}</p>
      <nav className={styles.ranges} aria-label={t.range}>
        {ranges.map((one) => (
          <a
            key={one}
            href={`/admin/newsletter/figures?range=${one}`}
            aria-current={one === range ? 'page' : undefined}
          >
            {t.ranges[one]}
          </a>
        ))}
      </nav>
      <div className={styles.charts}>
        <TrendChart
          {...common}
          title={t.growth}
          text={t.growthText(number(trends.at(-1)?.confirmed ?? 0))}
          kind="line"
          series={[{ name: t.confirmed, values: of('confirmed') }]}
        />
        <TrendChart
          {...common}
          title={t.moves}
          text={joined + left === 0 ? t.movesNone : t.movesText(number(joined), number(left))}
          isEmpty={joined + left === 0}
          kind="bars"
          series={[
            { name: t.joined, values: of('joined') },
            { name: t.left, values: of('left') },
          ]}
        />
        <TrendChart
          {...common}
          title={t.confirmation}
          text={asked === 0 ? t.confirmationNone : t.confirmationText(percent, number(agreed), number(asked))}
          isEmpty={asked === 0}
          kind="bars"
          series={[
            { name: t.asked, values: of('asked') },
            { name: t.agreed, values: of('agreed') },
          ]}
        />
        <TrendChart
          {...common}
          title={t.returns}
          text={
            bounced + complained === 0 ? t.returnsNone : t.returnsText(number(bounced), number(complained))
          }
          isEmpty={bounced + complained === 0}
          kind="bars"
          series={[
            { name: t.bounced, values: of('bounced') },
            { name: t.complained, values: of('complained') },
          ]}
        />
      </div>
      <IssueTable issues={issues} words={t} clock={publication} />
    </>
  )
}
