import { useEffect, useState } from 'react'
import { Button as RowButton } from 'react-aria-components'
import { OUTCOMES, type ReasonCode } from '../../../contract/decision.ts'
import type { TypedDays } from '../../../contract/history.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import readyCss from '../ready/ready.module.css'
import { DayFields, type Days } from './history-days.tsx'
import historyPageCss from './history-page.module.css'
import css from './statistics.module.css'
import { reasonsByCount } from './statistics-bars.ts'
import { StatisticsChart } from './statistics-chart.tsx'

/** How many visits, by day and by reason; a reason that is pressed is marked in the chart. */
export const HistoryStatistics = ({ days }: { days: Days }) => {
  const t = useWords()
  const words = useContractWords()
  const { statistics } = useDesk().office
  const [reason, setReason] = useState<ReasonCode | null>(null)
  const count = ({ from, to }: TypedDays = days): void => send({ type: 'count-visits', from, to })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once on opening; afterwards by the button.
  useEffect(() => {
    if (statistics === null) count()
  }, [])
  const reasons = statistics === null ? [] : reasonsByCount(statistics)
  const most = reasons[0]?.visits ?? 1
  return (
    <>
      <form
        className={historyPageCss.historyQuery}
        onSubmit={(event) => {
          event.preventDefault()
          count()
        }}
      >
        <DayFields days={days} onRange={(range) => count(range)} />
        <div className={historyPageCss.historyButtons}>
          <Button rank="next" type="submit">
            {t('statistics.count')}
          </Button>
        </div>
      </form>
      {statistics === null ? null : (
        <section className={readyCss.listCard} aria-live="polite" aria-label={t('statistics.title')}>
          <header className={readyCss.listCardHead}>
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
            <p className={readyCss.listCardEmpty}>
              <Phrases text={t('statistics.none')} />
            </p>
          ) : (
            <>
              <StatisticsChart statistics={statistics} reason={reason} />
              <h3 className={css.statisticsHead}>{t('statistics.reasons')}</h3>
              <ul className={css.statisticsReasons}>
                {reasons.map(({ reason: code, visits }) => (
                  <li key={code}>
                    <RowButton
                      className={classes(css.statisticsReason)}
                      aria-pressed={code === reason}
                      onPress={() => setReason(code === reason ? null : code)}
                    >
                      <span>
                        <Phrases text={words.reason(code)} />
                      </span>
                      <span className={classes(css.statisticsNumber, 'tabular')}>{visits}</span>
                      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                        <rect width={(100 * visits) / most} height="1" />
                      </svg>
                    </RowButton>
                  </li>
                ))}
              </ul>
              {statistics.amended === 0 ? null : (
                <p className={classes(css.statisticsNote, 'soft', 'small')}>
                  <Phrases text={t('statistics.amended', { count: statistics.amended })} />
                </p>
              )}
              {statistics.overridden === 0 ? null : (
                <p className={classes(css.statisticsNote, 'soft', 'small')}>
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
