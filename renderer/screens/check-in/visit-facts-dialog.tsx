import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'
import { VISIT_FACTS, withFact } from './visit-facts.ts'
import css from './visit-facts-dialog.module.css'

/** The order in which a reception works through an outage of the eligibility system. */
const OUTAGE_STEPS = ['call', 'callBack', 'enable', 'search', 'report'] as const

/** The questions about this visit, and what to do while the eligibility system is down. */
export const VisitFactsDialog = ({ checkIn, onClose }: { checkIn: CheckInView; onClose: () => void }) => {
  const t = useWords()
  const { visit } = checkIn
  return (
    <Dialog title={t('visit.facts')} closeLabel={t('common.close')} onClose={onClose}>
      <div className={css.visitFacts}>
        {VISIT_FACTS.map((fact) => (
          <TickBox
            key={fact}
            isSelected={visit[fact] === true}
            onChange={(ticked) => send({ type: 'set-visit', visit: withFact(visit, fact, ticked) })}
            word={t(`visitFacts.${fact}.long`)}
          />
        ))}
        <TickBox
          isSelected={checkIn.outageMode}
          onChange={(outageMode) => send({ type: 'set-outage-mode', outageMode })}
          word={t('visit.outage')}
        />
        {checkIn.outageMode ? (
          <ol className={css.outageSteps}>
            {OUTAGE_STEPS.map((step) => (
              <li key={step}>
                <Phrases text={t(`outage.${step}`)} />
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </Dialog>
  )
}
