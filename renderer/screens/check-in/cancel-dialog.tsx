import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'

/** Leaving a check-in forgets what was entered; this is the one place where that is possible, so it asks once. */
export const CancelDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  return (
    <Dialog title={t('cancel.title')} closeLabel={t('common.close')} onClose={onClose}>
      <p>
        <Phrases text={t('cancel.text')} />
      </p>
      <div className={dialogCss.dialogFoot}>
        <Button
          rank="next"
          onPress={() => {
            send({ type: 'cancel' })
            onClose()
          }}
        >
          {t('cancel.yes')}
        </Button>
        <Button onPress={onClose}>{t('cancel.no')}</Button>
      </div>
    </Dialog>
  )
}
