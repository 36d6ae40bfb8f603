import type { VisitRow } from '../../contract/visit-row.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { eraDay, timeOfDay } from '../state/days.ts'
import css from './slip.module.css'

/** 受付票, 80 mm wide: when, whose number, and the outcome. It goes with the patient, so it gives no reason. */
export const Slip = ({ visit, clinicName }: { visit: VisitRow; clinicName: string }) => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  return (
    <main className={css.slip}>
      <h1>{t('slip.title')}</h1>
      {clinicName === '' ? null : <p className={css.slipClinic}>{clinicName}</p>}
      <p className={css.slipNumber}>{visit.patientNumber ?? t('visits.noNumber')}</p>
      <p className={css.slipOutcome}>{words.outcome(visit.outcome)}</p>
      <dl>
        <dt>{t('slip.day')}</dt>
        <dd>{eraDay(visit.at.slice(0, 10), language)}</dd>
        <dt>{t('slip.time')}</dt>
        <dd>{timeOfDay(visit.at)}</dd>
        <dt>{t('slip.row')}</dt>
        <dd>{visit.seq}</dd>
      </dl>
      <p className={css.slipFoot}>{t('slip.foot')}</p>
    </main>
  )
}
