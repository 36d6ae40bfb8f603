import { memo } from 'react'
import type { Arrival } from '../../../contract/desk-bridge.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { eraDay, timeOfDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import css from './bridge.module.css'

/** Shows who an arrival is about, and what it says; of one that cannot be taken, only why. */
const useArrivalWords = ({ online, entitlements, why }: Arrival): { who: string; what: string } => {
  const t = useWords()
  const language = useDeskLanguage()
  if (why !== null) return { who: t('bridge.cannotTake'), what: t(`bridge.why.${why}`) }
  const [first] = entitlements
  const who =
    first === undefined
      ? t('bridge.nobody')
      : [first.name, first.birthDate === null ? null : eraDay(first.birthDate, language)]
          .filter(Boolean)
          .join(' ・ ')
  const answer = 'unavailable' in online ? t('online.unavailable') : t(`onlineCodes.${online.code}.short`)
  const several = entitlements.length > 1 ? ` ・ ${t('bridge.several', { count: entitlements.length })}` : ''
  return { who, what: `${answer}${several}` }
}

const ArrivalLine = ({ arrival }: { arrival: Arrival }) => {
  const t = useWords()
  const { who, what } = useArrivalWords(arrival)
  const { id, at, why } = arrival
  return (
    <li className={css.arrivalLine}>
      <div>
        <p className={css.arrivalWho}>{who}</p>
        <p className="small soft tabular">
          {timeOfDay(at)}
          {' ・ '}
          <Phrases text={what} />
        </p>
      </div>
      <div className={css.arrivalButtons}>
        {why === null ? (
          <Button icon="tick" onPress={() => send({ type: 'take-arrival', id })}>
            {t('bridge.take')}
          </Button>
        ) : null}
        <Button rank="quiet" icon="close" onPress={() => send({ type: 'dismiss-arrival', id })}>
          {t('bridge.dismiss')}
        </Button>
      </div>
    </li>
  )
}

/** Face results of the official terminal that are no open visit's: one touch away. Nothing where none waits. */
export const Arrivals = memo(() => {
  const t = useWords()
  const { arrivals } = useDesk().bridge
  if (arrivals.length === 0) return null
  return (
    <section className={css.tray} aria-labelledby="arrivals-title">
      <header className={css.trayHead}>
        <h2 id="arrivals-title">{t('bridge.arrivals')}</h2>
        <span className="soft small tabular">{t('visits.count', { count: arrivals.length })}</span>
      </header>
      <ul className={css.arrivalLines} aria-live="polite">
        {arrivals.map((arrival) => (
          <ArrivalLine key={arrival.id} arrival={arrival} />
        ))}
      </ul>
    </section>
  )
})
