import { Button as RowButton } from 'react-aria-components'
import type { VisitRow } from '../../contract/visit-row.ts'
import { usePublicAidWords } from '../form/public-aid-words.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { OutcomeMark } from '../parts/outcome-mark.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { classes } from '../styles/classes.ts'
import css from './visit-line.module.css'

/** One line a visit; pressed, it opens what the journal holds of it. */
export const VisitLine = ({ visit, time, onOpen }: { visit: VisitRow; time: string; onOpen: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  const publicAid = usePublicAidWords()
  return (
    <li>
      <RowButton className={classes(css.visitLine)} onPress={onOpen}>
        <span className={classes(css.visitTime, 'tabular')}>{time}</span>
        <span className={css.visitOutcome}>
          <OutcomeMark outcome={visit.outcome} reason={visit.reason} />
          {visit.outage ? (
            <span className={classes(css.visitTag, css.visitOutage)}>
              <Icon name="online" size={1} />
              {t('visits.outage')}
            </span>
          ) : null}
          {visit.publicAid?.map((paper) => (
            <span key={`${paper.kind} ${paper.law ?? ''} ${paper.until ?? ''}`} className={css.visitTag}>
              {publicAid.name(paper.kind, paper.law)}
            </span>
          ))}
          {visit.amended ? <span className={css.visitTag}>{t('visits.amended')}</span> : null}
          {visit.overridden ? <span className={css.visitTag}>{t('visits.overridden')}</span> : null}
        </span>
        <span className={classes(css.visitReason, 'small', 'soft')}>
          <span className={classes(css.visitPatient, 'tabular')}>
            {visit.patientNumber !== null
              ? t('visits.number', { number: visit.patientNumber })
              : visit.queueNumber !== null
                ? t('visits.queueNumber', { number: visit.queueNumber })
                : t('visits.noNumber')}
          </span>
          <Phrases text={words.reason(visit.reason)} />
        </span>
      </RowButton>
    </li>
  )
}
