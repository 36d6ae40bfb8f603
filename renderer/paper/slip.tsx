import { lastDayOfMonth } from '../../contract/follow-up.ts'
import type { VisitRow } from '../../contract/visit-row.ts'
import { patientWords } from '../languages/index.ts'
import { Phrases } from '../parts/phrases.tsx'
import { eraDay, shortDay, timeOfDay } from '../state/days.ts'
import { paperWords } from './paper-words.ts'
import css from './slip.module.css'
import { slipLines } from './slip-lines.ts'

/**
 * 受付票, 80 mm wide: the number by which the patient is called, when, and what helps them. It goes home with the patient,
 * so it gives no outcome and no reason.
 */
export const Slip = ({ visit, clinicName }: { visit: VisitRow; clinicName: string }) => {
  const t = paperWords
  const theirs = patientWords('ja')
  const number = visit.queueNumber ?? visit.patientNumber
  const by = shortDay(lastDayOfMonth(visit.day), 'ja')
  return (
    <main className={css.slip} lang="ja">
      <h1>{t('slip.title')}</h1>
      {clinicName === '' ? null : <p className={css.slipClinic}>{clinicName}</p>}
      {number === null ? null : (
        <p className={css.slipNumber}>
          <span className={css.slipNumberName}>
            {t(visit.queueNumber === null ? 'slip.patientNumber' : 'slip.queueNumber')}
          </span>
          {number}
        </p>
      )}
      <ul className={css.slipLines}>
        {slipLines(visit).map((line) => (
          <li key={line}>
            <Phrases language="ja" text={theirs(`slip.${line}`, { by })} />
          </li>
        ))}
      </ul>
      <dl>
        <dt>{t('slip.day')}</dt>
        <dd>{eraDay(visit.at.slice(0, 10), 'ja')}</dd>
        <dt>{t('slip.time')}</dt>
        <dd>{timeOfDay(visit.at)}</dd>
        {visit.queueNumber === null || visit.patientNumber === null ? null : (
          <>
            <dt>{t('slip.patientNumber')}</dt>
            <dd>{visit.patientNumber}</dd>
          </>
        )}
        <dt>{t('slip.row')}</dt>
        <dd>{visit.seq}</dd>
      </dl>
    </main>
  )
}
