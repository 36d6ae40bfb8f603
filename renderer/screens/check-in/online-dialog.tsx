import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { StartOutage } from '../outage/start-outage.tsx'
import { OnlineChoices } from './online-choices.tsx'

const QUESTIONS = { number: 'online.byNumber', app: 'online.byApp' } as const

/**
 * The official answer, by hand: what the eligibility system said of this person.
 * @param by what was asked about, where it was not the card just read
 */
export const OnlineDialog = ({
  checkIn,
  by,
  onClose,
}: {
  checkIn: CheckInView
  by?: 'number' | 'app'
  onClose: () => void
}) => {
  const t = useWords()
  const { bridge } = useDesk()
  const isAskable = checkIn.evidence.some(
    ({ claims: { insurerNumber, number, birthDate } }) =>
      insurerNumber && number && (birthDate ?? checkIn.birthDate),
  )
  const mayAsk = bridge.status.state === 'ready' && isAskable
  const question = by === undefined ? 'online.question' : QUESTIONS[by]
  return (
    <Dialog title={t(question)} closeLabel={t('common.close')} onClose={onClose} wide>
      {by === 'number' && mayAsk ? (
        <Button
          rank="next"
          icon="search"
          onPress={() => {
            send({ type: 'look-up' })
            onClose()
          }}
        >
          {t('bridge.ask')}
        </Button>
      ) : null}
      <OnlineChoices online={checkIn.online} onChosen={onClose} {...(by === undefined ? {} : { by })} />
      <div className={dialogCss.dialogFoot}>
        <StartOutage onStarted={onClose} />
        {checkIn.online === null ? null : (
          <Button
            rank="quiet"
            onPress={() => {
              send({ type: 'set-online', online: null })
              onClose()
            }}
          >
            {t('online.reset')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
