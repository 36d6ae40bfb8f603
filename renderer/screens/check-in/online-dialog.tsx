import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { send } from '../../state/connection.ts'
import { OnlineChoices } from './online-choices.tsx'

export const OnlineDialog = ({
  checkIn,
  isOpen,
  onClose,
}: {
  checkIn: CheckInView
  isOpen: boolean
  onClose: () => void
}) => {
  const t = useWords()
  return (
    <Dialog
      title={t('online.question')}
      closeLabel={t('common.close')}
      isOpen={isOpen}
      onClose={onClose}
      wide
    >
      <OnlineChoices online={checkIn.online} onChosen={onClose} />
      {checkIn.online === null ? null : (
        <div className="dialog-foot">
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
