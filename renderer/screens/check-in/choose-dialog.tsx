import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import css from './choose-document.module.css'
import { ChooseDocument } from './choose-document.tsx'

/** Another document to the ones that are here. */
export const ChooseDialog = ({ checkIn, onClose }: { checkIn: CheckInView; onClose: () => void }) => {
  const t = useWords()
  return (
    <Dialog title={t('choose.title')} closeLabel={t('common.close')} onClose={onClose} wide>
      <div className={css.chooseInDialog}>
        <ChooseDocument checkIn={checkIn} onChosen={onClose} />
      </div>
    </Dialog>
  )
}
