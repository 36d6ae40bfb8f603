import type { CheckInView } from '../../../contract/desk.ts'
import type { Paid } from '../../../contract/follow-up-kinds.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { AgreedEnd } from './agreed-end.tsx'
import type { CheckInDialog } from './dialogs.ts'
import nextStepCardCss from './next-step-card.module.css'

const setPaid = (paid: Paid | null): void => send({ type: 'set-paid', paid })

/**
 * The patient has nothing to confirm with. Nobody is sent away for that: what is paid today is agreed, the visit ends,
 * and what was paid too much is given back once the cover is known (rules N05, N06).
 */
export const WithoutProof = ({
  checkIn,
  onOpen,
}: {
  checkIn: CheckInView
  onOpen: (dialog: CheckInDialog) => void
}) => {
  const t = useWords()
  const { acceptsKnownPatients } = useDesk().office.settings
  const { paid, visit } = checkIn
  if (paid !== null)
    return (
      <AgreedEnd checkIn={checkIn} words={t(`withoutProof.agreed.${paid}`)} onChange={() => setPaid(null)} />
    )
  return (
    <>
      <p className={nextStepCardCss.stepTitle}>
        <Phrases text={t('withoutProof.title')} />
      </p>
      <p className={nextStepCardCss.stepLead}>
        <Phrases text={t('withoutProof.lead')} />
      </p>
      {acceptsKnownPatients && visit.kind === 'return' ? (
        <Button
          icon="history"
          onPress={() =>
            send({ type: 'set-visit', visit: { ...visit, recordOnFile: true, saysUnchanged: true } })
          }
        >
          {t('roads.past-record.yes')}
        </Button>
      ) : null}
      <Button rank="next" large icon="tick" onPress={() => setPaid('in-full')}>
        {t('withoutProof.inFull')}
      </Button>
      <Button icon="tick" onPress={() => setPaid('deposit')}>
        {t('withoutProof.deposit')}
      </Button>
      <p className={nextStepCardCss.stepOr}>
        <Phrases text={t('withoutProof.orFound')} />
      </p>
      <Button icon="plus" shortcut="F2" onPress={() => onOpen('choose')}>
        {t('evidence.add')}
      </Button>
    </>
  )
}
