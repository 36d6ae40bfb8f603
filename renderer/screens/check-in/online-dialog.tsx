import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { send } from '../../state/connection.ts'
import { OnlineChoices } from './online-choices.tsx'

/** The official answer, by hand: what the eligibility system said of this person. */
export const OnlineDialog = ({ checkIn, onClose }: { checkIn: CheckInView; onClose: () => void }) => {
  const t = useWords()
  return (
    <Dialog title={t('online.question')} closeLabel={t('common.close')} onClose={onClose} wide>
      <OnlineChoices online={checkIn.online} onChosen={onClose} />
      {checkIn.online === null ? null : (
        <div className={dialogCss.dialogFoot}>
          <Button
            rank="quiet"
            onPress={() => {
              send({ type: 'set-online', online: null })
              onClose()
            }}
          >
            {t('online.reset')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}
