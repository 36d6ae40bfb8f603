import { useState } from 'react'
import { Button as RowButton } from 'react-aria-components'
import type { VisitRow } from '../../contract/visit-row.ts'
import { timeOfDay } from '../desk/days.ts'
import { VisitDialog } from '../desk/later-parts.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { OutcomeMark } from '../parts/outcome-mark.tsx'
import { Phrases } from '../parts/phrases.tsx'
import './visits.css'

/** One line a visit; pressed, it opens what the journal holds of it. */
export const VisitLine = ({ visit, time, onOpen }: { visit: VisitRow; time: string; onOpen: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  return (
    <li>
      <RowButton className="visit-line" onPress={onOpen}>
        <span className="visit-time tabular">{time}</span>
        <span className="visit-outcome">
          <OutcomeMark outcome={visit.outcome} reason={visit.reason} />
          {visit.overridden ? <span className="visit-tag">{t('visits.overridden')}</span> : null}
        </span>
        <span className="visit-reason small soft">
          <span className="visit-patient tabular">
            {visit.patientNumber === null
              ? t('visits.noNumber')
              : t('visits.number', { number: visit.patientNumber })}
          </span>
          <Phrases text={words.reason(visit.reason)} />
        </span>
      </RowButton>
    </li>
  )
}

/**
 * Today's newest visits, the newest first: time, the clinic's own number, outcome. It names nobody.
 * @param count how many there are today, with those that are not shown
 * @param onEarlier leads to those that are not shown; null for whoever may not look at them
 */
export const Visits = ({
  visits,
  count,
  onEarlier,
}: {
  visits: readonly VisitRow[]
  count: number
  onEarlier: (() => void) | null
}) => {
  const t = useWords()
  const [open, setOpen] = useState<number | null>(null)
  const opened = visits.find((visit) => visit.seq === open)
  const earlier = count - visits.length
  return (
    <section className="list-card" aria-labelledby="visits-title">
      <header className="list-card-head">
        <h2 id="visits-title">{t('visits.title')}</h2>
        <span className="soft small tabular">{t('visits.count', { count })}</span>
      </header>
      {visits.length === 0 ? (
        <p className="list-card-empty">
          <Phrases text={t('visits.none')} />
        </p>
      ) : (
        <ul className="visit-lines">
          {visits.map((visit) => (
            <VisitLine
              key={visit.seq}
              visit={visit}
              time={timeOfDay(visit.at)}
              onOpen={() => setOpen(visit.seq)}
            />
          ))}
        </ul>
      )}
      {earlier <= 0 ? null : (
        <footer className="visits-earlier">
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
      {opened === undefined ? null : <VisitDialog visit={opened} onClose={() => setOpen(null)} />}
    </section>
  )
}
