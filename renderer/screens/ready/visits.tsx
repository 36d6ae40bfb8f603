import { memo } from 'react'
import type { VisitRow } from '../../../contract/visit-row.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { timeOfDay } from '../../state/days.ts'
import visitLineCss from '../../visits/visit-line.module.css'
import { VisitLine } from '../../visits/visit-line.tsx'
import readyCss from './ready.module.css'
import css from './visits.module.css'

/**
 * Today's newest visits, the newest first: time, the clinic's own number, outcome. It names nobody.
 * @param count how many there are today, with those that are not shown
 * @param onEarlier leads to those that are not shown; null for whoever may not look at them
 */
export const Visits = memo(
  ({
    visits,
    count,
    onEarlier,
  }: {
    visits: readonly VisitRow[]
    count: number
    onEarlier: (() => void) | null
  }) => {
    const t = useWords()
    const earlier = count - visits.length
    return (
      <section className={readyCss.listCard} aria-labelledby="visits-title">
        <header className={readyCss.listCardHead}>
          <h2 id="visits-title">{t('visits.title')}</h2>
          <span className="soft small tabular">{t('visits.count', { count })}</span>
        </header>
        {visits.length === 0 ? (
          <p className={readyCss.listCardEmpty}>
            <Phrases text={t('visits.none')} />
          </p>
        ) : (
          <ul className={visitLineCss.visitLines}>
            {visits.map((visit) => (
              <VisitLine
                key={visit.seq}
                visit={visit}
                time={timeOfDay(visit.at)}
                onOpen={() => send({ type: 'open-visit', visit: visit.visit, seq: visit.seq })}
              />
            ))}
          </ul>
        )}
        {earlier <= 0 ? null : (
          <footer className={css.visitsEarlier}>
            <p className="soft small">
              <Phrases text={t('visits.earlier', { count: earlier })} />
            </p>
            {onEarlier === null ? null : (
              <Button rank="quiet" icon="history" onPress={onEarlier}>
                {t('visits.showEarlier')}
              </Button>
            )}
          </footer>
        )}
      </section>
    )
  },
)
