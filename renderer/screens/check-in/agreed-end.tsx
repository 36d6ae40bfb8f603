import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { conclude } from '../../visits/end-questions.tsx'
import nextStepCardCss from './next-step-card.module.css'

/** The agreement for today, the way to the end, and the way back. */
export const AgreedEnd = ({
  checkIn,
  words,
  onChange,
}: {
  checkIn: CheckInView
  words: string
  onChange: () => void
}) => {
  const t = useWords()
  return (
    <>
      <p className={nextStepCardCss.stepTitle}>
        <Phrases text={words} />
      </p>
      <Button rank="next" large icon="tick" shortcut="F8" autoFocus onPress={() => conclude(checkIn)}>
        {t('checkIn.conclude')}
      </Button>
      <Button rank="quiet" icon="back" onPress={onChange}>
        {t('withoutProof.change')}
      </Button>
    </>
  )
}
