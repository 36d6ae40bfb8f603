import type { VisitRow } from '../../contract/visit-row.ts'
import { usePublicAidWords } from '../form/public-aid-words.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { PrintButtons } from '../paper/print-buttons.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { OutcomeMark } from '../parts/outcome-mark.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { eraDay, moment } from '../state/days.ts'
import { useDocumentName } from '../state/document-names.ts'
import { useStaffName } from '../state/staff-names.ts'
import css from './visit-dialog.module.css'

/** One visit as the journal holds it, with its slip to print again. */
export const VisitDialog = ({ visit, onClose }: { visit: VisitRow; onClose: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  const documentName = useDocumentName()
  const staffName = useStaffName()
  const publicAid = usePublicAidWords()
  const language = useDeskLanguage()
  return (
    <Dialog
      title={t('visitDialog.title', { seq: visit.seq })}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      <dl className={css.facts}>
        <dt>{t('visitDialog.time')}</dt>
        <dd className="tabular">{moment(visit.at)}</dd>
        <dt>{t('visitDialog.patientNumber')}</dt>
        <dd className="tabular">{visit.patientNumber ?? t('visits.noNumber')}</dd>
        <dt>{t('visitDialog.outcome')}</dt>
        <dd>
          <OutcomeMark outcome={visit.outcome} reason={visit.reason} />
        </dd>
        <dt>{t('visitDialog.reason')}</dt>
        <dd>
          <Phrases text={words.reason(visit.reason)} />
        </dd>
        <dt>{t('visitDialog.road')}</dt>
        <dd>
          <Phrases text={t(`recordedRoads.${visit.road}`)} />
        </dd>
        <dt>{t('visitDialog.staff')}</dt>
        <dd>{staffName(visit.staff)}</dd>
        <dt>{t('visitDialog.documents')}</dt>
        <dd>
          {visit.documents.length === 0
            ? t('visitDialog.noDocuments')
            : visit.documents.map(documentName).join('、')}
        </dd>
        {visit.publicAid === undefined ? null : (
          <>
            <dt>{t('publicAid.title')}</dt>
            {visit.publicAid.map((paper) => (
              <dd key={`${paper.kind} ${paper.law ?? ''} ${paper.until ?? ''}`}>
                {publicAid.name(paper.kind, paper.law)}
                {'・'}
                {paper.until === undefined
                  ? t('publicAid.noEnd')
                  : t('publicAid.until', { day: eraDay(paper.until, language) })}
                {'・'}
                {t(paper.seen ? 'publicAid.seen' : 'publicAid.notSeen')}
              </dd>
            ))}
          </>
        )}
        {visit.overridden ? (
          <>
            <dt>{t('visitDialog.override')}</dt>
            <dd>
              <Phrases text={t('visitDialog.overridden')} />
            </dd>
          </>
        ) : null}
      </dl>
      <PrintButtons request={{ paper: 'slip', seq: visit.seq }} word={t('print.slip')} />
    </Dialog>
  )
}
