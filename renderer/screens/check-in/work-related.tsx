import type { CheckInView, WorkForm } from '../../../contract/desk.ts'
import type { Paid } from '../../../contract/follow-up-kinds.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { AgreedEnd } from './agreed-end.tsx'
import nextStepCardCss from './next-step-card.module.css'

const agree = (workForm: WorkForm | null, paid: Paid | null): void => {
  send({ type: 'set-paid', paid })
  send({ type: 'set-work-form', workForm })
}

/**
 * 労災: health insurance is not asked for. The form of the workers' compensation is here, or comes later; until then the
 * patient pays in full, leaves a deposit, or nothing (rule N31).
 */
export const WorkRelated = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const { workForm, paid } = checkIn
  if (workForm !== null)
    return (
      <AgreedEnd
        checkIn={checkIn}
        words={t(workForm === 'brought' ? 'work.agreed.brought' : `work.agreed.${paid ?? 'later'}`)}
        onChange={() => agree(null, null)}
      />
    )
  return (
    <>
      <p className={nextStepCardCss.stepTitle}>
        <Phrases text={t('work.title')} />
      </p>
      <p className={nextStepCardCss.stepLead}>
        <Phrases text={t('work.lead')} />
      </p>
      <Button rank="next" large icon="tick" onPress={() => agree('brought', null)}>
        {t('work.brought')}
      </Button>
      <p className={nextStepCardCss.stepOr}>
        <Phrases text={t('work.orLater')} />
      </p>
      <Button onPress={() => agree('later', 'deposit')}>{t('work.deposit')}</Button>
      <Button onPress={() => agree('later', 'in-full')}>{t('work.inFull')}</Button>
      <Button onPress={() => agree('later', null)}>{t('work.later')}</Button>
    </>
  )
}
