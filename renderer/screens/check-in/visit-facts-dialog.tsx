import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'
import { StartOutage } from '../outage/start-outage.tsx'
import { VISIT_FACTS, withFact } from './visit-facts.ts'
import css from './visit-facts-dialog.module.css'

/** The questions about this visit. From here the whole desk can be said to be without the official system. */
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
        <StartOutage onStarted={onClose} />
        <Button icon="person" onPress={() => send({ type: 'next-of-family', id: null })}>
          {t('tray.nextOfFamilyOpen')}
        </Button>
      </div>
    </Dialog>
  )
}
