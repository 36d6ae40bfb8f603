import { parseDate } from '@internationalized/date'
import { useEffect, useState } from 'react'
import { Button as RowButton } from 'react-aria-components'
import type { Day } from '../../../contract/day.ts'
import { OUTCOMES, type ReasonCode } from '../../../contract/decision.ts'
import { MOST_DAYS_COUNTED } from '../../../contract/history.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send, useDesk } from '../../state/connection.ts'
import { DayFields, type Days } from './history-days.tsx'
import { reasonsByCount } from './statistics-bars.ts'
import { StatisticsChart } from './statistics-chart.tsx'
import './statistics.css'

const daysIn = ({ from, to }: { from: Day; to: Day }): number => parseDate(to).compare(parseDate(from)) + 1

/** How many visits, by day and by reason; a reason that is pressed is marked in the chart. */
export const HistoryStatistics = ({ days }: { days: Days }) => {
  const t = useWords()
  const words = useContractWords()
  const { statistics } = useDesk().office
  const [reason, setReason] = useState<ReasonCode | null>(null)
  const count = (range = days.valid): void => {
    if (range !== null) send({ type: 'count-visits', from: range.from, to: range.to })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once on opening; afterwards by the button.
  useEffect(() => {
    if (statistics === null) count()
  }, [])
  const tooMany = days.valid !== null && daysIn(days.valid) > MOST_DAYS_COUNTED
  const reasons = statistics === null ? [] : reasonsByCount(statistics)
  const most = reasons[0]?.visits ?? 1
  return (
    <>
      <form
        className="history-query"
        onSubmit={(event) => {
          event.preventDefault()
          count()
        }}
      >
        <DayFields days={days} onRange={count} />
        <div className="history-buttons">
          <Button rank="next" type="submit" isDisabled={days.valid === null || tooMany}>
            {t('statistics.count')}
          </Button>
        </div>
      </form>
      {tooMany ? (
        <p role="alert">
          <Phrases text={t('statistics.tooMany', { days: MOST_DAYS_COUNTED })} />
        </p>
      ) : null}
      {statistics === null ? null : (
        <section className="list-card" aria-live="polite" aria-label={t('statistics.title')}>
          <header className="list-card-head">
            <h2>{t('statistics.visits', { count: statistics.visits })}</h2>
            <span className="soft small tabular">
              {OUTCOMES.filter((outcome) => statistics.outcomes[outcome] !== undefined)
                .map((outcome) =>
                  t('statistics.part', {
                    what: words.outcome(outcome),
                    count: statistics.outcomes[outcome] ?? 0,
                  }),
                )
                .join(t('statistics.between'))}
            </span>
          </header>
          {statistics.visits === 0 ? (
            <p className="list-card-empty">
              <Phrases text={t('statistics.none')} />
            </p>
          ) : (
            <>
              <StatisticsChart statistics={statistics} reason={reason} />
              <h3 className="statistics-head">{t('statistics.reasons')}</h3>
              <ul className="statistics-reasons">
                {reasons.map(({ reason: code, visits }) => (
                  <li key={code}>
                    <RowButton
                      className="statistics-reason"
                      aria-pressed={code === reason}
                      onPress={() => setReason(code === reason ? null : code)}
                    >
                      <span>
                        <Phrases text={words.reason(code)} />
                      </span>
                      <span className="statistics-number tabular">{visits}</span>
                      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                        <rect width={(100 * visits) / most} height="1" />
                      </svg>
                    </RowButton>
                  </li>
                ))}
              </ul>
              {statistics.overridden === 0 ? null : (
                <p className="statistics-note soft small">
                  <Phrases text={t('statistics.overridden', { count: statistics.overridden })} />
                </p>
              )}
            </>
          )}
        </section>
      )}
    </>
  )
}
