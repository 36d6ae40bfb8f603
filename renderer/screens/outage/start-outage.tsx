import { memo, useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'

/** Says for the whole desk that the official system is down; asked once, because it holds for every patient from here on. */
export const StartOutage = memo(({ onStarted }: { onStarted?: () => void }) => {
  const t = useWords()
  const { outage, office } = useDesk()
  const [isAsked, setAsked] = useState(false)
  if (outage !== null || !office.staff.rights.includes('outage')) return null
  return (
    <>
      <Button rank="quiet" icon="online" onPress={() => setAsked(true)}>
        {t('outage.start')}
      </Button>
      {isAsked ? (
        <Dialog title={t('outage.startTitle')} closeLabel={t('common.close')} onClose={() => setAsked(false)}>
          <p>
            <Phrases text={t('outage.startText')} />
          </p>
          <div className={dialogCss.dialogFoot}>
            <Button
              rank="next"
              onPress={() => {
                send({ type: 'start-outage' })
                setAsked(false)
                onStarted?.()
              }}
            >
              {t('outage.startYes')}
            </Button>
            <Button onPress={() => setAsked(false)}>{t('outage.startNo')}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
})
