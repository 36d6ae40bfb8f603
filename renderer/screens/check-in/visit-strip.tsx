import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { CheckInView } from '../../../contract/desk.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { send } from '../../state/connection.ts'
import { eraDay, timeOfDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import type { CheckInDialog } from './dialogs.ts'
import { VISIT_FACTS } from './visit-facts.ts'
import css from './visit-strip.module.css'

/** Facts of the visit itself: since when, whose number, first or return, and what the patient said. */
export const VisitStrip = ({
  checkIn,
  onOpen,
}: {
  checkIn: CheckInView
  onOpen: (dialog: CheckInDialog) => void
}) => {
  const t = useWords()
  const language = useDeskLanguage()
  const { visit } = checkIn
  const isPharmacy = useDesk().office.settings.place === 'pharmacy'
  const facts = VISIT_FACTS.filter((fact) => visit[fact] === true)
  const numbers = [
    ...(checkIn.patientNumber === null ? [] : [t('visits.number', { number: checkIn.patientNumber })]),
    ...(checkIn.queueNumber === null ? [] : [t('visits.queueNumber', { number: checkIn.queueNumber })]),
  ]
  const number = numbers.length === 0 ? t('visit.addNumber') : numbers.join(t('common.dot'))
  const editPatient = () =>
    send({
      type: 'save-draft',
      draft: {
        form: 'patient',
        documentId: null,
        edit: 0,
        fields: {
          ...(checkIn.patientNumber === null ? {} : { patientNumber: checkIn.patientNumber }),
          ...(checkIn.birthDate === null ? {} : { birthDate: checkIn.birthDate }),
          ...(visit.coverageEndedOn === undefined ? {} : { coverageEndedOn: visit.coverageEndedOn }),
        },
      },
    })
  return (
    <section className={css.visitStrip} aria-label={t('visit.title')}>
      <p className={css.visitStripSince}>
        <strong>{t('visit.open')}</strong>
        <span className="soft tabular">{timeOfDay(checkIn.openedAt)}</span>
      </p>
      <ToggleButtonGroup
        className={classes(css.segments)}
        aria-label={t(isPharmacy ? 'visit.kindPharmacy' : 'visit.kind')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[visit.kind ?? 'first']}
        onSelectionChange={(keys) =>
          send({ type: 'set-visit', visit: { ...visit, kind: keys.has('return') ? 'return' : 'first' } })
        }
      >
        <ToggleButton id="first" className={classes(css.segment)}>
          {t(isPharmacy ? 'visit.firstPharmacy' : 'visit.first')}
        </ToggleButton>
        <ToggleButton id="return" className={classes(css.segment)}>
          {t(isPharmacy ? 'visit.returnPharmacy' : 'visit.return')}
        </ToggleButton>
      </ToggleButtonGroup>
      <Button icon="person" shortcut="F11" onPress={() => onOpen('who')}>
        {number}
      </Button>
      <Button icon="pencil" onPress={editPatient}>
        {t('visit.patientFacts')}
      </Button>
      <Button icon="list" shortcut="F6" onPress={() => onOpen('visit')}>
        {t('visit.facts')}
      </Button>
      <ul className={css.visitStripFacts}>
        {checkIn.birthDate === null ? null : (
          <li>{t('visit.born', { day: eraDay(checkIn.birthDate, language) })}</li>
        )}
        {facts.map((fact) => (
          <li key={fact}>{t(`visitFacts.${fact}.short`)}</li>
        ))}
        {visit.coverageEndedOn === undefined ? null : (
          <li>{t('visit.coverageEnded', { day: eraDay(visit.coverageEndedOn, language) })}</li>
        )}
        {checkIn.outageSearch === null ? null : (
          <li>{t(checkIn.outageSearch === 'found' ? 'outage.visitFound' : 'outage.visitNotFound')}</li>
        )}
      </ul>
    </section>
  )
}
