import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { ElsewherePanel } from '../../visits/elsewhere.tsx'
import { WhoForm } from '../../visits/who-form.tsx'
import css from './who.module.css'

const nothing = (): void => {}

/** The first question of a visit, while nothing else is here. A card or a paper that comes meanwhile goes before it. */
export const AskPatient = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  return (
    <section className={css.askPatient} aria-labelledby="who-title">
      <h2 id="who-title" className={css.askPatientQuestion}>
        {t('who.title')}
      </h2>
      <p className="soft">
        <Phrases text={t('who.byCard')} />
      </p>
      <ElsewherePanel />
      <WhoForm checkIn={checkIn} word={t('who.answer')} onAnswered={nothing} />
    </section>
  )
}

/** The same question at any later moment of the visit: the number is given, corrected or taken back. */
export const WhoDialog = ({ checkIn, onClose }: { checkIn: CheckInView; onClose: () => void }) => {
  const t = useWords()
  return (
    <Dialog title={t('who.title')} closeLabel={t('common.close')} onClose={onClose} wide>
      <WhoForm checkIn={checkIn} word={t('who.change')} onAnswered={onClose} />
    </Dialog>
  )
}
