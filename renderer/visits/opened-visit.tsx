import { useState } from 'react'
import type { OpenedVisit as Opened } from '../../contract/amend.ts'
import type { VisitRow } from '../../contract/visit-row.ts'
import { usePublicAidWords } from '../form/public-aid-words.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { PrintButtons } from '../paper/print-buttons.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { OutcomeMark } from '../parts/outcome-mark.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send } from '../state/connection.ts'
import { eraDay, moment } from '../state/days.ts'
import { useDesk } from '../state/desk.ts'
import { useDocumentName } from '../state/document-names.ts'
import { useStaffName } from '../state/staff-names.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { FollowUpButton } from './follow-up-button.tsx'
import css from './opened-visit.module.css'
import { ReopenDialog } from './reopen-dialog.tsx'
import { useVisitName } from './visit-name.ts'
import { VisitSteps } from './visit-steps.tsx'

/** The facts known of the visit now. */
const Facts = ({ visit }: { visit: VisitRow }) => {
  const t = useWords()
  const words = useContractWords()
  const documentName = useDocumentName()
  const staffName = useStaffName()
  const publicAid = usePublicAidWords()
  const language = useDeskLanguage()
  return (
    <dl className={css.facts}>
      <dt>{t('visitDialog.time')}</dt>
      <dd className="tabular">{moment(visit.at)}</dd>
      <dt>{t('visitDialog.patientNumber')}</dt>
      <dd className="tabular">{visit.patientNumber ?? t('visits.noNumber')}</dd>
      {visit.queueNumber === null ? null : (
        <>
          <dt>{t('visitDialog.queueNumber')}</dt>
          <dd className="tabular">{visit.queueNumber}</dd>
        </>
      )}
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
      {visit.paid === null ? null : (
        <>
          <dt>{t('visitDialog.paid')}</dt>
          <dd>{words.paid(visit.paid)}</dd>
        </>
      )}
      <dt>{t('visitDialog.staff')}</dt>
      <dd>{staffName(visit.staff)}</dd>
      {visit.staffBefore.length === 0 ? null : (
        <>
          <dt>{t('visitDialog.staffBefore')}</dt>
          <dd>{visit.staffBefore.map(staffName).join(t('common.comma'))}</dd>
        </>
      )}
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
      {visit.outage ? (
        <>
          <dt>{t('visitDialog.outage')}</dt>
          <dd>
            <Phrases text={t('visitDialog.ofOutage')} />
          </dd>
        </>
      ) : null}
      {visit.overridden ? (
        <>
          <dt>{t('visitDialog.override')}</dt>
          <dd>
            <Phrases text={t('visitDialog.overridden')} />
          </dd>
        </>
      ) : null}
      {visit.remark === null ? null : (
        <>
          <dt>{t('visitDialog.remark')}</dt>
          <dd className={css.remark}>{visit.remark}</dd>
        </>
      )}
    </dl>
  )
}

/** Lists what the visit has left to do, and what came of it. */
const Left = ({ opened }: { opened: Opened }) => {
  const t = useWords()
  const words = useContractWords()
  const visitName = useVisitName()
  if (opened.followUps.length === 0) return null
  return (
    <section aria-labelledby="visit-left">
      <h3 id="visit-left" className={css.part}>
        {t('visitDialog.followUps')}
      </h3>
      <ul>
        {opened.followUps.map((followUp) => (
          <li key={followUp.id} className={css.left}>
            <span>
              <Phrases text={words.followUp(followUp.what)} />
              {followUp.done === null ? null : (
                <span className={css.leftDone}>{words.result(followUp.done.result)}</span>
              )}
            </span>
            <FollowUpButton followUp={followUp} name={visitName(followUp)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A concluded visit: as it stands now, what it left to do, every row of it, and how it is put right. */
export const OpenedVisit = ({ opened }: { opened: Opened }) => {
  const t = useWords()
  const { office, today } = useDesk()
  const [over, setOver] = useState<'amend' | 'reopen' | null>(null)
  const { row } = opened
  const mayAmend = office.staff.rights.includes('amend')
  return (
    <Dialog
      title={t('visitDialog.title', { seq: row.seq })}
      closeLabel={t('common.close')}
      onClose={() => send({ type: 'close-visit' })}
    >
      {row.amended ? (
        <p className={css.amended}>
          <Phrases text={t('visitDialog.amended')} />
        </p>
      ) : null}
      {mayAmend ? (
        <div className={css.acts}>
          <Button icon="pencil" onPress={() => setOver('amend')}>
            {t('visitDialog.amend')}
          </Button>
          {row.day === today ? (
            <Button icon="history" onPress={() => setOver('reopen')}>
              {t('visitDialog.reopen')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Facts visit={row} />
      <Left opened={opened} />
      <VisitSteps steps={opened.steps} />
      <PrintButtons request={{ paper: 'slip', seq: row.seq }} word={t('print.slip')} />
      {over === 'amend' ? <AmendDialog visit={row} onClose={() => setOver(null)} /> : null}
      {over === 'reopen' ? <ReopenDialog visit={row} onClose={() => setOver(null)} /> : null}
    </Dialog>
  )
}
