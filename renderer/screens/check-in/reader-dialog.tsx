import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import choiceListCss from '../../parts/choice-list.module.css'
import { ChoiceList } from '../../parts/choice-list.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { send } from '../../state/connection.ts'
import { StartOutage } from '../outage/start-outage.tsx'
import { FailureChoices, recordReader } from './reader-choices.tsx'

const IDENTIFIED_BY = ['face', 'pin', 'visual'] as const

/** Records the result of the card reader by hand: for a reader that this program does not see, or one that failed. */
export const ReaderDialog = ({ checkIn, onClose }: { checkIn: CheckInView; onClose: () => void }) => {
  const t = useWords()
  const { reader } = checkIn
  const cards = checkIn.evidence.flatMap(({ document }) =>
    document.type === 'my-number-card' ? [document] : [],
  )
  const every = (fact: 'photoless' | 'faceOnly') =>
    cards.length > 0 && cards.every((card) => card[fact] === true)
  /** A card without a photo cannot be compared with a face, and a face-only card has no PIN. */
  const isPossible = (identifiedBy: (typeof IDENTIFIED_BY)[number]): boolean =>
    identifiedBy === 'pin' ? !every('faceOnly') : !every('photoless')
  return (
    <Dialog title={t('reader.question')} closeLabel={t('common.close')} onClose={onClose} wide>
      <h3 className={choiceListCss.choiceTitle}>{t('reader.failedTitle')}</h3>
      <FailureChoices checkIn={checkIn} onChosen={onClose} />
      <h3 className={choiceListCss.choiceTitle}>{t('reader.readTitle')}</h3>
      <ChoiceList
        label={t('reader.readTitle')}
        choices={[
          ...IDENTIFIED_BY.filter(isPossible).map((identifiedBy) => ({
            id: identifiedBy,
            word: t(`reader.identifiedBy.${identifiedBy}`),
            isChosen: reader.state === 'read' && reader.identifiedBy === identifiedBy,
            onChoose: () => {
              recordReader(checkIn, { state: 'read', identifiedBy })
              onClose()
            },
          })),
          {
            id: 'registered',
            word: t('reader.registeredNow'),
            isChosen: reader.state === 'read' && reader.registeredNow === true,
            onChoose: () => {
              recordReader(checkIn, { state: 'read', registeredNow: true })
              onClose()
            },
          },
        ]}
      />
      <div className={dialogCss.dialogFoot}>
        <Button
          icon="card-reader"
          onPress={() => {
            send({ type: 'read-card-again' })
            onClose()
          }}
        >
          {t('reader.again')}
        </Button>
        <StartOutage onStarted={onClose} />
        {reader.state === 'not-tried' ? null : (
          <Button
            rank="quiet"
            onPress={() => {
              send({ type: 'set-reader', reader: { state: 'not-tried' } })
              onClose()
            }}
          >
            {t('reader.reset')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
