import { useState } from 'react'
import type { ReasonCode } from '../../../contract/decision.ts'
import type { Statistics } from '../../../contract/history.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { gregorianDay } from '../../state/days.ts'
import { classes } from '../../styles/classes.ts'
import statisticsCss from './statistics.module.css'
import { type Bar, barsOf } from './statistics-bars.ts'

/** One bar is so wide, with a gap beside it; the picture is stretched to its place. */
const WIDTH = 10
const GAP = 2

/** Visits by day or month as bars; those with the chosen reason are filled. The same numbers stand in a table. */
export const StatisticsChart = ({
  statistics,
  reason,
}: {
  statistics: Statistics
  reason: ReasonCode | null
}) => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  const [table, setTable] = useState(false)
  const { unit, bars } = barsOf(statistics, reason)
  const most = Math.max(1, ...bars.map(({ total }) => total))
  const nameOf = ({ at }: Bar): string => (unit === 'day' ? gregorianDay(at, language) : at.slice(0, 7))
  const first = bars[0]
  const last = bars.at(-1)
  const what = reason === null ? '' : words.reason(reason)
  return (
    <figure className={statisticsCss.statisticsChart}>
      <figcaption className="small">
        {t(unit === 'day' ? 'statistics.byDay' : 'statistics.byMonth', { most })}
        {reason === null ? (
          <span className="soft">{t('statistics.pressReason')}</span>
        ) : (
          <span className={statisticsCss.statisticsKey}>{t('statistics.filled', { what })}</span>
        )}
      </figcaption>
      <svg
        viewBox={`0 0 ${bars.length * WIDTH} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('statistics.chart')}
      >
        {bars.map((bar, place) => (
          <g key={bar.at}>
            <rect
              className={statisticsCss.statisticsAll}
              x={place * WIDTH + GAP / 2}
              width={WIDTH - GAP}
              y={100 - (98 * bar.total) / most}
              height={(98 * bar.total) / most}
            />
            <rect
              className={statisticsCss.statisticsPart}
              x={place * WIDTH + GAP / 2}
              width={WIDTH - GAP}
              y={100 - (98 * bar.part) / most}
              height={(98 * bar.part) / most}
            />
          </g>
        ))}
      </svg>
      <div className={classes(statisticsCss.statisticsEnds, 'small', 'soft', 'tabular')}>
        <span>{first === undefined ? '' : nameOf(first)}</span>
        <span>{last === undefined || last === first ? '' : nameOf(last)}</span>
      </div>
      <div>
        <Button rank="quiet" aria-expanded={table} onPress={() => setTable(!table)}>
          {t(table ? 'statistics.hideTable' : 'statistics.showTable')}
        </Button>
      </div>
      {table ? (
        <table className={classes(statisticsCss.statisticsTable, 'tabular')}>
          <thead>
            <tr>
              <th scope="col">{t(unit === 'day' ? 'statistics.day' : 'statistics.month')}</th>
              <th scope="col">{t('statistics.all')}</th>
              {reason === null ? null : <th scope="col">{what}</th>}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.at}>
                <th scope="row">{nameOf(bar)}</th>
                <td>{bar.total}</td>
                {reason === null ? null : <td>{bar.part}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </figure>
  )
}
